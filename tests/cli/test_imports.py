"""What a command loads before it does anything."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("rich", "numpy", "sqlite3", "sqlite_utils", "lxml", "pydantic", "jinja2", "requests", "Bio", "feedparser")


def loaded_by(*arguments: str) -> set[str]:
    """The heavy libraries in memory after the command."""
    code = (
        "import sys; from tracker.cli import main; main(sys.argv[2:]); "
        "print(*(set(sys.argv[1].split(',')) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, ",".join(HEAVY), *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


def test_the_help_loads_no_rules_and_no_search_language() -> None:
    """Help shows words: what a command does with them is loaded when it is called."""
    code = "import sys; from tracker.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr.split()
    assert "tracker.cli.topics" in loaded
    assert not [name for name in loaded if name.startswith(("tracker.query", "tracker.rules", "tracker.reading"))]


def test_the_help_loads_no_heavy_library() -> None:
    """Help is there at once: what only some commands need is imported when they need it."""
    assert loaded_by("--help") == set()


def test_the_check_of_the_files_opens_no_database() -> None:
    """`check` reads files: neither SQLite nor the network's libraries are loaded for it."""
    assert not loaded_by("check") & {"sqlite3", "sqlite_utils", "numpy", "requests", "lxml", "Bio", "rich"}


def test_the_store_loads_no_numpy() -> None:
    """sqlite_utils would, for nothing: 11 MB and a tenth of a second. Who wants it afterwards gets it."""
    code = "import sys, tracker.store; loaded = 'numpy' in sys.modules; import numpy; print(loaded, numpy.__name__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "numpy"]

"""check: the place of a problem is shown, and files are looked at again when they change."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.conftest import Run
from tracker.cli.checking import changes

ROOT = Path(__file__).resolve().parents[2]


def test_a_caret_stands_under_the_place(run: Run, tmp_path: Path) -> None:
    """The line as it stands in the file, also a long one, and the caret under the wrong tag."""
    queries = tmp_path / "queries"
    shutil.copytree(ROOT / "queries", queries)
    for topic, padding in (("ocd", ""), ("trd", "x" * 200)):
        file = queries / "topics" / f"{topic}.yaml"
        file.write_text(
            file.read_text(encoding="utf-8").replace(
                "search: |\n", f'search: |\n  ("{padding}y"[tiab] OR wet[tiabb]) AND\n', 1
            ),
            encoding="utf-8",
        )
    lines = run("--queries", queries, "check").out.splitlines()
    places = [number for number, line in enumerate(lines) if "[tiabb] and would" in line]
    assert len(places) == 2
    for place in places:
        shown, caret = lines[place + 1], lines[place + 2]
        assert shown[caret.index("^") :].startswith("[tiabb]")
        assert len(shown) < 130


def test_watching_looks_again_only_after_a_change() -> None:
    """At once, then when a file is other than before; Ctrl-C ends it without an error."""
    looks = iter(["a", "a", "b", "b"])
    sleeps = 0

    def sleep(_seconds: float) -> None:
        nonlocal sleeps
        sleeps += 1
        if sleeps == 4:
            raise KeyboardInterrupt

    assert len(list(changes(lambda: next(looks), sleep))) == 2

"""Every command that a page of the documents names does what it should, in the order in which a reader meets them."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Lived
from tracker.cli import main
from tracker.standins.entrez import Entrez
from tracker.standins.mailbox import Mailbox

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

ELSEWHERE = {
    "run": "tests/test_schedule.py, as a process: it ends when it is told to",
    "serve": "tests/web, likewise",
    "check --watch": "tests/cli/test_checking.py, likewise",
    "site public/": "tests/web/test_publish.py: all pages of the demo take ten seconds, and are written there",
    "demo": "tests/conftest.py, once for all tests",
    "--settings mine/settings.yaml demo": "tests/app/test_layout.py",
    "--queries tests/subjects/psilocybin --state other demo": "tests/round/test_another_subject.py",
}
"""Not run here, and where they are: of these it is only seen that they are understood."""

STANDS_FOR = {
    "12345678": "90000202",
    "PMID": "90000202",
    "CLAIM": "trd-efficacy",
    "STANCE": "none",
    "FOLDER": "public/",
    "FILE": "backups/tracker.db",
    "FILE.jsonl": "abstracts.jsonl",
    "GOLD.jsonl": "abstracts.jsonl",
    "LABELLED.jsonl": "abstracts.jsonl",
    "tracker-copy.db": "backups/tracker.db",
    "...": "…",
}
ABSTRACT = (
    '{"id": "1", "title": "Ketamine in mice", "abstract": "Twelve mice were given ketamine.",'
    ' "verdicts": {"trd-efficacy": {"stance": "supports"}}}'
)


def commands(page: Path) -> Iterator[str]:
    """What stands after the program's name at the start of a line of a block, or between backticks."""
    text = page.read_text(encoding="utf-8")
    block = r"^(?:\$ |\.venv/bin/)?python daemon\.py (?P<line>.+?)(?:\s+#.*)?$"
    found = re.finditer(rf"{block}|`(?:[^`\n]*\s)?python daemon\.py (?P<inline>[^`\n]+)`", text, re.M)
    return (match["line"] or match["inline"] for match in found)


def words(line: str) -> tuple[str, ...]:
    """As the shell would split it, in a reader's folder instead of the machine's, with a thing for each placeholder."""
    split = shlex.split(line.replace("/srv/", "srv/").replace("/backups/", "backups/"))
    return tuple(STANDS_FOR.get(word, word) for word in split)


def by_page() -> dict[Path, list[tuple[str, ...]]]:
    """The commands of each page that no page before it names."""
    seen: set[tuple[str, ...]] = set()
    found: dict[Path, list[tuple[str, ...]]] = {}
    for page in PAGES:
        new = [one for one in dict.fromkeys(map(words, commands(page))) if one not in seen]
        seen.update(new)
        if new:
            found[page] = new
    return found


BY_PAGE = by_page()


@pytest.fixture
def place(tmp_path: Path, lived: Lived, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the demo's store, the shipped files without their feeds, and everything outside on this machine."""
    for name in [name for name in os.environ if name.startswith("TRACKER_")]:
        monkeypatch.delenv(name)
    shutil.copytree(ROOT / "queries", tmp_path / "queries")
    (tmp_path / "queries" / "feeds.yaml").write_text("{}\n", encoding="utf-8")
    for folder in ("state", "state/demo", "backups"):
        (tmp_path / folder).mkdir(mode=0o700)
        shutil.copy(lived.folder / "tracker.db", tmp_path / folder)
    (tmp_path / "abstracts.jsonl").write_text(ABSTRACT + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with (
        Entrez(lambda: (), keys=frozenset({"a-test-key"}), ticks=iter(range(10**6)).__next__) as pubmed,
        Mailbox() as mailbox,
    ):
        for name, value in {
            "PUBMED_BASE_URL": pubmed.eutils_url,
            "PUBMED_API_KEY": "a-test-key",
            "PUBMED_REQUESTS_PER_SECOND": "10",
            "HTTP_ALLOWED_PRIVATE_HOSTS": "127.0.0.1",
            "OPERATOR_ADDRESS": "operator@example.org",
            "MAIL_HOST": mailbox.host,
            "MAIL_PORT": str(mailbox.port),
            "MAIL_TLS": "none",
            "MAIL_FROM": "digest@example.org",
        }.items():
            monkeypatch.setenv(f"TRACKER_{name}", value)
        yield tmp_path


def test_the_documents_name_commands() -> None:
    """The pattern above still finds them, and what runs elsewhere is still named."""
    named = {" ".join(one) for found in BY_PAGE.values() for one in found}
    assert len(named) > 45
    assert set(ELSEWHERE) <= named


@pytest.mark.parametrize("page", BY_PAGE, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_commands_of_a_page_run(page: Path, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One after the other, in a reader's folder: none ends with an error."""
    for one in BY_PAGE[page]:
        begin = () if "--settings" in one else ("--settings", "settings.yaml")
        code = main([*begin, *one, *(["--help"] if " ".join(one) in ELSEWHERE else [])])
        said = capsys.readouterr()
        assert code == 0, f"{' '.join(one)}\n{said.out}\n{said.err}"

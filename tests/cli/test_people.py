"""subscribers: add, list, export, import, remove; and digest --preview."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import Lived


def test_add_list_remove(run: Run) -> None:
    """Who is added is listed with what they asked for; who is removed is not."""
    added = run(
        "subscribers",
        "add",
        "reader@example.org",
        "--topic",
        "trd",
        "--weekday",
        "friday",
        "--time-zone",
        "Europe/Dublin",
    )
    assert added.code == 0, added.err
    (reader,) = json.loads(run("subscribers", "list", "--json").out)
    assert (reader["topics"], reader["weekday"], reader["time_zone"]) == ("trd", "4", "Europe/Dublin")
    assert run("subscribers", "remove", "reader@example.org").code == 0
    assert json.loads(run("subscribers", "list", "--json").out) == []


def test_who_left_comes_back_only_when_asked_for(run: Run) -> None:
    """A plain add is refused; --again takes them back."""
    run("subscribers", "add", "reader@example.org")
    run("subscribers", "remove", "reader@example.org")
    assert run("subscribers", "add", "reader@example.org").code == 2
    assert run("subscribers", "add", "reader@example.org", "--again").code == 0
    assert [one["address"] for one in json.loads(run("subscribers", "list", "--json").out)] == ["reader@example.org"]


def test_an_export_that_cannot_be_written_says_so(run: Run, tmp_path: Path) -> None:
    """Exit code 2 and the path, no traceback."""
    run("subscribers", "add", "reader@example.org")
    said = run("subscribers", "export", tmp_path / "no" / "folder.csv")
    assert said.code == 2
    assert "folder.csv" in said.err


@pytest.mark.parametrize(
    "wrong",
    [
        ["nobody"],
        ["a b@example.org"],
        ["reader@example.org", "--topic", "nope"],
        ["reader@example.org", "--time-zone", "Mars/Olympus"],
        ["Bcc: x@example.org\r\n"],
    ],
)
def test_wrong_subscriptions_are_refused(run: Run, wrong: list[str]) -> None:
    """Exit code 2, and nobody is added."""
    assert run("subscribers", "add", *wrong).code == 2
    assert json.loads(run("subscribers", "list", "--json").out) == []


def test_export_and_import_are_each_others_opposite(run: Run, tmp_path: Path) -> None:
    """Written by one store, read by another; a second import adds nobody."""
    run("subscribers", "add", "reader@example.org", "--topic", "trd", "--skip-empty")
    file = tmp_path / "readers.csv"
    assert run("subscribers", "export", file).code == 0
    assert file.stat().st_mode & 0o077 == 0
    other = tmp_path / "other"
    assert run("--state", other, "subscribers", "import", file).out == "1 added, 0 known already\n"
    assert run("--state", other, "subscribers", "import", file).out == "0 added, 1 known already\n"
    (before,) = json.loads(run("subscribers", "list", "--json").out)
    assert before["imported"] == "no"
    assert json.loads(run("--state", other, "subscribers", "list", "--json").out) == [{**before, "imported": "yes"}]


def test_who_was_erased_is_gone_and_no_list_brings_them_back(run: Run, tmp_path: Path) -> None:
    """All that is kept is shown before, nothing after; by their own word they can come again."""
    run("subscribers", "add", "reader@example.org", "--least", "randomised")
    kept = json.loads(run("subscribers", "export", "--person", "reader@example.org").out)
    assert kept["preferences"]["least"] == "randomised"
    file = tmp_path / "readers.csv"
    run("subscribers", "export", file)
    assert run("subscribers", "erase", "Reader@example.org").code == 0
    assert run("subscribers", "export", "--person", "reader@example.org").code == 2
    assert run("subscribers", "import", file).out == "0 added, 0 known already, 1 erased at their wish\n"
    assert run("subscribers", "add", "reader@example.org").code == 0


def test_a_bad_line_of_an_import_is_named(run: Run, tmp_path: Path) -> None:
    """File and line, and what to mend."""
    file = tmp_path / "readers.csv"
    file.write_text("address,hour\nreader@example.org,noon\n", encoding="utf-8")
    said = run("subscribers", "import", file)
    assert said.code == 2
    assert "readers.csv:2" in said.err


def test_without_a_mail_server_sending_says_so(run: Run) -> None:
    """Exit code 5, and what to set."""
    run("subscribers", "add", "reader@example.org")
    said = run("digest", "--send")
    assert said.code == 5
    assert "mail.host" in said.err


@pytest.mark.xdist_group("demo")
def test_a_preview_writes_three_files_and_changes_nothing(run: Run, lived: Lived, tmp_path: Path) -> None:
    """.html, .txt and .eml per reader; no placeholder of a link is left, and nothing was planned."""
    before = (lived.folder / "tracker.db").read_bytes()
    said = run("--state", lived.folder, "digest", "--preview", tmp_path / "out")
    assert said.code == 0, said.err
    files = [Path(line) for line in said.out.splitlines()]
    assert {path.suffix for path in files} == {".html", ".txt", ".eml"}
    assert all(b"%LINK" not in path.read_bytes() for path in files)
    assert (lived.folder / "tracker.db").read_bytes() == before

"""The doctor, the heartbeat and the status, in a town where things are broken one by one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.faults.town import READER, Town
from tracker.app import heartbeat
from tracker.app.doctor import Finding, examine
from tracker.standins import ncbi_words
from tracker.standins.loopback import Loopback, Reply
from tracker.standins.mailbox import Mishap


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with Town(tmp_path) as living:
        living.now, living.leap = datetime.now(UTC), 1.0
        living.publish(1)
        living.tick()
        living.mailbox.letters.clear()
        yield living


def found(town: Town, **how: str) -> dict[str, Finding]:
    return {one.what: one for one in examine(town.fresh(), **how)}


def bad(town: Town, **how: str) -> dict[str, int]:
    return {name: one.exit_code for name, one in found(town, **how).items() if one.well is False}


def test_all_is_well(town: Town) -> None:
    """Every part is named, nothing is stored or mailed."""
    before = town.store_file.read_bytes()
    seen = found(town)
    assert {name: one.well for name, one in seen.items()} == {
        "files": True, "state folder": True, "disk": True, "database": True, "DNS": True, "clock": True,
        "PubMed": True, "mail server": True, "heartbeat": None,
    }  # fmt: skip
    assert town.store_file.read_bytes() == before
    assert town.mailbox.letters == []


def test_a_test_mail_is_sent_where_it_is_asked_for(town: Town) -> None:
    """To that address, with the server's words."""
    assert bad(town, send_test=READER) == {}
    (letter,) = town.letters()
    assert "test" in str(letter.message["Subject"])
    town.mailbox.script(Mishap(stage="rcpt", reply="550 5.1.1 no such user"))
    assert bad(town, send_test=READER) == {"mail server": 5}


def test_each_fault_is_named_with_what_to_do(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, with the exit code of its kind."""
    town.state.chmod(0o755)
    assert bad(town) == {"state folder": 4}
    town.state.chmod(0o700)
    town.now += timedelta(hours=3)
    assert bad(town) == {"clock": 3}
    town.now -= timedelta(hours=5)
    assert bad(town) == {"clock": 3, "database": 4}
    town.now += timedelta(hours=2)
    town.entrez.faults.next(ncbi_words.backend_failed(), times=None, on="esearch")
    assert bad(town) == {"PubMed": 3}
    town.entrez.faults.clear()
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=1_000_000))
        assert bad(town) == {"disk": 4}
        assert "Only 1 MB are free" in town.status()
        assert "the disk is nearly full" in town.app.look.wellness().problems
    town.settle(mail={"port": 1})
    assert bad(town) == {"mail server": 5}
    town.settle(pubmed={"base_url": "https://no-such-host.invalid/"})
    assert bad(town) == {"DNS": 3, "PubMed": 3}
    town.store_file.write_bytes(b"")
    assert bad(town)["database"] == 4
    (town.folder / "settings.yaml").write_text("mial: 1\n")
    assert bad(town) == {"files": 2}
    assert all(one.mend for one in found(town).values() if one.well is False)


def test_failures_in_a_row_are_counted_in_status(town: Town) -> None:
    """The third time in a row, it is said."""
    town.entrez.faults.next(ncbi_words.backend_failed(), times=None, on="esearch")
    for _ in range(3):
        town.days(1)
        town.tick()
    assert "3 times in a row: " in town.status()


def test_the_heartbeat_is_told_that_all_is_well(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """Every ten minutes at most; silent where all is not well; unreachable is logged without the address."""
    with Loopback(lambda _request: Reply(200, b"OK")) as watchdog:
        url = f"{watchdog.base_url}/ping/a-secret-word"
        town.settle(operator={"heartbeat_url": url, "address": "operator@example.org"})
        town.app = town.fresh()
        assert heartbeat.beat(town.app)
        assert not heartbeat.beat(town.app)
        assert [one.path for one in watchdog.requests] == ["/ping/a-secret-word"]
        town.days(3)
        assert not heartbeat.beat(town.app), "nothing was fetched for three days"
        town.tick()
        town.hours(1)
        assert heartbeat.beat(town.app)
    town.hours(1)
    assert not heartbeat.beat(town.app)
    assert "was not reached" in caplog.text
    assert "a-secret-word" not in caplog.text


def test_the_command_prints_and_ends_with_a_code(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """For people and for machines."""
    from tracker.cli import main

    town.entrez.faults.next(ncbi_words.backend_failed(), times=None, on="esearch")
    folders = ["--settings", str(town.folder / "settings.yaml"), "--queries", str(town.queries)]
    town.settle(pubmed={"retries": 0})
    assert main([*folders, "--state", str(town.state), "doctor"]) == 3
    said = capsys.readouterr().out
    assert "NOT WELL PubMed" in said
    assert "mail server" in said
    assert main([*folders, "--state", str(town.state), "doctor", "--json"]) == 3
    assert {one["what"] for one in json.loads(capsys.readouterr().out)} >= {"files", "DNS", "clock"}

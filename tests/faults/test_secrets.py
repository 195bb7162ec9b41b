"""Secrets: canaries are planted, everything that can go wrong goes wrong, and all that was produced is searched."""

from __future__ import annotations

import contextlib
import os
import stat
import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from tests.faults.test_daemon import by_the_real_clock, daemon, until
from tests.faults.town import API_KEY, OTHER, READER, ROOT, Town
from tracker.app.doctor import examine
from tracker.errors import TrackerError
from tracker.standins import ncbi_words
from tracker.standins.faults import Fault, Hang, Reset, Say
from tracker.standins.feeds import blocked
from tracker.standins.mailbox import Mishap
from tracker.web.metrics import exposition
from tracker.web.publish import publish

PASSWORD, USER = "canary-password-7", "canary-user"

TROUBLE: tuple[tuple[str, Fault | Mishap], ...] = (
    ("pubmed", Say(400, ncbi_words.bad_key_body(API_KEY), content_type=ncbi_words.JSON)),
    ("pubmed", Say(500, f"<html>api_key={API_KEY}</html>".encode())),
    ("pubmed", Say(302, headers={"Location": f"http://10.0.0.1/?api_key={API_KEY}"})),
    ("pubmed", Reset()),
    ("feed", blocked()),
    ("mail", Mishap(stage="rcpt", reply=f"550 5.1.1 <{READER}> unknown")),
    ("mail", Mishap(stage="data", reply=f"451 4.3.0 {READER} {OTHER} later")),
    ("mail", Mishap(stage="connect", reply=f"421 {READER} go away")),
)


def test_no_canary_is_in_anything_that_is_produced(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """Key, password, tokens, readers' addresses: not in logs, exceptions, receipts, status, pages or others' mails."""
    caplog.set_level("DEBUG")
    caplog.set_level("CRITICAL", logger="mail.log")  # the stand-in's own
    said: list[str] = []
    with Town(tmp_path, pubmed={"api_key": API_KEY, "retries": 0}) as town:
        town.publish(1)
        town.tick()
        town.join()
        town.join(OTHER)
        tokens = {}
        with town.open() as store:
            for name in (READER, OTHER):
                reader = store.subscribers.get(name)
                assert reader is not None
                tokens[name] = reader.token
                said.append(repr(reader))
        for number, (where, fault) in enumerate(TROUBLE):
            town.days(1)
            town.publish(10 + number)
            if isinstance(fault, Mishap):
                town.mailbox.script(fault)
            else:
                (town.entrez if where == "pubmed" else town.feed).faults.next(fault)
            try:
                town.tick()
            except TrackerError as error:
                said += [str(error), error.mend, repr(error), *traceback.format_exception(error)]
            said.append(town.status())
            said += [f"{one.says} {one.mend}" for one in examine(town.app)]
            with contextlib.suppress(TrackerError), town.open() as store:
                receipt = store.receipts.last("fetch")
                said.append(repr(receipt))
        town.settle(mail={"tls": "starttls", "user": USER, "password": PASSWORD})
        town.app = town.fresh()
        town.days(1)
        with pytest.raises(TrackerError) as told:
            town.tick()
        said += [str(told.value), *traceback.format_exception(told.value)]
        assert PASSWORD not in repr(town.app.settings)
        assert API_KEY not in repr(town.app.settings)
        assert publish(town.app, tmp_path / "site") > 10
        said += [file.read_text(encoding="utf-8") for file in (tmp_path / "site").rglob("*") if file.is_file()]
        wellness = town.app.look.wellness()
        said += [repr(wellness), exposition(wellness).decode()]
        told_the_operator = town.letters("operator@example.org")
        assert told_the_operator
        said += [letter.raw.decode() for letter in told_the_operator]
        said += [caplog.text, *capsys.readouterr()]
        produced = "\n".join(said)
        for canary in (API_KEY, PASSWORD, USER, READER, OTHER, *tokens.values()):
            assert canary not in produced
        for name, other in ((READER, OTHER), (OTHER, READER)):
            mails = b"".join(letter.raw for letter in town.letters(name))
            assert mails
            for canary in (API_KEY, PASSWORD, other, tokens[other]):
                assert canary.encode() not in mails
        assert stat.S_IMODE(town.state.stat().st_mode) == 0o700
        assert {stat.S_IMODE(file.stat().st_mode) for file in town.state.iterdir()} == {0o600}
        stored = b"".join(file.read_bytes() for file in town.state.iterdir())
        assert API_KEY.encode() not in stored
        assert PASSWORD.encode() not in stored


def test_no_secret_is_in_the_process_list(tmp_path: Path) -> None:
    """Neither of a daemon at work nor of what it starts: anybody on the machine may read that list."""
    environment = {"TRACKER_MAIL_PASSWORD": PASSWORD, "TRACKER_MAIL_USER": USER, "TRACKER_MAIL_TLS": "starttls"}
    with Town(tmp_path, pubmed={"api_key": API_KEY}) as town:
        by_the_real_clock(town)
        town.join()
        town.feed.faults.next(Hang(), times=None)
        process = daemon(town, "run", **environment)
        try:
            until(lambda: town.feed.requests != [])
            seen = [file.read_bytes() for file in Path("/proc").glob("[0-9]*/cmdline") if is_of(process.pid, file)]
        finally:
            process.kill()
            process.communicate()
        assert any(b"daemon.py" in line for line in seen)
        for canary in (API_KEY, PASSWORD, USER, READER):
            assert not [line for line in seen if canary.encode() in line]


def is_of(pid: int, file: Path) -> bool:
    """Whether it is of this process, or of one that descends from it."""
    number = int(file.parent.name)
    while number > 1:
        if number == pid:
            return True
        number = int((Path("/proc") / str(number) / "stat").read_text().rpartition(")")[2].split()[1])
    return False


def test_secrets_come_from_files_and_the_environment_alone(tmp_path: Path) -> None:
    """There is no option for them on any command line, and `settings` does not show them."""
    environment = {
        **os.environ,
        "TRACKER_PUBMED_API_KEY": API_KEY,
        "TRACKER_MAIL_PASSWORD": PASSWORD,
        "TRACKER_MAIL_USER": USER,
    }
    (tmp_path / "none.yaml").touch()
    command = [sys.executable, str(ROOT / "daemon.py"), "--settings", str(tmp_path / "none.yaml"), "settings"]
    shown = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert API_KEY not in shown
    assert PASSWORD not in shown
    from tracker.cli import cli

    options = {option for command in cli.commands.values() for parameter in command.params for option in parameter.opts}
    assert not {option for option in options if "password" in option or "key" in option}


@pytest.mark.parametrize(
    "word", ["pickle", "marshal", "eval(", "exec(", "shell=True", "os.system", "yaml.load(", "verify=False"]
)
def test_nothing_dangerous_is_used(word: str) -> None:
    """No pickle, no eval, no shell, no unverified TLS anywhere in the program."""
    users = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "tracker").rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if word in line and not line.strip().startswith(("#", '"""'))
    ]
    assert users == []

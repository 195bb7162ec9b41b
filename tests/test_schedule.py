"""The daemon as a process: one at a time, a clean end, a tick for cron."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tracker.standins.entrez import Entrez

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An empty PubMed on this machine, no feeds, and the files of the small subject: a first look takes a moment."""
    with Entrez(lambda: (), keys=frozenset({"a-test-key"}), ticks=iter(range(10**6)).__next__) as pubmed:
        queries = tmp_path / "queries"
        queries.mkdir()
        for path in (ROOT / "tests" / "subjects" / "psilocybin").iterdir():
            if path.name != "feeds.yaml":
                (queries / path.name).symlink_to(path)
        (queries / "feeds.yaml").write_text("{}\n", encoding="utf-8")
        plain = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
        yield {
            **plain,
            "TRACKER_PUBMED_BASE_URL": pubmed.eutils_url,
            "TRACKER_PUBMED_EMAIL": "operator@example.org",
            "TRACKER_PUBMED_API_KEY": "a-test-key",
            "TRACKER_HTTP_ALLOWED_PRIVATE_HOSTS": "127.0.0.1",
        }


def command(tmp_path: Path, *more: str) -> list[str]:
    settings = ["--settings", str(tmp_path / "settings.yaml")]
    folders = ["--queries", str(tmp_path / "queries"), "--state", str(tmp_path / "state")]
    return [sys.executable, str(ROOT / "daemon.py"), *settings, *folders, *more]


def started(tmp_path: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    """The daemon, once it watches."""
    process = subprocess.Popen(
        command(tmp_path, "run"), env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "watching" in line:
            # keep reading, so that the daemon never waits for us
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return process
    raise AssertionError("the daemon ended before it watched")


def test_f52_sigterm_ends_it_cleanly(tmp_path: Path, environment: dict[str, str]) -> None:
    """Within ten seconds, with exit code 0."""
    process = started(tmp_path, environment)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=50) == 0


def test_each_line_of_the_log_is_an_object_where_that_is_asked_for(tmp_path: Path, environment: dict[str, str]) -> None:
    """From the start to the goodbye, with what the first round brought."""
    as_json = {**environment, "TRACKER_LOG_FORMAT": "json"}
    process = subprocess.Popen(command(tmp_path, "run"), env=as_json, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    lines = []
    for line in process.stderr:
        lines.append(json.loads(line))
        if lines[-1]["says"].startswith("fetch:"):
            process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=50) == 0
    assert {line["says"] for line in lines if line["from"] == "tracker"} == {
        "watching; a tick every 60 s",
        "fetch: 0 new, 0 read",
        "asked to stop: ending at the next safe place",
        "ended",
    }


def test_f55_a_second_run_is_refused_with_the_pid_of_the_first(tmp_path: Path, environment: dict[str, str]) -> None:
    """Exit code 6; the first goes on."""
    first = started(tmp_path, environment)
    try:
        second = subprocess.run(
            command(tmp_path, "run", "--once"), env=environment, capture_output=True, text=True, check=False
        )
        assert second.returncode == 6
        assert str(first.pid) in second.stderr
        assert first.poll() is None
    finally:
        first.kill()
        first.wait()


def test_once_does_what_is_due_and_ends(tmp_path: Path, environment: dict[str, str]) -> None:
    """For cron: fetched, read, and ended; the second time there is nothing to do."""
    for _ in range(2):
        done = subprocess.run(
            command(tmp_path, "run", "--once"), env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "state" / "tracker.db").exists()
    assert (tmp_path / "state").stat().st_mode & 0o077 == 0


def test_the_service_manager_is_told_of_start_ticks_and_end(tmp_path: Path, environment: dict[str, str]) -> None:
    """READY once it watches, WATCHDOG after a tick, STOPPING when asked to end: what systemd waits for."""
    address = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(address))
        manager.settimeout(50)
        process = started(tmp_path, {**environment, "NOTIFY_SOCKET": str(address)})
        assert {manager.recv(64), manager.recv(64)} == {b"READY=1", b"WATCHDOG=1"}
        process.send_signal(signal.SIGTERM)
        assert manager.recv(64) == b"STOPPING=1"
        assert process.wait(timeout=50) == 0

"""The command as a process: it says where it listens, serves, and ends when told."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.web.conftest import ROOT, Served
from tracker.errors import UsageError
from tracker.web.server import listening


def test_it_serves_and_sigterm_ends_it(tmp_path: Path) -> None:
    """Exit code 0; without web.public_url it says that mails do not lead here."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    folders = ["--settings", str(tmp_path / "settings.yaml"), "--state", str(tmp_path / "state")]
    command = [sys.executable, str(ROOT / "daemon.py"), *folders, "serve", "--port", "0"]
    process = subprocess.Popen(command, env=plain, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        warning, where = process.stderr.readline(), process.stderr.readline()
        assert "web.public_url is not set" in warning
        url = re.search(r"http://127\.0\.0\.1:\d+", where)
        assert url is not None, where
        with urllib.request.urlopen(f"{url[0]}/leave/a") as page:
            assert page.status == 200
        with pytest.raises(urllib.error.HTTPError, match="503"):
            urllib.request.urlopen(f"{url[0]}/health")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=50) == 0
        assert process.stderr.read() == ""
    finally:
        process.kill()
        process.wait()
        if process.stderr:
            process.stderr.close()


def test_a_port_that_is_taken_is_said(site: Served) -> None:
    """With where, and what to do."""
    with pytest.raises(UsageError, match=str(site.port)) as told:
        listening(site.app, "127.0.0.1", site.port)
    assert "--port" in told.value.mend


def test_an_address_that_is_none_is_said(site: Served) -> None:
    """No traceback for a slip in --host."""
    with pytest.raises(UsageError, match=re.escape("no.such.host.invalid")):
        listening(site.app, "no.such.host.invalid", 8080)

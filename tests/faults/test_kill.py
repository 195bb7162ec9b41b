"""F51 and F53: killed, or out of disk, wherever something is written or heard, the program loses nothing."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.killing import Outcome, Program, copied, eventful, one_message_each, outcome, program
from tests.faults.town import OTHER, Town
from tests.faults.warm import FAILED

SAMPLE = 47
"""`make test` tries one in so many; `make prove` tries all."""

PAGE = 4096


class Scene:
    """start: the state before the tick that is disturbed; None for the very first one."""

    def __init__(self, town: Town, program: Program, start: Path | None) -> None:
        self.town, self.program, self.start = town, program, start
        self.calm = copied(start, town.folder / "calm")
        assert program.tick(self.calm) == 0
        self.points = program.points
        self.expected: Outcome = outcome(self.calm)

    def again(self, said: str, *codes: int, **order: object) -> None:
        """Play it disturbed, then in peace: the end is the same."""
        state = copied(self.start, self.town.folder / "disturbed")
        self.town.mailbox.letters.clear()
        assert self.program.tick(state, **order) in codes, said
        assert self.program.tick(state) == 0, said
        assert outcome(state) == self.expected, said
        one_message_each(self.town)


@pytest.fixture(params=["first run", "eventful day"])
def scene(quiet: Town, request: pytest.FixtureRequest) -> Iterator[Scene]:
    quiet.publish(1)
    quiet.item("before")
    if request.param == "first run":
        with program(quiet) as running:
            yield Scene(quiet, running, None)
        return
    quiet.tick()
    quiet.join()
    quiet.join(OTHER)
    quiet.days(1)
    eventful(quiet)
    with program(quiet) as running:
        yield Scene(quiet, running, quiet.state)


def kill_everywhere(scene: Scene, step: int) -> None:
    assert scene.points > 60
    for number in range(1, scene.points + 1, step):
        scene.again(f"killed at {number} of {scene.points}", -signal.SIGKILL, kill_at=number)


def fail_everywhere(scene: Scene, step: int, *, fatal: bool) -> None:
    """No file may grow beyond a size: every page that the log grows by is where the disk is full once."""
    log = scene.calm / "tracker.db"
    sizes = range(PAGE + 100, log.stat().st_size + 40 * PAGE, PAGE * step)
    codes = (0, -signal.SIGXFSZ) if fatal else (0, 3, FAILED)
    for limit in sizes:
        scene.again(f"at {limit} bytes", *codes, file_limit=limit, fatal=fatal)


def test_f51_killed_at_some_points(scene: Scene) -> None:
    """A sample of the loop below."""
    kill_everywhere(scene, SAMPLE)


@pytest.mark.prove
@pytest.mark.xdist_group("kill")
def test_f51_killed_at_every_write_and_reply(scene: Scene) -> None:
    """SIGKILL at every statement that writes, every HTTP reply and every SMTP reply."""
    sys.stdout.write(f"{scene.points} kill points\n")
    kill_everywhere(scene, 1)


def test_f53_the_disk_is_full_at_some_points(scene: Scene) -> None:
    """A sample of the loop below: rolled back, said, and made good once there is room."""
    fail_everywhere(scene, SAMPLE, fatal=False)


@pytest.mark.prove
@pytest.mark.xdist_group("kill")
@pytest.mark.parametrize("fatal", [False, True], ids=["I/O error", "killed in the write"])
def test_f53_a_write_fails_at_every_page(scene: Scene, fatal: bool) -> None:
    """The kernel refuses to let a file grow: an I/O error, or the end of the process in the middle of the write."""
    fail_everywhere(scene, 1, fatal=fatal)

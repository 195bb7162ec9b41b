"""F51 and F53: killed, or let down by its disk, wherever it writes or hears something, the program loses nothing."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.disk import FAILURES
from tests.faults.figures import note
from tests.faults.killing import Outcome, Program, copied, eventful, one_message_each, outcome, program
from tests.faults.town import OTHER, Town
from tests.faults.warm import FAILED

pytestmark = pytest.mark.xdist_group("kill")

SAMPLE = 211
"""`make test` tries one in so many; `make prove` tries all."""

DISK = ("write", "truncate", "fsync")


class Scene:
    """start: the state before the tick that is disturbed; None for the very first one."""

    def __init__(self, town: Town, program: Program, start: Path | None) -> None:
        self.town, self.program, self.start = town, program, start
        self.calm = copied(start, town.folder / "calm")
        assert program.tick(town, self.calm) == 0
        self.points = program.points
        self.expected: Outcome = outcome(self.calm)

    def again(self, said: str, *codes: int, **order: object) -> None:
        """Play it disturbed, then in peace: the end is the same."""
        state = copied(self.start, self.town.folder / "disturbed")
        self.town.mailbox.letters.clear()
        assert self.program.tick(self.town, state, **order) in codes, said
        assert self.program.tick(self.town, state) == 0, said
        assert outcome(state) == self.expected, said
        one_message_each(self.town)

    @property
    def disk_points(self) -> int:
        return sum(self.points[kind] for kind in DISK)


@pytest.fixture(scope="module")
def running() -> Iterator[Program]:
    with program() as one:
        yield one


@pytest.fixture(scope="module", params=["first run", "eventful day"])
def scene(
    running: Program, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Scene]:
    with Town(tmp_path_factory.mktemp("town")) as town:
        town.publish(1)
        town.item("before")
        if request.param == "first run":
            yield Scene(town, running, None)
            return
        town.tick()
        town.join()
        town.join(OTHER)
        town.days(1)
        eventful(town)
        yield Scene(town, running, town.state)


def kill_everywhere(scene: Scene, step: int) -> int:
    """Returns how often it was killed."""
    assert all(scene.points[kind] for kind in ("statement", "HTTP reply", "write", "fsync"))
    places = range(1, scene.points.total() + 1, step)
    for number in places:
        scene.again(f"killed at {number} of {scene.points}", -signal.SIGKILL, kill_at=number)
    return len(places)


def fail_everywhere(scene: Scene, step: int, disk: str, *, for_good: bool) -> int:
    """Returns how often the disk failed. The tick ends with an error of ours, or well where it could do without."""
    places = range(1, scene.disk_points + 1, step)
    for number in places:
        scene.again(f"{disk} at {number}", 0, 3, FAILED, fail_at=number, disk=disk, for_good=for_good)
    return len(places)


def test_f51_killed_at_some_points(scene: Scene) -> None:
    """A sample of the loop below."""
    kill_everywhere(scene, SAMPLE)


@pytest.mark.prove
def test_f51_killed_before_every_commit(scene: Scene) -> None:
    """Where a step is whole in memory and not yet on the disk: the places that matter most, and are few."""
    for number in range(1, scene.points["commit"] + 1):
        scene.again(f"killed before commit {number}", -signal.SIGKILL, kill_at=number, at="commit")


@pytest.mark.prove
def test_f51_killed_at_every_write_and_reply(scene: Scene, request: pytest.FixtureRequest) -> None:
    """SIGKILL at every writing statement, HTTP and SMTP reply, and in every write, truncation and fsync of a file."""
    killed = kill_everywhere(scene, 1)
    assert killed == scene.points.total()
    note("kills", request.node.callspec.id, dict(scene.points))


def test_f53_the_disk_fails_at_some_points(scene: Scene) -> None:
    """A sample of the loop below: rolled back, said, and made good once the disk is well."""
    fail_everywhere(scene, SAMPLE, "full", for_good=True)


@pytest.mark.prove
@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("disk", FAILURES)
def test_f53_the_disk_fails_at_every_write(
    scene: Scene, request: pytest.FixtureRequest, disk: str, for_good: bool
) -> None:
    """Full (ENOSPC) or broken (EIO), once or from then on, at every write, truncation and fsync of a file."""
    note("disk", request.node.callspec.id, fail_everywhere(scene, 1, disk, for_good=for_good))

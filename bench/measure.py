"""One contender in a child process: how long it worked, how much processor time that took, and the most memory."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

Work = Callable[[Path], Generator[None, None, int]]
"""Gets the stage's folder. What stands before its one `yield` is preparation; what follows is measured. Returns how
many items it worked through."""

PEERS = Path(__file__).parent / ".peers" / "bin" / "python"
"""An environment of its own for peers that are no dependencies (bench/requirements.lock)."""

CHECKOUT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Contender:
    """name: as the tables show it. peer: runs in the peers' environment."""

    name: str
    work: Work
    peer: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of wall and of processor (children included), megabytes held together at the peak, items done."""

    wall: float
    cpu: float
    peak: float
    items: int


@dataclass(frozen=True, slots=True)
class Figure:
    """Medians of one contender's runs."""

    name: str
    wall: float
    cpu: float
    peak: float
    items: int
    runs: int

    @property
    def rate(self) -> float:
        """Items a second of wall time."""
        return self.items / self.wall

    @property
    def cpu_rate(self) -> float:
        """Items a second of processor time."""
        return self.items / max(self.cpu, 1e-9)


def alternate(stage: str, contenders: Sequence[Contender], folder: Path, pairs: int) -> dict[str, Figure]:
    """Each contender `pairs` times, in turn; every second round the other way round. By name, medians."""
    runs: dict[str, list[Run]] = {one.name: [] for one in contenders}
    for number in range(pairs):
        for one in contenders if number % 2 == 0 else reversed(contenders):
            if one.peer and not PEERS.exists():
                continue
            runs[one.name].append(in_a_child(stage, one, folder))
    return {name: _median(name, found) for name, found in runs.items() if found}


def in_a_child(stage: str, one: Contender, folder: Path) -> Run:
    """Measured from inside: what the interpreter takes to start does not count, unless the work is to start one."""
    python = str(PEERS) if one.peer else sys.executable
    environment = {**os.environ, "PYTHONPATH": os.environ.get("BENCH_CHECKOUT", str(CHECKOUT)) + ":" + str(CHECKOUT)}
    done = subprocess.run(
        [python, "-m", "bench.measure", stage, one.name, str(folder)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=folder,
    )
    if done.returncode:
        raise SystemExit(f"{stage}, {one.name}:\n{done.stderr[-3000:]}")
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def _median(name: str, runs: Sequence[Run]) -> Figure:
    def middle(values: Sequence[float]) -> float:
        return statistics.median(values)

    return Figure(
        name=name,
        wall=middle([run.wall for run in runs]),
        cpu=middle([run.cpu for run in runs]),
        peak=middle([run.peak for run in runs]),
        items=round(middle([run.items for run in runs])),
        runs=len(runs),
    )


def _cpu() -> float:
    """Of this process and its ended children."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def peak_megabytes() -> float:
    """The most this process or any ended child of it has held.

    Not by ru_maxrss of its own: that begins with what the process that started this one had held.
    """
    status = Path("/proc/self/status").read_text().splitlines()
    own = next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(own, children, _Together.most) / 1024


class _Together(threading.Thread):
    """Looks what this process and those that it starts from now on hold at one time, shared pages counted once."""

    most = 0  #: kB

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._not_ours = self._children()

    def run(self) -> None:
        while True:
            if ours := self._children() - self._not_ours:
                _Together.most = max(_Together.most, sum(map(_held, {os.getpid(), *ours})))
            time.sleep(1)

    @staticmethod
    def _children() -> set[int]:
        lists = Path("/proc/self/task").glob("*/children")
        return {int(pid) for one in lists for pid in one.read_text().split()}


def _held(pid: int) -> int:
    """kB; 0 where it has ended by now."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def measured(work: Work, folder: Path) -> Run:
    steps = work(folder)
    next(steps)
    _Together().start()
    wall, cpu = time.perf_counter(), _cpu()
    items = 0
    try:
        next(steps)
        raise RuntimeError("a contender yields once")
    except StopIteration as ended:
        items = ended.value
    return Run(time.perf_counter() - wall, _cpu() - cpu, peak_megabytes(), items)


def main() -> None:
    import importlib

    stage, name, folder = sys.argv[1:]
    module = importlib.import_module(f"bench.stages.{stage}")
    one = next(one for one in module.CONTENDERS if one.name == name)
    run = measured(one.work, Path(folder))
    print(json.dumps({"wall": run.wall, "cpu": run.cpu, "peak": run.peak, "items": run.items}))


if __name__ == "__main__":
    main()

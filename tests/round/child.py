"""One tick of the daemon as a process of its own, at a given moment: what the kill loop kills.

    python -m tests.round.child NOW STATE QUERIES [ADDRESS TOPICS]...

Settings come from the environment, as the daemon's do. With an address it only subscribes.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

from tracker.app import App
from tracker.app.files import Files


def main(now: str, state: str, queries: str, *readers: str) -> int:
    moment = [datetime.fromisoformat(now)]

    def pause(seconds: float) -> None:
        moment[0] += timedelta(seconds=seconds)

    files = Files.find(settings=Path(state) / "no-settings.yaml", queries=Path(queries), state=Path(state))
    app = App(files, clock=lambda: moment[0], sleep=pause)
    for address in readers:
        app.readers.add(address, app.readers.preferences(topics=()))
    return 0 if readers else app.tick()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

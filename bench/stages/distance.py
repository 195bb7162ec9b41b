"""Messages handed to a mail server at a distance: a sink on loopback whose every answer takes 20 ms."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bench.measure import Figure
from bench.row import Row, faster
from bench.stages import mail

TITLE = "messages handed to a server 20 ms away"
MESSAGES = 200
ROUND_TRIP = 0.02


def prepare(folder: Path, scale: float) -> None:
    (folder / "count").write_text(str(max(round(MESSAGES * scale), 10)))
    (folder / "delay").write_text(str(ROUND_TRIP))


CONTENDERS = mail.CONTENDERS


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    return [faster(figures, "tracker", mail.USUAL, 5, by_cpu=False), mail.against_source(figures)]

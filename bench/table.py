"""Puts the table of the last run into docs/performance.md: `python -m bench.table`."""

from __future__ import annotations

import json
from pathlib import Path

from bench.__main__ import RESULTS

DOCUMENT = Path(__file__).parent.parent / "docs" / "performance.md"
START, END = "<!-- table -->", "<!-- end of table -->"
WORDS = {True: "met", False: "not met", None: "not measured"}


def table() -> str:
    lines = ["| stage | goal | measured | | when (UTC) |", "|---|---|---|---|---|"]
    for stage in json.loads(RESULTS.read_text()).values():
        part = f" (scale {stage['scale']:g})" if stage["scale"] != 1 else ""
        when = stage.get("measured", "before 29 November 15:45")
        for row in stage["rows"]:
            lines.append(f"| {row['what']}{part} | {row['goal']} | {row['measured']} | {WORDS[row['met']]} | {when} |")
    return "\n".join(lines)


def main() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{START}\n{table()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()

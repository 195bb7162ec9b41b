"""`python -m bench [stage …]`: measures, and writes the figures to a JSON file."""

from __future__ import annotations

import argparse
import importlib
import json
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from bench.measure import alternate

STAGES = (
    "start", "parse", "match", "store", "read", "vocabulary", "reread", "digests", "mail", "distance",
    "pages", "idle",
)  # fmt: skip
LARGE = ("large", "load", "backfill", "fetch", "week")
"""Not measured unless asked for."""
RESULTS = Path(__file__).parent / "results.json"


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    arguments.add_argument("stages", nargs="*", choices=[*STAGES, *LARGE, []], help="only these (all)")
    arguments.add_argument("--pairs", type=int, default=5, help="how often each contender runs [5]")
    arguments.add_argument("--scale", type=float, default=1.0, help="share of the full size [1.0]")
    arguments.add_argument("--out", type=Path, default=RESULTS, help="where the figures go [bench/results.json]")
    asked = arguments.parse_args()
    known = json.loads(asked.out.read_text()) if asked.out.exists() else {}
    for name in asked.stages or STAGES:
        known[name] = measure(name, asked.pairs, asked.scale)
        asked.out.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n")


def measure(name: str, pairs: int, scale: float) -> dict[str, object]:
    stage = importlib.import_module(f"bench.stages.{name}")
    print(f"{name}: {stage.TITLE}", flush=True)
    with tempfile.TemporaryDirectory(prefix=f"bench-{name}-") as folder:
        began = time.monotonic()
        stage.prepare(Path(folder), scale)
        figures = alternate(name, stage.CONTENDERS, Path(folder), pairs)
        took = time.monotonic() - began
    for one in figures.values():
        print(
            f"  {one.name:34} {one.items:>9,} items  {one.rate:>10,.1f}/s  {one.cpu_rate:>10,.1f}/s of CPU"
            f"  {one.wall:8.3f} s  {one.cpu:8.3f} s CPU  {one.peak:7.0f} MB"
        )
    rows = stage.rows(figures)
    for row in rows:
        print(f"  {'met' if row.met else 'NOT MET' if row.met is False else 'open':8} {row.what}: {row.measured}")
    return {
        "title": stage.TITLE,
        "measured": time.strftime("%d %B %H:%M", time.gmtime()),
        "pairs": pairs,
        "scale": scale,
        "seconds": round(took, 1),
        "figures": [asdict(one) for one in figures.values()],
        "rows": [asdict(row) for row in rows],
    }


if __name__ == "__main__":
    main()

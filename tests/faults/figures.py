"""What the long proofs measured, kept beside them: docs/reliability.md states these figures and no others."""

from __future__ import annotations

import fcntl
import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("figures.json")


def note(proof: str, name: str, value: object) -> None:
    """Proofs run in several processes, and each puts its own figure in."""
    with FILE.open("r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        known: dict[str, dict[str, Any]] = json.load(file)
        known.setdefault(proof, {})[name] = value
        file.seek(0)
        file.truncate()
        file.write(json.dumps(known, indent=1, sort_keys=True) + "\n")


def figures(proof: str) -> dict[str, Any]:
    """name -> what it measured, of one proof; {} where it was not run."""
    kept: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return kept.get(proof, {})

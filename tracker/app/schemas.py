"""JSON Schemas of the files that people edit, written where the files' first lines name them."""

from __future__ import annotations

import json
from pathlib import Path


def schema_text(name: str) -> str:
    from tracker.registry.jsonschemas import schema

    return json.dumps(schema(name), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_schemas(queries: Path) -> tuple[Path, ...]:
    """All of them, into queries/schemas/."""
    from tracker.registry.jsonschemas import FOLDER, NAMES

    folder = queries / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in NAMES:
        path = folder / f"{name}.json"
        path.write_text(schema_text(name), encoding="utf-8")
        written.append(path)
    return tuple(written)

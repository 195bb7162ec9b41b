"""A folder of one's own: the files that people edit, laid out to begin with."""

from __future__ import annotations

import shutil
from pathlib import Path

from tracker.app.files import Files, shipped
from tracker.app.schemas import write_schemas
from tracker.errors import UsageError


def lay_out(folder: Path, source: str | None = None) -> tuple[Path, ...]:
    """Write settings.yaml and queries/ into `folder`; returns what was written.

    source: the id of the shipped subject to copy; None writes a small commented set with placeholders.
    UsageError where one of the two is there already, or no such subject is shipped.
    """
    base = shipped()
    if source is None:
        queries = base / "templates" / "start"
    elif source == (known := Files.find(queries=base / "queries").registry().subject.id):
        queries = base / "queries"
    else:
        raise UsageError(f"no files for {source!r} are shipped", where="--from", mend=f"There is {known!r}.")
    parts = ((base / "settings.example.yaml", folder / "settings.yaml"), (queries, folder / "queries"))
    for _, target in parts:
        if target.exists():
            raise UsageError("is there already", where=str(target), mend="Name another folder, or move it away first.")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(*parts[0])
    shutil.copytree(*parts[1])
    write_schemas(folder / "queries")
    return tuple(target for _, target in parts)

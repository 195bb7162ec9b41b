"""JSON Schemas: those that ship are up to date, each file names its own, and they know every key that is used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from tests.cli.conftest import Run
from tracker.app.schemas import schema_text
from tracker.registry.jsonschemas import NAMES, schema

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    path
    for folder in (ROOT / "queries", ROOT / "templates" / "start")
    for path in sorted(folder.rglob("*.yaml"))
    if "demo" not in path.parts
]
SIGN = "# yaml-language-server: $schema="


@pytest.mark.parametrize("name", NAMES)
def test_what_ships_is_up_to_date(name: str) -> None:
    """To renew them: python daemon.py schema --write"""
    assert (ROOT / "queries" / "schemas" / f"{name}.json").read_text(encoding="utf-8") == schema_text(name)


def marked(text: str, shape: dict[str, Any]) -> list[str]:
    """What an editor marks."""
    return [error.message for error in Draft202012Validator(shape).iter_errors(YAML(typ="safe", pure=True).load(text))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_file_names_its_schema(path: Path) -> None:
    """In its first line, by a path that leads there from the file; it passes, and a strange entry would be marked."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(SIGN)
    named = (path.parent / first.removeprefix(SIGN)).resolve()
    if "start" not in path.parts:  # their schemas are written when they are laid out
        assert named.is_file()
    shape = schema(named.stem)
    assert marked(path.read_text(encoding="utf-8"), shape) == []
    assert marked("bogus: {bogus: 1}", shape)


def test_a_folder_of_ones_own_has_them(run: Run, tmp_path: Path) -> None:
    """`init` writes them beside the files that name them; the settings' is found from settings.yaml."""
    run("init", tmp_path / "mine")
    first = (tmp_path / "mine" / "settings.yaml").read_text(encoding="utf-8").splitlines()[0]
    shape = json.loads((tmp_path / "mine" / first.removeprefix(SIGN)).read_text(encoding="utf-8"))
    assert marked("mail: {host: smtp.example.org}", shape) == []
    (said,) = marked("mail: {hots: x}", shape)
    assert "'hots'" in said


def test_printed_or_named(run: Run) -> None:
    """One by its name; without one, the names."""
    assert json.loads(run("schema", "topic").out)["properties"]["must_find"]
    assert run("schema").out.split() == list(NAMES)

"""JSON Schemas: those that ship are up to date, each file names its own, and they know every key that is used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tracker.app.schemas import schema_text
from tracker.registry.jsonschemas import NAMES, schema
from tracker.registry.yamlfile import read_yaml

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


def strange(value: Any, shape: dict[str, Any], whole: dict[str, Any], at: str = "") -> list[str]:
    """Keys that the schema does not allow, or wants and does not find: the half of JSON Schema that editors lean on."""
    if "$ref" in shape:
        return strange(value, whole["$defs"][shape["$ref"].rpartition("/")[2]], whole, at)
    if isinstance(value, list):
        return [one for item in value for one in strange(item, shape.get("items", {}), whole, f"{at}/-")]
    if not isinstance(value, dict):
        return []
    known, others = shape.get("properties", {}), shape.get("additionalProperties", True)
    found = [f"{at}/{key} is missing" for key in shape.get("required", ()) if key not in value]
    for key, item in value.items():
        if key in known:
            found += strange(item, known[key], whole, f"{at}/{key}")
        elif others is False:
            found.append(f"{at}/{key} is not known")
        elif isinstance(others, dict):
            found += strange(item, others, whole, f"{at}/{key}")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_file_names_a_schema_that_knows_it(path: Path) -> None:
    """In its first line, by a path that leads there from the file; an unknown key would be marked."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(SIGN)
    named = (path.parent / first.removeprefix(SIGN)).resolve()
    if "start" not in path.parts:  # their schemas are written when they are laid out
        assert named.is_file()
    shape = schema(named.stem)
    assert strange(read_yaml(path).data or {}, shape, shape) == []
    assert strange({"bogus": {"bogus": 1}}, shape, shape)


def test_a_folder_of_ones_own_has_them(run: Run, tmp_path: Path) -> None:
    """`init` writes them beside the files that name them; the settings' is found from settings.yaml."""
    run("init", tmp_path / "mine")
    first = (tmp_path / "mine" / "settings.yaml").read_text(encoding="utf-8").splitlines()[0]
    shape = json.loads((tmp_path / "mine" / first.removeprefix(SIGN)).read_text(encoding="utf-8"))
    assert strange({"mail": {"host": "smtp.example.org"}}, shape, shape) == []
    assert strange({"mail": {"hots": "x"}}, shape, shape) == ["/mail/hots is not known"]


def test_printed_or_named(run: Run) -> None:
    """One by its name; without one, the names."""
    assert json.loads(run("schema", "topic").out)["properties"]["must_find"]
    assert run("schema").out.split() == list(NAMES)

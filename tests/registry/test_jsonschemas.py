"""JSON Schemas, held against a real validator and against what `check` says of the same file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from tests.registry.fictional import FILES, edited, write
from tracker.registry.findings import Findings
from tracker.registry.jsonschemas import DIALECT, NAMES, schema
from tracker.registry.load import read_registry
from tracker.registry.settings import all_keys, read_settings

ROOT = Path(__file__).resolve().parents[2]
ANOTHER = [
    path for path in sorted((ROOT / "tests" / "subjects" / "psilocybin").rglob("*.yaml")) if "demo" not in path.parts
]
FOLDERS = {"topics": "topic", "claims": "claims", "vocabulary": "vocabulary"}


def as_an_editor_reads(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def said_of(name: str, text: str) -> list[str]:
    return [error.message for error in Draft202012Validator(schema(name)).iter_errors(as_an_editor_reads(text))]


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_schema(name: str):
    """Of the dialect that it names."""
    made = schema(name)
    assert made["$schema"] == DIALECT == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(made)


@pytest.mark.parametrize("path", ANOTHER, ids=lambda path: str(path.relative_to(ROOT)))
def test_another_subject_passes(path: Path):
    """Files that were written without an editor's help."""
    assert said_of(FOLDERS.get(path.parent.name, path.stem), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", FILES)
def test_what_check_takes_passes(file: str):
    """The same of the made-up files, where a volume is written as a number."""
    assert said_of(_kind(file), FILES[file]) == []


TOPIC, CLAIMS, FEEDS, MESH, SUBJECT = (
    "topics/gloom.yaml", "claims/efficacy.yaml", "feeds.yaml", "mesh.yaml", "subject.yaml",
)  # fmt: skip
WRONG = [
    (TOPIC, "why: It", "way: It"),
    (TOPIC, "title: Gloom", "title: [Gloom]"),
    (TOPIC, "title: Gloom", "title: ' '"),
    (TOPIC, "title: Gloom", "title:"),
    (TOPIC, "pmid: 12345678", "pmid: '12345678'"),
    (TOPIC, "pmid: 12345678", "pmid: 0"),
    (TOPIC, "doi: 10.1000/moon.1", "doi: https://doi.org/10.1000/moon.1"),
    (TOPIC, "  - pmid: 12345678\n    doi: 10.1000/moon.1\n    note", "  - note"),
    (TOPIC, "claims: [gloom-lifts, gloom-stays]", "claims: gloom-lifts"),
    (CLAIMS, "gloom-lifts:", "Gloom Lifts:"),
    (CLAIMS, "polarity: benefit", "polarity: good"),
    (CLAIMS, "comparable: true", "comparable: 'yes'"),
    (CLAIMS, "  comparable: true\n  state_model: states", "  comparable: true"),
    (CLAIMS, "  why_not_comparable: It is a sigh, not a statement.\n", ""),
    (CLAIMS, "  state_model: none", "  state_model: seen"),
    (CLAIMS, "{reader: benefit, outcomes: [gloom]}", "{reader: benefit}"),
    (CLAIMS, "{reader: benefit, outcomes: [gloom]}", "{reader: benefits, outcomes: [gloom]}"),
    (CLAIMS, '{article: "000", words: "gloom stays"}', '{article: "000", words: ""}'),
    (FEEDS, "imagined-letters:", "imagined_letters:"),
    (FEEDS, "https://journals.example", "journals.example"),
    (FEEDS, "1234-5679", "12345679"),
    (FEEDS, "publisher: other", "publisher: someone"),
    (MESH, "  entry_terms", "  ui: word\n  entry_terms"),
    (MESH, "verified: false", "verified: no"),
    (SUBJECT, "id: moonwater", "id: Moon Water"),
    (SUBJECT, "safety: [This is news, not advice.]", "safety: []"),
    (SUBJECT, "  moonwater: |", "  Moon Water: |"),
    ("articles.yaml", "year: 1999", "year: 1999a"),
    ("vocabulary/outcomes.yaml", "terms: [gloom*]", "terms: ['*']"),
    ("vocabulary/outcomes.yaml", "benefit: lower", "benefit: less"),
]


@pytest.mark.parametrize(("file", "right", "wrong"), WRONG)
def test_what_is_wrong_is_refused_by_both(file: str, right: str, wrong: str, tmp_path: Path):
    """An editor marks it while it is typed, and `check` names it."""
    assert said_of(_kind(file), edited(file, (right, wrong)))
    assert _checked(file, edited(file, (right, wrong)), tmp_path)


ODD = [
    (TOPIC, "title: Gloom", "title: 1984"),
    (TOPIC, "doi: 10.1000/moon.1", "doi: ' 10.1000/MOON.1'"),
    (TOPIC, "pmid: 12345678", "pmid: null"),
    (CLAIMS, "rule: {reader: benefit, outcomes: [gloom]}", "rule:"),
    (CLAIMS, "outcomes: [gloom]}", "outcomes: [gloom], within_hours: 24}"),
    (FEEDS, "url: https://journals.example/letters.xml", "url: ' https://journals.example/letters.xml '"),
    (MESH, "  entry_terms", "  ui: ''\n  entry_terms"),
    (SUBJECT, "title: Moonwater", "title: 7.50"),
    ("articles.yaml", "volume: 07", "volume: 7, first_page: 012"),
]


@pytest.mark.parametrize(("file", "right", "odd"), ODD)
def test_what_is_odd_is_taken_by_both(file: str, right: str, odd: str, tmp_path: Path):
    """No editor marks what `check` takes."""
    text = edited(file, (right, odd))
    assert said_of(_kind(file), text) == []
    assert _checked(file, text, tmp_path) == []


@pytest.mark.parametrize("value", ["", '""', "true", "no", "1", '"12"', "2.5", "word", "[a, 1]", "{a: 1}"])
def test_settings_refuse_nothing_that_is_read(value: str, tmp_path: Path):
    """Whatever is written for a setting: what the program takes, no editor marks."""
    file = tmp_path / "settings.yaml"
    for key in all_keys():
        *section, name = key.path
        file.write_text(f"{section[0]}:\n  {name}: {value}\n" if section else f"{name}: {value}\n", encoding="utf-8")
        findings = Findings()
        read_settings(file, {}, findings)
        if not findings.errors:
            assert said_of("settings", file.read_text(encoding="utf-8")) == [], key.name


@pytest.mark.parametrize(
    "text", ["bogus: 1", "mail: {bogus: 1}", "mail: 7", "[a]", "dry_run: word", "http: {max_bytes: 1.5}"]
)
def test_wrong_settings_are_refused(text: str, tmp_path: Path):
    """An unknown key, a value of the wrong kind: by both."""
    file = tmp_path / "settings.yaml"
    file.write_text(text, encoding="utf-8")
    findings = Findings()
    read_settings(file, {}, findings)
    assert findings.errors
    assert said_of("settings", text)


def _kind(file: str) -> str:
    folder, _, name = file.rpartition("/")
    return FOLDERS.get(folder) or name.removesuffix(".yaml")


def _checked(file: str, text: str, folder: Path) -> list[str]:
    findings = Findings()
    changed = {file.replace("/", "_").removesuffix(".yaml"): text}
    read_registry(write(folder, **changed), findings)
    return [str(problem) for problem in findings.in_order() if problem.file.endswith(file)]

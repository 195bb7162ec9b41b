"""How an abstract was read, step by step, as a person reads it: what `assess --explain` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def steps(answer: Mapping[str, Any]) -> Iterator[str]:
    """Lines of text from what `tracker.rules.assess.explain` gives: facts, sentences, findings, verdicts, silence."""
    yield f"{answer['id']}: {answer['design']} (by {answer['design_rule']}), {answer['species']}"
    for name in ("n", "n_studies", "randomised_comparator", "drug", "route", "conditions", "primary_result", "spin"):
        yield f"  {name}: {_plain(answer[name])}"
    yield "\n  Sentences, and the words known in them:"
    for sentence in answer["sentences"]:
        yield f"    [{sentence['role']}] {sentence['text']}"
        if sentence["mentions"]:
            yield f"        {' · '.join(sentence['mentions'])}"
    yield from _part("Findings", map(_finding, answer["findings"]))
    yield from _part("Verdicts", (_verdict(claim, one) for claim, one in answer["verdicts"].items()))
    silent: dict[str, list[str]] = {}
    for one in answer["considered"]:
        if one["stance"] is None:
            silent.setdefault(one["reason"], []).append(one["claim"])
    yield from _part("No verdict, by reason", (f"{reason}: {', '.join(ids)}" for reason, ids in silent.items()))
    yield ""


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not said" if value is None else str(value)


def _part(title: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    yield f"\n  {title}:"
    yield from (f"    {line}" for line in found or ["none"])


def _finding(one: Mapping[str, Any]) -> str:
    marks = {"main": one["primary"], "subgroup": one["subgroup"], "significant": one["significant"]}
    said = ", ".join(name for name, holds in marks.items() if holds)
    head = f"{one['outcome'] or one['kind']}: {one['direction']} (by {one['rule']}), versus {one['versus']}"
    return f"{head}{', ' if said else ''}{said}\n        [{one['section']}] “{one['quote']}”"


def _verdict(claim: str, one: Mapping[str, Any]) -> str:
    ground = f", {one['ground']}" if one["ground"] else ""
    how = f"(by {one['rule']}, {one['confidence']} confidence)"
    return f"{claim}: {one['stance']}{ground} {how}\n        “{one['quote']}”"

"""How often verdicts are right: what `assess` said, held against what people have labelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
OPPOSITE = {"supports", "challenges"}


@dataclass(slots=True)
class Tally:
    """due: labelled; said: given; right: given with the label's stance. Of no use below some tens."""

    due: int = 0
    said: int = 0
    right: int = 0

    @property
    def precision(self) -> float | None:
        return self.right / self.said if self.said else None

    @property
    def recall(self) -> float | None:
        return self.right / self.due if self.due else None


@dataclass(slots=True)
class Score:
    """A pair is one abstract and one claim. reversed: supports for challenges, or the other way round."""

    rows: int = 0
    total: Tally = field(default_factory=Tally)
    stances: dict[str, Tally] = field(default_factory=dict)
    claims: dict[str, Tally] = field(default_factory=dict)
    rules: dict[str, Tally] = field(default_factory=dict)
    reversed: list[tuple[str, str]] = field(default_factory=list)
    inexact: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)
    fields: Counter[str] = field(default_factory=Counter)

    def _each(self, claim: str, stance: str, rule: str | None = None) -> tuple[Tally, ...]:
        named = [
            self.total,
            self.stances.setdefault(stance, Tally()),
            self.claims.setdefault(claim, Tally()),
        ]
        if rule is not None:
            named.append(self.rules.setdefault(rule, Tally()))
        return tuple(named)


def score(labels: Iterable[Row], answers: Iterable[Row]) -> Score:
    """Both as `assess` writes them, paired by "id".

    A label of confidence "low", or marked "disputed", is optional: found or not, it counts neither way, but a reversed
    stance on it does. In a row with "partial" only the claims it names count; a null stance there means that no
    verdict is due. Wrong holds (id, claim, said, due).
    """
    found = {row.get("id"): row for row in answers}
    result = Score()
    for label in labels:
        answer = found.get(label.get("id"), {})
        result.rows += 1
        _verdicts(result, label, answer)
        _fields(result, label, answer)
    return result


def _verdicts(result: Score, label: Row, answer: Row) -> None:
    id = str(label.get("id"))
    text = f"{label.get('title', '')}\n{label.get('abstract', '')}"
    due: Mapping[str, Row] = label.get("verdicts") or {}
    said: Mapping[str, Row] = answer.get("verdicts") or {}
    for claim, verdict in said.items():
        stance = verdict["stance"]
        true = due.get(claim)
        if verdict.get("quote", "") not in text or not verdict.get("quote"):
            result.inexact.append((id, claim))
        if true and {true.get("stance"), stance} == OPPOSITE:
            result.reversed.append((id, claim))
        if (true and _optional(true)) or (label.get("partial") and claim not in due):
            continue
        right = true is not None and true.get("stance") == stance
        for tally in result._each(claim, stance, verdict.get("rule")):
            tally.said += 1
            tally.right += right
        if not right:
            result.wrong.append((id, claim, stance, (true or {}).get("stance") or "no verdict"))
    for claim, true in due.items():
        if _optional(true) or true.get("stance") is None:
            continue
        for tally in result._each(claim, true["stance"]):
            tally.due += 1
        if claim not in said:
            result.wrong.append((id, claim, "no verdict", true["stance"]))


def _optional(label: Row) -> bool:
    return label.get("confidence") == "low" or bool(label.get("disputed"))


def _fields(result: Score, label: Row, answer: Row) -> None:
    """How often design and species are as labelled, and the number of participants where one is."""
    for name in ("design", "species"):
        if name in label:
            result.fields[f"{name} due"] += 1
            result.fields[f"{name} right"] += answer.get(name) == label[name]
    if label.get("n") is not None:
        result.fields["n due"] += 1
        result.fields["n said"] += answer.get("n") is not None
        result.fields["n right"] += answer.get("n") == label["n"]

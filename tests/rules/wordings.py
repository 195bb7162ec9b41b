"""Files of invented results: studies first, then under "## study claim stance" one result a line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.rules.comparing import stances


class Wordings:
    """blocks: each with its head and its lines."""

    def __init__(self, name: str) -> None:
        parts = Path(__file__).with_name(name).read_text(encoding="utf-8").split("\n\n")
        self.studies = {
            id.removeprefix("study: "): (title.removeprefix("title: "), methods.removeprefix("methods: "))
            for id, title, methods in (part.splitlines() for part in parts if part.startswith("study: "))
        }
        self.blocks = [part.splitlines() for part in parts if part.startswith("## ")]

    def given(self, block: Sequence[str]) -> tuple[str, dict[str, str]]:
        """The stance of the head, and for each line the one that it gives alone in the study's results."""
        study, claim, stance = block[0].removeprefix("## ").split()
        title, methods = self.studies[study]
        return stance, {one: stances(title, f"{methods} {one}").get(claim, "none") for one in block[1:] if one}

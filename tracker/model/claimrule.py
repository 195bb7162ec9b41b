"""How a study's findings are held against a claim, as the claims files say it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRule:
    """The machine-readable half of a claim. (Filled in by the reading; see rules/compare.)"""

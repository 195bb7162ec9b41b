"""The words that the reading uses, as the vocabulary files give them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Terms by concept. (Owned by the reading.)"""

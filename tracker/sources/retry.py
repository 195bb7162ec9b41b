"""Asking again: growing pauses with jitter, a Retry-After honoured, an end to it.

Total time is bounded without a clock (a clock can be set back): a bounded number of attempts, each with its own
deadline in the HTTP client, and a bounded sum of pauses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import tenacity

from tracker.errors import SourceError
from tracker.sources.trouble import RateLimited

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryOptions:
    """attempts: in all; pauses in seconds: the first, the longest one, and the sum that is never exceeded."""

    attempts: int = 5
    first_pause: float = 1.0
    longest_pause: float = 60.0
    patience: float = 180.0


def _may_help(error: BaseException) -> bool:
    return isinstance(error, SourceError) and error.retryable


def ask_again(ask: Callable[[], Answer], options: RetryOptions, sleep: Callable[[float], None]) -> Answer:
    """Call `ask` until it answers, or until asking again is pointless; then its last error is raised."""
    growing = tenacity.wait_exponential_jitter(
        multiplier=options.first_pause, max=options.longest_pause, jitter=options.first_pause / 4
    )

    def pause(state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, RateLimited) and error.retry_after is not None:
            return max(error.retry_after, options.first_pause)
        return growing(state)

    def spent(state: tenacity.RetryCallState) -> bool:
        return state.idle_for + state.upcoming_sleep > options.patience

    retrying = tenacity.Retrying(
        sleep=sleep,
        stop=lambda state: state.attempt_number >= options.attempts or spent(state),
        wait=pause,
        retry=tenacity.retry_if_exception(_may_help),
        reraise=True,
    )
    return retrying(ask)

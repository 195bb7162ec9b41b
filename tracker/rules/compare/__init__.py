"""Compare: what a study found, held against what the claims say. One module a question; see model/claimrule."""

from tracker.rules.compare.comparer import Comparer, Considered

__all__ = ["Comparer", "Considered"]

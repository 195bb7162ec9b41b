"""Why a record that was fetched reached no digest."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """The value is the sentence that everyone may read."""

    OFF_TOPIC = "A journal's feed showed it, and no topic's search matches it."
    UNWATCHED = "The topics that it was found for are no longer watched."
    DUPLICATE = "It is the same publication as another record, and stands under that one."
    BASELINE = "It was there before the watch of its topic began; it is kept, and was never announced as new."
    NOTICE = "It is a notice about another publication, not a study; readers of that one are told."
    WITHDRAWN = "PubMed has taken it back."
    AWAITING_RECORD = "PubMed names it and has not given its record yet; it is asked for again."
    WAITING = "It is new and stands in the next digest of everyone who follows its topic."
    NO_READERS = "Nobody was subscribed when it came."
    NOT_CHOSEN = "It is new, and none of the subscribers had chosen its topic, or they had asked for alerts only."
    NO_ROOM = "It was left out of a digest that had grown too long; the digest says how many were."
    NOT_DELIVERED = "It stood in digests that no mail server accepted."

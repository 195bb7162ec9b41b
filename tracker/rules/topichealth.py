"""What is wrong with a topic's search, judged by PubMed's answer to it: pure."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model.reply import SearchResult
from tracker.model.topic import MustFind, Topic
from tracker.query import SearchError, differences, parse
from tracker.rules import watch

SHRUNK_TO = 0.8
"""A search that finds less than this share of what it once found is suspicious: PubMed only grows."""

GROWN_TO = 1.5
"""One that finds so much more than a week before has lost a limit, or a word of it is read in another way."""

MANY = 50
"""Less than so many more are only a good week of a small topic."""


def window(topic: Topic) -> str:
    """Names the search that a count was of: counts are only compared with counts of the same search."""
    return f"undated, search {watch.search_hash(topic)}"


def remarks(search: str, answer: SearchResult) -> tuple[str, ...]:
    """What PubMed itself says of a search, and where its reading differs from what was written."""
    try:
        read = differences(parse(search), answer.translation)
    except SearchError:
        read = ()
    return (*answer.errors, *answer.warnings, *read)


def notes(topic: Topic, answer: SearchResult, history: Sequence[int], lost: Sequence[MustFind]) -> tuple[str, ...]:
    """history: earlier counts of the same search, oldest first. () where all is well."""
    found = [f"PubMed says of the search in {topic.file}:{topic.line}: {one}" for one in remarks(topic.search, answer)]
    if lost:
        found.append("no longer found: " + ", ".join(must.name for must in lost))
    if answer.count == 0:
        found.append("the search finds nothing at all")
    elif history and answer.count < max(history) * SHRUNK_TO:
        found.append(f"the search found {max(history)} before and finds {answer.count} now")
    elif history and answer.count > max(history[-1] * GROWN_TO, history[-1] + MANY):
        found.append(f"the search found {history[-1]} the last time and finds {answer.count} now")
    return tuple(found)

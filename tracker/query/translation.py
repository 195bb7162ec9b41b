"""What PubMed made of a search, held against what was written.

With every answer PubMed says how it read the search (QueryTranslation). Its own reading is compared term by term: each
term that was written has to stand in it, in its field, and none may stand in it that was not written.
"""

from __future__ import annotations

from collections.abc import Iterable

from tracker.model.folding import fold
from tracker.query.fields import DATE_FIELDS, Field
from tracker.query.parse import parse
from tracker.query.scan import SearchError
from tracker.query.tree import Node, Range, Term, leaves, show

SHOWN = 3
_SPELLED_ITS_OWN_WAY = DATE_FIELDS | {Field.AUTHOR, Field.FIRST_AUTHOR, Field.LAST_AUTHOR, Field.FULL_AUTHOR,
                                      Field.JOURNAL, Field.LANGUAGE, Field.LOCATION, Field.FILTER}  # fmt: skip
"""Fields whose values PubMed writes anew: a journal's full name, a language's, a date in full."""


def differences(meant: Node, translation: str) -> tuple[str, ...]:
    """One sentence for each kind of difference; () where PubMed read what was written, or did not say how it read it.

    A term without a tag may be read in any way: where there is one, terms that are added are not told.
    """
    if not translation.strip():
        return ()
    try:
        read = parse(translation)
    except SearchError:
        return (f"PubMed's reading of the search cannot be compared: {_short(translation)}",)
    written, found = list(leaves(meant)), list(leaves(read))
    open_terms = any(each.tag is None for each in written)
    keys_written, keys_found = set(map(_key, written)), set(map(_key, found))
    lost = [each for each in written if each.tag is not None and _key(each) not in keys_found]
    added = [] if open_terms else [each for each in found if _key(each) not in keys_written]
    sentences = []
    if lost:
        sentences.append(f"PubMed left out or changed {_listed(lost)}")
    if added:
        sentences.append(f"PubMed searched {_listed(added)}, which is not in the search")
    return tuple(sentences)


def _key(each: Term | Range) -> tuple[object, ...]:
    """Equal for two ways of writing the same term: field, words, truncation, explosion, nearness."""
    if each.field in _SPELLED_ITS_OWN_WAY or isinstance(each, Range):
        return (each.field,)
    explode, distance = (each.tag.explode, each.tag.distance) if each.tag else (True, None)
    return each.field, fold(each.text), each.truncated, explode, distance


def _listed(terms: Iterable[Term | Range]) -> str:
    shown = list(dict.fromkeys(map(show, terms)))
    return ", ".join(shown[:SHOWN]) + (f" and {len(shown) - SHOWN} more" if len(shown) > SHOWN else "")


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "..."

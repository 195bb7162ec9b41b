"""PubMed's citation matcher: from a printed citation to a number.

What it answers, as observed and reported in public by its users, is one line for each line asked, with the PMID,
NOT_FOUND, NOT_FOUND;INVALID_JOURNAL or AMBIGUOUS (5 citations) at its end and our key before it; of a miss it may leave
the author out. It has been seen to stop at a line that names no journal: each of ours names one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tracker.errors import SourceError
from tracker.model.claim import CitedWork
from tracker.sources.pubmed.entrez import Entrez
from tracker.sources.pubmed.xml import whole_number

Fields = tuple[str, str, str, str, str]
"""Journal, year, volume, first page, first author."""


def match(entrez: Entrez, works: Sequence[CitedWork]) -> tuple[tuple[int, ...], ...]:
    """Candidates for each work, surest first: asked with all that is printed, then with less, since what is printed may
    be wrong. One request. Raises SourceError where a line was not answered: that is not "not found"."""
    lines = {
        f"w{number}v{variant}": (number, fields)
        for number, work in enumerate(works)
        for variant, fields in enumerate(_variants(work))
    }
    # as one text: of a list Bio.Entrez (1.88) would leave out who is asking, and the key
    bdata = "\r".join("|".join((*fields, key, "")) for key, (_, fields) in lines.items())
    answers = entrez.ask("ecitmatch", lambda body: read_answers(body, lines), db="pubmed", bdata=bdata)
    found: list[dict[int, None]] = [{} for _ in works]
    for key, (number, _) in lines.items():
        if (pmid := answers[key]) is not None:
            found[number][pmid] = None
    return tuple(tuple(one) for one in found)


def _variants(work: CitedWork) -> tuple[Fields, ...]:
    journal, year, volume, page, author = map(
        _clean, (work.journal, str(work.year), work.volume, work.first_page, work.first_author)
    )
    asked = (
        (journal, year, volume, page, author),
        (journal, year, "", page, author),
        (journal, "", "", page, author),
        (journal, year, "", "", author),
    )
    return tuple(dict.fromkeys(asked))


def _clean(words: str) -> str:
    return " ".join(words.replace("|", " ").split())


def read_answers(body: bytes, keys: Collection[str]) -> dict[str, int | None]:
    """By key, the PMID; None for what it does not know or what fits several. Raises SourceError (retryable)."""
    said: dict[str, str] = {}
    for line in body.decode("utf-8", "replace").replace("\r", "\n").splitlines():
        parts = [part.strip() for part in line.strip().removesuffix("|").split("|")]
        if len(parts) > 1 and parts[-2] in keys:
            said[parts[-2]] = parts[-1]
    missing = [key for key in keys if key not in said]
    if missing:
        raise SourceError(
            f"the citation matcher left {len(missing)} of {len(keys)} lines unanswered", where="PubMed", retryable=True
        )
    return {key: _pmid(words) for key, words in said.items()}


def _pmid(words: str) -> int | None:
    if number := whole_number(words):
        return number
    if words.startswith(("NOT_FOUND", "AMBIGUOUS")):
        return None
    raise SourceError(f"the citation matcher answers {words[:40]!r}", where="PubMed", retryable=True)

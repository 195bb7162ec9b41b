"""Finds records for a search as PubMed does, and writes the answer as ESearch does, in XML or in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from lxml import etree

from tracker.model.window import DateKind
from tracker.standins.ncbi_words import ESEARCH_PROLOG
from tracker.standins.served import Served
from tracker.standins.terms import Judge, Judged
from tracker.standins.tree import node

DATE_KINDS: tuple[DateKind, ...] = ("crdt", "mdat", "edat", "pdat")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """pmids: all of them, newest first; start and most: which of them the answer lists."""

    pmids: tuple[int, ...]
    judged: Judged
    start: int = 0
    most: int = 20
    restricted: bool = False
    web_env: str = ""
    query_key: str = ""

    @property
    def listed(self) -> tuple[int, ...]:
        return self.pmids[self.start : self.start + self.most]


def search(served: Iterable[Served], term: str, judge: Judge, window: tuple[DateKind, date, date] | None) -> Found:
    """Every record that is not deleted, lies in the window and matches; newest first, as PubMed sorts."""
    judged = judge(term)
    hits = [
        one for one in served
        if not one.deleted and (window is None or _within(one, window)) and judged.matches(one.record)
    ]  # fmt: skip
    hits.sort(key=lambda one: (one.entrez, one.pmid), reverse=True)
    return Found(pmids=tuple(one.pmid for one in hits), judged=judged)


def _within(one: Served, window: tuple[DateKind, date, date]) -> bool:
    kind, first, last = window
    day = one.day(kind)
    return day is not None and first <= day <= last


def first_of(text: str) -> date:
    """The first day of YYYY, YYYY/MM or YYYY/MM/DD. Raises ValueError on anything else."""
    return date(*_numbers(text), *([1] * (3 - len(_numbers(text)))))


def last_of(text: str) -> date:
    """The last day of it."""
    numbers = _numbers(text)
    if len(numbers) == 3:
        return date(*numbers)
    year, month = (numbers[0], numbers[1]) if len(numbers) == 2 else (numbers[0], 12)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _numbers(text: str) -> list[int]:
    parts = text.split("/")
    if not 1 <= len(parts) <= 3 or not all(part.isdecimal() for part in parts):
        raise ValueError(f"not a date as NCBI writes them: {text!r}")
    return [int(part) for part in parts]


def as_xml(found: Found, *, count_only: bool = False) -> bytes:
    root = node("eSearchResult", node("Count", str(len(found.pmids))))
    if not count_only:
        root.extend([node("RetMax", str(len(found.listed))), node("RetStart", str(found.start))])
        if found.web_env:
            root.extend([node("QueryKey", found.query_key), node("WebEnv", found.web_env)])
        root.append(node("IdList", *[node("Id", str(pmid)) for pmid in found.listed]))
        root.extend([node("TranslationSet"), node("QueryTranslation", found.judged.translation)])
    if found.judged.fields_not_found:
        root.append(node("ErrorList", *[node("FieldNotFound", name) for name in found.judged.fields_not_found]))
    warnings = [node("QuotedPhraseNotFound", phrase) for phrase in found.judged.phrases_not_found]
    warnings += [node("OutputMessage", message) for message in _messages(found)]
    if warnings and not count_only:
        root.append(node("WarningList", *warnings))
    return ESEARCH_PROLOG.encode() + etree.tostring(root, encoding="utf-8")


def as_json(found: Found) -> bytes:
    result: dict[str, object] = {
        "count": str(len(found.pmids)),
        "retmax": str(len(found.listed)),
        "retstart": str(found.start),
        "idlist": [str(pmid) for pmid in found.listed],
        "translationset": [],
        "querytranslation": found.judged.translation,
    }
    if found.web_env:
        result |= {"querykey": found.query_key, "webenv": found.web_env}
    if found.judged.fields_not_found:
        result["errorlist"] = {"phrasesnotfound": [], "fieldsnotfound": list(found.judged.fields_not_found)}
    messages, missed = _messages(found), list(found.judged.phrases_not_found)
    if messages or missed:
        result["warninglist"] = {"phrasesignored": [], "quotedphrasesnotfound": missed, "outputmessages": messages}
    return json.dumps({"header": {"type": "esearch", "version": "0.3"}, "esearchresult": result}).encode()


def _messages(found: Found) -> list[str]:
    messages = []
    if found.restricted:
        messages.append(f"Restrictions achieved. start and count adjusted to {found.start}, {found.most}")
    if not found.pmids:
        messages.append("No items found.")
    return messages

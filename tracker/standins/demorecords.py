"""Turns one record of the demo's files, as it stands in a given week, into what the database stand-in serves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tracker.model.cited import Imprint
from tracker.model.record import Author, Journal, Link, LinkKind, MeshHeading, PartialDate, Record, Section
from tracker.standins.served import Served

LABEL = re.compile(r"([A-Z][A-Z ,&/-]+): +")
"""How a part of a structured abstract starts."""

CATEGORIES = (
    ("RESULTS", ("RESULT", "FINDING", "CASE")),
    ("CONCLUSIONS", ("CONCLUSION", "INTERPRETATION", "IMPLICATION", "LIMITATION", "DISCUSSION")),
    ("OBJECTIVE", ("OBJECTIVE", "AIM", "PURPOSE", "QUESTION")),
    ("BACKGROUND", ("BACKGROUND", "INTRODUCTION", "IMPORTANCE", "CONTEXT", "RATIONALE")),
    (
        "METHODS",
        ("METHOD", "DESIGN", "SETTING", "PARTICIPANT", "INTERVENTION", "MEASURE", "DATA", "STUDY", "EXPERIMENTAL"),
    ),
)
"""NlmCategory by words of the label; the first that fits counts."""

DEFAULT_DAY = 1
"""Tuesday: no record stands on the border between two weeks."""


class DemoRecords:
    """All records of the files; `at(week)` gives those that exist by then, with that week's wording.

    start: the Monday on which week 1 begins. Records of week 0 are created before it.
    """

    def __init__(self, raw: Mapping[str, Mapping[str, Any]], journals: Mapping[str, Any], start: date) -> None:
        self._raw = raw
        self._journals = journals
        self._start = start

    def at(self, week: int) -> dict[str, Served]:
        """By the record's name; only those that have a PMID by then."""
        now = {key: self.version(key, week) for key, raw in self._raw.items() if raw["week"] <= week}
        return {key: served for key, served in now.items() if served.record.pmid is not None}

    def version(self, key: str, week: int) -> Served:
        """The record as it stands in that week, also where it is not yet in the database."""
        raw = dict(self._raw[key])
        created = raw.get("created") or self.day(raw["week"], raw.get("day", DEFAULT_DAY))
        modified = created
        for amendment in raw.pop("later", ()):
            if amendment["week"] <= week:
                modified = self.day(amendment["week"], amendment.get("day", DEFAULT_DAY))
                raw |= {name: value for name, value in amendment.items() if name not in ("week", "day")}
        markup = str(raw.get("title_markup", ""))
        return Served(
            record=self._record(raw, created, modified),
            modified=modified,
            title_markup=markup,
            deleted=bool(raw.get("deleted", False)),
            imprint=_imprint(raw.get("imprint", {})),
            cites=tuple(self._raw[name]["pmid"] for name in raw.get("cites", ())),
        )

    def day(self, week: int, day: int) -> date:
        """Day 0 is the week's Monday; week 0 is the one before the start."""
        return self._start + timedelta(days=7 * (week - 1) + day)

    def _record(self, raw: Mapping[str, Any], created: date, modified: date) -> Record:
        return Record(
            title=str(raw.get("title") or _plain(raw["title_markup"])),
            pmid=raw.get("pmid"),
            doi=raw.get("doi"),
            pmcid=raw.get("pmcid"),
            abstract=sections(str(raw.get("abstract", ""))),
            other_abstracts=(str(raw["plain_language"]),) if raw.get("plain_language") else (),
            vernacular_title=str(raw.get("vernacular_title", "")),
            authors=tuple(_author(author) for author in raw.get("authors", ())),
            journal=self._journal(raw["journal"]),
            published=PartialDate.parse(str(raw["published"])),
            created=created,
            revised=modified,
            publication_types=tuple(map(str, raw.get("types", ("Journal Article",)))),
            mesh=tuple(_heading(text) for text in raw.get("mesh", ())),
            keywords=tuple(map(str, raw.get("keywords", ()))),
            substances=tuple(map(str, raw.get("substances", ()))),
            links=tuple(self._link(link) for link in raw.get("links", ())),
            trial_ids=tuple(map(str, raw.get("trials", ()))),
            languages=tuple(map(str, raw.get("languages", ("eng",)))),
            status=str(raw.get("status", "MEDLINE" if raw.get("mesh") else "PubMed-not-MEDLINE")),
            is_book=bool(raw.get("book", False)),
            is_preprint=bool(raw.get("preprint", False)),
        )

    def _journal(self, key: str) -> Journal:
        raw = self._journals[key]
        return Journal(str(raw["title"]), str(raw.get("abbreviation", "")), tuple(map(str, raw.get("issn", ()))))

    def _link(self, raw: Mapping[str, Any]) -> Link:
        pmid = self._raw[raw["record"]].get("pmid") if "record" in raw else raw.get("pmid")
        return Link(LinkKind(raw["kind"]), pmid, str(raw.get("text", "")))


def sections(text: str) -> tuple[Section, ...]:
    """Paragraphs are parts; "LABEL: " in capitals at the start of one is its label. Line ends are spaces."""
    parts = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        words = " ".join(paragraph.split())
        label = LABEL.match(words)
        if label:
            parts.append(Section(words[label.end() :], label[1], _category(label[1])))
        elif words:
            parts.append(Section(words))
    return tuple(parts)


def _category(label: str) -> str:
    for category, words in CATEGORIES:
        if any(word in label for word in words):
            return category
    return "UNASSIGNED"


def _plain(markup: str) -> str:
    return re.sub(r"</?(?:b|i|sub|sup|u)>", "", markup).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _author(raw: str | Mapping[str, str]) -> Author:
    """ "Example A", or {group: Example Trial Group}."""
    if isinstance(raw, Mapping):
        return Author(collective=str(raw["group"]))
    family, _, given = str(raw).rpartition(" ")
    return Author(family=family, given=given) if family else Author(family=given)


def _imprint(raw: Mapping[str, Any]) -> Imprint:
    return Imprint(raw.get("year"), str(raw.get("volume", "")), str(raw.get("issue", "")), str(raw.get("pages", "")))


def _heading(text: str) -> MeshHeading:
    """ "Descriptor", "*Descriptor" for a main one, "Descriptor/qualifier/qualifier"."""
    descriptor, *qualifiers = str(text).removeprefix("*").split("/")
    return MeshHeading(descriptor, major=str(text).startswith("*"), qualifiers=tuple(qualifiers))

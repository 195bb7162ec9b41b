"""A record of the files stands as it did in its week."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tracker.model.record import Author, LinkKind, PartialDate, Section
from tracker.standins.demorecords import DemoRecords, sections

START = date(2026, 3, 2)
JOURNALS = {"flight": {"title": "Journal of Imaginary Flight"}}


def records(**raw: dict[str, Any]) -> DemoRecords:
    base = {"journal": "flight", "published": "2026-03", "title": "Kites"}
    return DemoRecords({key: base | value for key, value in raw.items()}, JOURNALS, START)


def test_a_record_appears_in_its_week_and_changes_in_later_ones() -> None:
    """Not there, there, amended: the modification date moves, the create date does not."""
    world = records(kites={"week": 1, "pmid": 1, "later": [{"week": 2, "day": 3, "abstract": "They flew."}]})
    assert world.at(0) == {}
    first, second = world.at(1)["kites"], world.at(2)["kites"]
    assert (first.record.abstract_text, second.record.abstract_text) == ("", "They flew.")
    assert (first.created, first.modified) == (date(2026, 3, 3), date(2026, 3, 3))
    assert (second.created, second.modified) == (date(2026, 3, 3), date(2026, 3, 12))


def test_a_record_without_a_pmid_is_in_no_database() -> None:
    """Only a feed can show it."""
    world = records(kites={"week": 1, "doi": "10.5555/demo.kites"})
    assert world.at(1) == {}
    assert world.version("kites", 1).record.doi == "10.5555/demo.kites"


def test_links_name_records_by_their_keys() -> None:
    """The PMID of the other record is filled in."""
    link = {"kind": "RetractionIn", "record": "notice", "text": "J Imag Flight. 2026"}
    world = records(kites={"week": 0, "pmid": 1, "links": [link]}, notice={"week": 0, "pmid": 2})
    (read,) = world.at(0)["kites"].record.links
    assert (read.kind, read.pmid) == (LinkKind.RETRACTION_IN, 2)


def test_title_with_markup_is_kept_in_both_forms() -> None:
    """Plain for the record, with tags for the wire."""
    raw = {"week": 0, "pmid": 1, "journal": "flight", "published": 2026, "title_markup": "<i>Kites</i> &amp; boats"}
    served = DemoRecords({"kites": raw}, JOURNALS, START).at(0)["kites"]
    assert (served.record.title, served.title_markup) == ("Kites & boats", "<i>Kites</i> &amp; boats")
    assert served.record.published == PartialDate(2026)


def test_authors_and_headings() -> None:
    """Persons by their last word, groups by their key, headings with star and qualifiers."""
    raw = {"week": 0, "pmid": 1, "authors": ["de Example AB", {"group": "Imaginary Group"}], "mesh": ["*Paper/history"]}
    record = records(kites=raw).at(0)["kites"].record
    assert record.authors == (Author("de Example", "AB"), Author(collective="Imaginary Group"))
    assert (record.mesh[0].descriptor, record.mesh[0].major, record.mesh[0].qualifiers) == ("Paper", True, ("history",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("One\nparagraph.", (Section("One paragraph."),)),
        (
            "AIMS: To fly.\n\nMAIN OUTCOME MEASURES: Height.\n\nFINDINGS: High.",
            (
                Section("To fly.", "AIMS", "OBJECTIVE"),
                Section("Height.", "MAIN OUTCOME MEASURES", "METHODS"),
                Section("High.", "FINDINGS", "RESULTS"),
            ),
        ),
        ("ODD LABEL: x", (Section("x", "ODD LABEL", "UNASSIGNED"),)),
    ],
)
def test_sections(text: str, expected: tuple[Section, ...]) -> None:
    """Paragraphs are parts, capitals with a colon their labels, with NLM's category where it is known."""
    assert sections(text) == expected

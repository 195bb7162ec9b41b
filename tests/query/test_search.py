"""Running a search over a record: truth tables, field by field."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from tests.query.examples import BARE, FULL, MESH
from tracker.model.record import MeshHeading, PartialDate, Record, Section
from tracker.query import Match, compile_search, parse, ready


def found(search: str, record: Record = FULL) -> Match | None:
    return compile_search(parse(search), MESH).matches(record)


@pytest.mark.parametrize(
    ("search", "table"),
    [
        ("a[ti] AND b[ti]", lambda a, b, c: a and b),
        ("a[ti] OR b[ti]", lambda a, b, c: a or b),
        ("a[ti] NOT b[ti]", lambda a, b, c: a and not b),
        ("a[ti] OR b[ti] AND c[ti]", lambda a, b, c: (a or b) and c),
        ("a[ti] AND b[ti] OR c[ti]", lambda a, b, c: (a and b) or c),
        ("a[ti] OR b[ti] NOT c[ti]", lambda a, b, c: (a or b) and not c),
        ("a[ti] NOT b[ti] OR c[ti]", lambda a, b, c: (a and not b) or c),
        ("a[ti] OR (b[ti] AND c[ti])", lambda a, b, c: a or (b and c)),
        ("a[ti] NOT (b[ti] NOT c[ti])", lambda a, b, c: a and not (b and not c)),
        ("a[ti] NOT b[ti] NOT c[ti]", lambda a, b, c: a and not b and not c),
        ("a[ti] b[ti] OR c[ti]", lambda a, b, c: (a and b) or c),
    ],
)
def test_truth_tables(search: str, table):
    """All eight cases of three terms, from left to right."""
    for a, b, c in product([False, True], repeat=3):
        title = " ".join(["title", *("a" * a), *("b" * b), *("c" * c)])
        assert (found(search, Record(title=title)) is not None) is bool(table(a, b, c)), (search, a, b, c)


@pytest.mark.parametrize(
    "search",
    [
        "umbrella[tiab]",
        "UMBRELLA[Title/Abstract]",
        '"umbrella use"[ti]',
        "umbrella use[ti]",
        '"rain controlled"[ti]',
        "rain-controlled[ti]",
        "meniere's[ti]",
        "Ménière's[ti]",
        "meniere*[ti]",
        "umbrel*[ab]",
        '"fictional walk*"[tiab]',
        '"kept the walkers dry"[ab]',
        '"alpha hours"[ab]',
        "α-hours[ab]",
        '"wet socks"[tiab]',
        '"wet socks"[ot]',
        "marcheurs[tiab]",
        "parapluie*[tt]",
        '"walkers umbrella"[tiab:~2]',
        '"umbrella walkers"[tiab:~2]',
        "drizzle[tw]",
        '"waxed cotton"[all]',
        "umbrella walkers dry",
        "umbrella of the walkers",
        '"Puddle AB"[au]',
        "puddle[au]",
        "Puddle AB[au]",
        "puddle anna[au]",
        "Drop C[au]",
        '"drop cd"[au]',
        "puddle[1au]",
        '"dry walkers"[cn]',
        '"J Fict Weather"[ta]',
        "journal of fictional weather[journal]",
        "1234-5678[ta]",
        "english[la]",
        "english[filter]",
        '"puddle anna beth"[fau]',
        "the dry walkers group[lastau]",
        "journal of fict*[ta]",
        "2024/05/18[lr]",
        "2024/5/18:2024 June[mdat]",
        "eng[lang]",
        "2024[dp]",
        "2024/05[dp]",
        "2024/05/09[dp]",
        "2023:2025[dp]",
        "2024/05/17:3000[crdt]",
        '"2024 May 17"[crdt]',
        "900001[pmid]",
        "900000:900002[uid]",
        "10.9999/FICTION.1[lid]",
        "NCT00000000[si]",
        "ClinicalTrials.gov/NCT00000000[si]",
        "humans[filter]",
        "hasabstract[filter]",
        "fha[filter]",
        "hasabstract",
        "hasabstract[All Fields]",
        "medline[sb]",
        "randomizedcontrolledtrial[filter]",
        '"randomized controlled trial"[pt]',
        '"clinical trial"[pt]',
        "randomi*[pt]",
        '"waxed cotton"[nm]',
        "waxed*[nm]",
        "Drizzle[mh]",
        "Rain[mh]",
        "Weather[mh]",
        "rainfall[mh]",
        "drizz*[mh]",
        "Drizzle[majr]",
        "Weather[majr]",
        "Weather/poisoning[mh]",
        '"weather/adverse effects"[mh]',
        "weather/ae[mh]",
        "adverse effects[sh]",
        "drizzle[mh:noexp]",
    ],
)
def test_met(search: str):
    """What PubMed would find this record by."""
    match = found(search)
    assert match is not None
    assert match.plain
    assert match.terms == (search,)


@pytest.mark.parametrize(
    "search",
    [
        "umbrel[tiab]",
        "walkers[ti]",
        "umbrella[ot]",
        '"use umbrella"[ti]',
        '"an umbrella umbrellas"[ti]',
        '"rain controlled trial sixty"[tiab]',
        '"dry wet"[tiab]',
        "hou*[ab]",
        '"umbrella walkers"[tiab:~0]',
        '"town methods"[tiab:~5]',
        "drizzle[tiab]",
        "waxed[tw] AND waxed[tiab]",
        "umbrella walkers snow",
        '"Puddle A"[au]',
        "puddle[lastau]",
        "female[filter]",
        "5:x 12[pmid]",
        "1 Jan:900009[pmid]",
        "2024/13[dp] AND snow[ti]",
        "2024 Foo[dp] AND snow[ti]",
        "2024/05/32[dp] AND snow[ti]",
        "no-such-filter[sb] AND snow[ti]",
        '"drop c"[au]',
        "drop x[au]",
        "weather[ta]",
        "french[la]",
        "2023[dp]",
        "2024/06:2025[dp]",
        "2024/05/18:3000[crdt]",
        "90000[pmid]",
        "1:900000[pmid]",
        "10.9999/fiction[lid]",
        "NCT00000001[si]",
        "animals[filter]",
        "review[filter]",
        '"clinical trial"[pt:noexp]',
        "cotton[nm]",
        "Rain[mh:noexp]",
        "Weather[majr:noexp]",
        "Humans[majr]",
        "Animals[mh]",
        '"Wind, Cold"[mh]',
        "humans/poisoning[mh]",
        "weather/adverse effects[mh:noexp]",
        "prevention[sh]",
        "somewhere[ad]",
    ],
)
def test_not_met(search: str):
    """What PubMed would not find it by: whole words, one field, one text, major topics, no narrower ones."""
    assert found(search) is None


def test_a_heading_is_met_by_words_where_there_are_no_headings():
    """Entry terms and narrower headings are looked for in the text, and the match says so."""
    match = found("Weather[mh] AND walkers[ti]", BARE)
    assert match is not None
    assert match.by_words == ("Weather[mh]",)
    assert match.terms == ("walkers[ti]",)
    assert not match.plain


def test_an_inverted_heading_is_met_as_it_is_spoken():
    """ "Wind, Cold" is "cold wind" in a text."""
    assert found('"Wind, Cold"[mh]', BARE) is not None


def test_words_do_not_stand_in_where_headings_are_there():
    """A record with headings is judged by them alone."""
    assert found("Weather[mh]", replace(BARE, mesh=(MeshHeading("Humans"),))) is None


def test_plain_where_another_term_suffices():
    """A match that also holds without the words is plain."""
    match = found("Weather[mh] OR walkers[ti]", BARE)
    assert match is not None
    assert match.plain
    assert match.by_words == ("Weather[mh]",)


def test_doubt_never_excludes():
    """Right of a NOT only what is certain counts: a record without headings or types is kept."""
    assert found("walkers[ti] NOT Weather[mh]", BARE) is not None
    assert found("walkers[ti] NOT survey[pt]", BARE) is not None
    assert found("walkers[ti] NOT 1990[dp]", BARE) is not None
    assert found("walkers[ti] NOT (Weather[mh] NOT Humans[mh])", BARE) is not None
    assert found("umbrella[ti] NOT Weather[mh]") is None


def test_a_limit_that_cannot_be_judged_keeps_nothing_out():
    """No language, no date, no such filter in the record: it passes, and the match says so."""
    match = found(
        'walkers[ti] AND english[la] AND 2024[dp] AND humans[filter] AND 2024[edat] AND "last 5 days"[edat]', BARE
    )
    assert match is not None
    assert not match.plain
    assert match.unknown == ("english[la]", "2024[dp]", "humans[filter]", "2024[edat]", '"last 5 days"[edat]')


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Wind, Cold", "On the cold wind"),
        ("Puddle Disease", "On Puddle disease"),
        ("Puddle Disease", "On Puddle's disease"),
        ("Drop Syndrome", "Drop’s syndrome again"),
    ],
)
def test_headings_as_texts_have_them(heading: str, title: str):
    """The other way round, and with the 's of a person that an illness is named after."""
    match = found(f'"{heading}"[mh]', Record(title=title))
    assert match is not None
    assert match.by_words == (f'"{heading}"[mh]',)


def test_a_record_without_abstract():
    """The one filter that needs no tag keeps it out, whatever its text says."""
    assert found("snow[ti] AND hasabstract", Record(title="Snow hasabstract")) is None


def test_a_type_is_met_by_words_where_there_are_none():
    """Without publication types the type's name counts if the text says it."""
    record = replace(BARE, abstract=(Section("This randomized controlled trial was dry."),))
    match = found('"Clinical Trial"[pt]', record)
    assert match is not None
    assert match.by_words == ('"Clinical Trial"[pt]',)
    assert found('"Clinical Trial"[pt]', BARE) is None


def test_a_partial_date_is_any_day_it_may_be():
    """A record of "2024" lies in every month of 2024."""
    record = replace(BARE, published=PartialDate(2024))
    assert found("2024/11:2025[dp]", record) is not None
    assert found("2025:3000[dp]", record) is None


@pytest.mark.parametrize(
    ("search", "code"),
    [
        ("german[la]", "de"),
        ("ger[la]", "ger"),
        ("japanese[la]", "jpn"),
        ("english[la]", "en"),
        ("english[la]", "en-GB"),
        ("croatian[la]", "hrv"),
    ],
)
def test_languages_by_name_and_code(search: str, code: str):
    """PubMed's three letters, a feed's two, or the language's name."""
    assert found(search, replace(BARE, languages=(code,))) is not None
    assert found(search, replace(BARE, languages=("fre",))) is None


def test_what_is_left_of_nothing_is_neutral():
    """A term without a letter, and a lone stop word, neither find nor hide anything."""
    assert found('umbrella[ti] AND "-"[ti]') is not None
    assert found("umbrella[ti] AND the") is not None


def test_a_ready_record_gives_the_same():
    """A record made ready once serves many searches."""
    text = ready(FULL)
    for search in ("umbrella[ti]", "snow[ti]", "Weather[mh]"):
        compiled = compile_search(parse(search), MESH)
        assert compiled.matches(text) == compiled.matches(FULL)


def test_terms_under_a_not_are_no_reasons():
    """Only terms that speak for the record are named, each once, in the search's order."""
    match = found("walkers[ab] OR dry[ab] OR walkers[ab] NOT snow[ti]")
    assert match is not None
    assert match.terms == ("walkers[ab]", "dry[ab]")

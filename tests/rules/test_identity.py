"""Identity: identifiers decide, a likeness may propose, and a merge loses nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.recordmaking import TITLE, record, stored
from tracker.model.record import Author, Journal, Link, LinkKind, PartialDate, Record, Section, SourceKind
from tracker.rules.identity import New, Proposed, Same, identify, lookup_keys, merge, title_key

PII = "S0000-1234(24)00001-X"


@pytest.mark.parametrize(
    ("new", "held"),
    [
        (record(pmid=1), record(pmid=1, title="Quite another title than before")),
        (record(doi="10.9999/a"), record(pmid=1, doi="10.9999/a", title="[Another title of it].")),
        (record(pmid=1, doi="10.9999/a"), record(doi="10.9999/a")),
        (record(pmcid="pmc7"), record(pmid=1, pmcid="PMC7")),
        (record(pii="S0000123424000010"), record(pmid=1, pii="S0000-1234(24)00001-0")),
        (record(), record(pmid=1)),
        (record(title=TITLE.upper() + "."), record(doi="10.9999/a", authors=(Author("Puddle", "Anna"),))),
        (record(pmid=1, title="RETRACTED: " + TITLE, doi="10.9999/a"), record(doi="10.9999/a")),
    ],
)
def test_the_same_work(new: Record, held: Record):
    """By PMID, DOI, PMCID or standard PII; by exact title, year and author where one side has no identifier."""
    assert identify(new, [stored(5, held)]) == Same(5)


@pytest.mark.parametrize(
    ("new", "held"),
    [
        (record(pmid=1, doi="10.9999/a"), record(pmid=2, doi="10.9999/a")),
        (record(pmid=1), record(pmid=2)),
        (record(doi="10.9999/a"), record(doi="10.9999/b")),
        (record(doi="10.9999/av1"), record(doi="10.9999/av2")),
        (record(doi="10.9999/a", pmcid="PMC7"), record(doi="10.9999/b", pmcid="PMC7")),
        (record(title="Retraction: " + TITLE), record(pmid=1)),
        (record(title=TITLE + ": Correction", pmid=1), record(title=TITLE + ": Correction")),
        (record(title="Reply to: " + TITLE), record(title="Reply to: " + TITLE, pmid=1)),
        (record(title="Erratum"), record(title="Erratum", pmid=1)),
        (record(title="Editorial comment"), record(title="Editorial comment", pmid=1)),
        (record(pii="e12"), record(pmid=1, pii="e12", title="A work of quite another journal")),
    ],
)
def test_another_work(new: Record, held: Record):
    """Two PMIDs never merge, nor differing DOIs, nor a notice and its work, nor works on pages of one number."""
    assert identify(new, [stored(5, held)]) == New()


@pytest.mark.parametrize(
    ("new", "held"),
    [
        (record(doi="10.9999/a"), record(pmid=1)),
        (record(), record(pmid=1, published=PartialDate(2023))),
        (record(), record(pmid=1, authors=(Author("Drop", "A"),))),
        (record(authors=()), record(pmid=1)),
        (record(published=None), record(pmid=1)),
        (record(), record(doi="10.9999/a", is_preprint=True)),
        (
            record(journal=Journal("One", "", ("1111-1111",))),
            record(pmid=1, journal=Journal("Two", "", ("2222-2222",))),
        ),
        (record(title="Retraction: " + TITLE, doi="10.9999/a"), record(doi="10.9999/a")),
        (record(title=f'Retraction notice to "{TITLE}"', doi="10.9999/a"), record(pmid=1, doi="10.9999/a")),
        (record(title="Correction to: " + TITLE, doi="10.9999/a"), record(pmid=1, doi="10.9999/a")),
        (record(title=f"'{TITLE}': Retraction", doi="10.9999/a"), record(pmid=1, doi="10.9999/a")),
    ],
)
def test_only_proposed(new: Record, held: Record):
    """A likeness that proves nothing is left to a person, with the reason."""
    found = identify(new, [stored(5, held)])
    assert isinstance(found, Proposed)
    assert found.id == 5
    assert found.why


PAGE = "https://rain.example/umbrellas"


def test_the_same_title_at_the_same_address_is_the_same_work():
    """A feed whose GUIDs were its DOIs gets other GUIDs; nobody named an author."""
    held = record(doi="10.9999/a", url=PAGE, authors=())
    assert identify(record(url=PAGE, authors=()), [stored(5, held)]) == Same(5)
    assert isinstance(identify(record(url=PAGE + "/2", authors=()), [stored(5, held)]), Proposed)
    assert identify(record(url=PAGE, doi="10.9999/b"), [stored(5, held)]) == New()


def test_the_pmid_goes_before_everything():
    """The record with the PMID is it, whoever shares the DOI or title."""
    others = [stored(1, record(doi="10.9999/a")), stored(2, record(pmid=9, title="Another title"))]
    assert identify(record(pmid=9, doi="10.9999/a"), others) == Same(2)


def test_the_order_of_candidates_does_not_matter():
    """Of two that share the identifier the one with the same title is it, then the one stored first."""
    held = [
        stored(3, record(pmid=3, doi="10.9999/a")),
        stored(2, record(pmid=2, doi="10.9999/a")),
        stored(1, record(pmid=1, doi="10.9999/a", title="An older name of the same work")),
    ]
    new = record(doi="10.9999/a")
    assert identify(new, held) == identify(new, held[::-1]) == Same(2)


def test_lookup_keys():
    """One key per identifier, in the form they are compared in; a page number and a short title are none."""
    full = record(pmid=1, doi="10.9999/a", pmcid="pmc7", pii=PII)
    assert lookup_keys(full) == (
        ("pmid", "1"),
        ("doi", "10.9999/a"),
        ("pmcid", "PMC7"),
        ("pii", "S0000123424000 01X".replace(" ", "")),
        ("title", title_key(TITLE)),
    )
    assert lookup_keys(record(title="Reply", pii="e12")) == ()


def test_titles_are_compared_without_their_dress():
    """Case, accents, brackets, Greek and a full stop at the end make no other work."""
    assert title_key("[Wälking ﬁne with the α-umbrella].") == title_key("walking fine with the ALPHA umbrella")
    assert title_key("Erratum") == ""


PUBMED = record(
    pmid=1,
    doi="10.9999/a",
    abstract=(Section("What PubMed says."),),
    publication_types=("Journal Article",),
    links=(Link(LinkKind.ERRATUM_IN, 7, "J Fict. 2024;1:1"),),
    trial_ids=("NCT00000001",),
)
FEED = Record(title="From a feed", doi="10.9999/a", abstract=(Section("A teaser, and a rather long one."),), url="https://example.org/a",
              keywords=("hats",), trial_ids=("NCT00000002",))  # fmt: skip


def test_a_feed_never_overwrites_pubmed():
    """It only fills what PubMed left empty."""
    merged = merge(PUBMED, FEED, SourceKind.FEED)
    assert merged.title == TITLE
    assert merged.abstract == PUBMED.abstract
    assert merged.url == "https://example.org/a"
    assert merged.keywords == ("hats",)
    assert set(merged.trial_ids) == {"NCT00000001", "NCT00000002"}


def test_pubmed_overwrites_a_feed():
    """Whichever came first, the result is PubMed's text."""
    merged = merge(FEED, PUBMED, SourceKind.PUBMED)
    assert (merged.pmid, merged.title, merged.abstract) == (1, TITLE, PUBMED.abstract)
    assert merged.url == "https://example.org/a"


def test_nothing_is_lost():
    """An abstract, an identifier and a link stay where the newer form lacks them."""
    merged = merge(PUBMED, record(pmid=1, title="New title"), SourceKind.PUBMED)
    assert merged.title == "New title"
    assert (merged.doi, merged.abstract, merged.links) == (PUBMED.doi, PUBMED.abstract, PUBMED.links)


def test_a_link_with_a_new_citation_is_one_link():
    """The newer wording of the same notice takes the older one's place."""
    newer = replace(PUBMED, links=(Link(LinkKind.ERRATUM_IN, 7, "J Fict. 2024 May;1(2):1-2"),))
    assert merge(PUBMED, newer, SourceKind.PUBMED).links == newer.links


def test_of_two_feeds_the_longer_abstract_stays():
    """A teaser does not take the abstract's place, and two feeds that differ do not take turns."""
    teaser = replace(FEED, abstract=(Section("A teaser"),), title="From another feed")
    merged = merge(FEED, teaser, SourceKind.FEED)
    assert (merged.title, merged.abstract) == (FEED.title, FEED.abstract)
    assert merge(teaser, FEED, SourceKind.FEED).abstract == FEED.abstract


def test_a_preprint_stays_one_until_pubmed_knows_better():
    """PubMed's types decide; without any, a feed's word that it is a preprint counts."""
    preprint = replace(FEED, is_preprint=True)
    assert merge(preprint, replace(PUBMED, publication_types=()), SourceKind.PUBMED).is_preprint
    assert not merge(preprint, PUBMED, SourceKind.PUBMED).is_preprint


kinds = st.sampled_from([SourceKind.PUBMED, SourceKind.FEED])
some_records = st.builds(
    record,
    pmid=st.sampled_from([None, 1]),
    doi=st.sampled_from([None, "10.9999/a"]),
    abstract=st.sampled_from([(), (Section("x"),)]),
    url=st.sampled_from([None, "https://example.org"]),
    links=st.sampled_from([(), (Link(LinkKind.UPDATE_OF, 3),)]),
)


@given(some_records, some_records, kinds)
def test_merging_again_changes_nothing(one: Record, other: Record, kind: SourceKind):
    """Everything may run twice."""
    once = merge(one, other, kind)
    assert merge(once, other, kind) == once
    for name in ("pmid", "doi", "abstract", "url", "links"):
        assert getattr(once, name) or not (getattr(one, name) or getattr(other, name))

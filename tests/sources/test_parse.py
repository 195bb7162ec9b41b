"""PubMed's XML read into records; every paper, person and number here is invented."""

from __future__ import annotations

import io
from datetime import date

import pytest
from lxml import etree

from tracker.errors import SourceError
from tracker.model.record import Author, Journal, Link, LinkKind, MeshHeading, PartialDate, Section
from tracker.sources.pubmed.dates import earliest, medline_date, partial_date
from tracker.sources.pubmed.parse import parse_batch, parse_record, records_in
from tracker.sources.pubmed.xml import text_of
from tracker.sources.trouble import TooMuch

from .eutils import FETCH_DTD, PROLOG, article, articles

FULL = """
<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">99000001</PMID>
<DateRevised><Year>2026</Year><Month>02</Month><Day>11</Day></DateRevised>
<Article PubModel="Print-Electronic"><Journal><ISSN IssnType="Electronic">0000-0001</ISSN>
<JournalIssue CitedMedium="Internet">
<Volume>4</Volume><Issue>2</Issue><PubDate><Year>2026</Year><Month>Jun</Month></PubDate></JournalIssue>
<Title>Journal of invented sleep</Title><ISOAbbreviation>J Invent Sleep</ISOAbbreviation></Journal>
<ArticleTitle>Naps lower CO<sub>2</sub> by 10<sup>-3</sup> in <i>Felis</i>.</ArticleTitle>
<ELocationID EIdType="pii" ValidYN="Y">e12</ELocationID>
<ELocationID EIdType="doi" ValidYN="N">10.5555/WRONG</ELocationID>
<ELocationID EIdType="doi" ValidYN="Y">10.5555/Nap.1</ELocationID>
<Abstract><AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">Naps\u2009are <b>liked</b>.</AbstractText>
<AbstractText Label="METHODS AND FINDINGS" NlmCategory="RESULTS">Of 20 (ISRCTN99000001), <mml:math
 xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi>p</mml:mi> <mml:mo>&lt;</mml:mo> <mml:mfrac>
<mml:mn>1</mml:mn>
 <mml:mn>20</mml:mn></mml:mfrac></mml:math> slept.</AbstractText>
<AbstractText Label="UNLABELLED">Well.</AbstractText>
<AbstractText/><CopyrightInformation>Nobody</CopyrightInformation></Abstract>
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Dozer</LastName><ForeName>Ann B</ForeName>
<Initials>AB</Initials>
<Suffix>Jr</Suffix><Identifier Source="ORCID">0</Identifier></Author><Author ValidYN="N">
<LastName>Dozzer</LastName></Author>
<Author><CollectiveName>Nap Study Group</CollectiveName></Author></AuthorList>
<Language>ger</Language><Language>eng</Language>
<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList>
<AccessionNumber>NCT99000001
</AccessionNumber></AccessionNumberList></DataBank><DataBank><DataBankName>GENBANK</DataBankName>
<AccessionNumberList>
<AccessionNumber>AB000001</AccessionNumber></AccessionNumberList></DataBank></DataBankList>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType><PublicationType UI="D016449">
Randomized Controlled Trial</PublicationType></PublicationTypeList><VernacularTitle>Nickerchen.</VernacularTitle>
<ArticleDate DateType="Electronic"><Year>2026</Year><Month>01</Month><Day>05</Day></ArticleDate></Article>
<MedlineJournalInfo><MedlineTA>J Inv Sleep</MedlineTA><ISSNLinking>0000-0002</ISSNLinking></MedlineJournalInfo>
<ChemicalList><Chemical><RegistryNumber>0</RegistryNumber><NameOfSubstance UI="D0">Caffeine</NameOfSubstance>
</Chemical></ChemicalList>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">
<RefSource>J Invent Sleep. 2026;5:1</RefSource></CommentsCorrections>
<CommentsCorrections RefType="UpdateOf"><RefSource>medRxiv</RefSource><PMID Version="1">98</PMID>
</CommentsCorrections>
<CommentsCorrections RefType="SomethingNew"><RefSource>x</RefSource></CommentsCorrections>
</CommentsCorrectionsList>
<MeshHeadingList><MeshHeading><DescriptorName UI="D012890" MajorTopicYN="N">Sleep</DescriptorName>
<QualifierName UI="Q000187" MajorTopicYN="Y">drug effects</QualifierName></MeshHeading><MeshHeading>
<DescriptorName UI="D006801" MajorTopicYN="N">Humans</DescriptorName></MeshHeading></MeshHeadingList>
<OtherAbstract Type="plain-language-summary" Language="eng"><AbstractText>Naps are good.</AbstractText>
</OtherAbstract>
<KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">nap</Keyword><Keyword MajorTopicYN="N">nap</Keyword>
</KeywordList>
</MedlineCitation><PubmedData><History><PubMedPubDate PubStatus="pubmed"><Year>2026</Year><Month>1</Month>
<Day>8</Day></PubMedPubDate>
<PubMedPubDate PubStatus="entrez"><Year>2026</Year><Month>1</Month><Day>7</Day><Hour>6</Hour></PubMedPubDate>
</History>
<PublicationStatus>ppublish</PublicationStatus><ArticleIdList><ArticleId IdType="pubmed">99000001</ArticleId>
<ArticleId IdType="pmc">PMC9900001</ArticleId><ArticleId IdType="doi">10.5555/other</ArticleId></ArticleIdList>
<ReferenceList><Reference><Citation>x</Citation><ArticleIdList>
<ArticleId IdType="doi">10.5555/cited</ArticleId></ArticleIdList>
</Reference></ReferenceList></PubmedData></PubmedArticle>
"""

BOOK = """
<PubmedBookArticle><BookDocument><PMID Version="1">99000009</PMID><ArticleIdList>
<ArticleId IdType="bookaccession">NBK9</ArticleId>
</ArticleIdList><Book><Publisher><PublisherName>Invented Press</PublisherName></Publisher>
<BookTitle book="naps">The Book of Naps
</BookTitle><PubDate><Year>2025</Year></PubDate><AuthorList Type="editors"><Author><LastName>Editor</LastName>
</Author></AuthorList></Book>
<ArticleTitle book="naps" part="c1">Naps in <i>Felis</i></ArticleTitle><Language>eng</Language>
<AuthorList Type="authors"><Author>
<LastName>Dozer</LastName><Initials>A</Initials></Author></AuthorList>
<PublicationType UI="D016454">Review</PublicationType>
<Abstract><AbstractText>Cats nap.</AbstractText></Abstract><ContributionDate><Year>2026</Year><Month>2</Month>
</ContributionDate>
</BookDocument><PubmedBookData><History><PubMedPubDate PubStatus="entrez"><Year>2026</Year><Month>2</Month>
<Day>3</Day></PubMedPubDate>
</History></PubmedBookData></PubmedBookArticle>
"""


def only(element: str):
    batch = parse_batch(articles(element))
    assert len(batch.records) == 1
    return batch.records[0][0]


def test_every_field_of_an_article():
    """One article with everything: each field comes out whole, in plain text."""
    record = only(FULL)
    assert record.title == "Naps lower CO2 by 10^-3 in Felis."
    assert (record.pmid, record.doi, record.pmcid, record.pii) == (99000001, "10.5555/nap.1", "PMC9900001", "e12")
    assert record.abstract == (
        Section("Naps are liked.", "BACKGROUND", "BACKGROUND"),
        Section("Of 20 (ISRCTN99000001), p<1/20 slept.", "METHODS AND FINDINGS", "RESULTS"),
        Section("Well."),
    )
    assert record.other_abstracts == ("Naps are good.",)
    assert record.vernacular_title == "Nickerchen."
    assert record.authors == (Author("Dozer", "Ann B Jr"), Author(collective="Nap Study Group"))
    assert record.journal == Journal("Journal of invented sleep", "J Invent Sleep", ("0000-0001", "0000-0002"))
    assert record.published == PartialDate(2026, 1, 5)
    assert record.created == date(2026, 1, 7)
    assert record.revised == date(2026, 2, 11)
    assert record.publication_types == ("Journal Article", "Randomized Controlled Trial")
    assert record.mesh == (MeshHeading("Sleep", "D012890", True, ("drug effects",)), MeshHeading("Humans", "D006801"))
    assert (record.keywords, record.substances) == (("nap",), ("Caffeine",))
    assert record.links == (
        Link(LinkKind.RETRACTION_IN, None, "J Invent Sleep. 2026;5:1"),
        Link(LinkKind.UPDATE_OF, 98, "medRxiv"),
        Link(LinkKind.OTHER, None, "x"),
    )
    assert record.is_retracted
    assert record.trial_ids == ("NCT99000001", "ISRCTN99000001")
    assert (record.languages, record.status) == (("ger", "eng"), "MEDLINE")
    assert (record.is_book, record.is_preprint) == (False, False)
    assert record.url == "https://pubmed.ncbi.nlm.nih.gov/99000001/"


def test_a_file_is_read_as_its_records_come():
    """The first record is there before the file has come to its end; a file that is cut off is told at its end."""
    whole = articles(article(1), article(2))
    assert [record.pmid for record, _ in records_in(io.BytesIO(whole))] == [1, 2]
    begun = records_in(io.BytesIO(whole[:-60]))
    assert next(begun)[0].pmid == 1
    with pytest.raises(TooMuch):
        list(begun)


def test_a_records_own_xml_gives_the_record_again():
    """The bytes kept with each record are that record alone, and read the same."""
    batch = parse_batch(articles(article(5), FULL, BOOK))
    assert [record.pmid for record, _ in batch.records] == [5, 99000001, 99000009]
    for record, raw in batch.records:
        assert parse_record(raw) == record
        assert raw.count(b"</PMID>") == raw.count(b"<PMID ")
    with pytest.raises(SourceError):
        parse_record(articles())


def test_records_of_any_length_are_cut_out(monkeypatch):
    """Where one piece of the file ends and the next begins makes no difference, not even inside a tag."""
    whole = articles(article(5), FULL, BOOK, "<DeleteCitation><PMID>8</PMID></DeleteCitation>")
    expected = parse_batch(whole)
    for size in (1, 7, 1000):
        monkeypatch.setattr("tracker.sources.pubmed.parse._PIECE", size)
        assert parse_batch(whole) == expected
    assert expected.deleted == (8,)


def test_what_is_cited_is_kept_in_the_bytes_alone():
    """The references stay in a record's own XML; what stands after them is read."""
    start, end = FULL.index("<ReferenceList>"), FULL.index("</PubmedData>")
    moved = (FULL[:start] + FULL[end:]).replace("<PubmedData>", "<PubmedData>" + FULL[start:end] * 2)
    ((record, raw),) = parse_batch(articles(moved)).records
    assert record == only(FULL)
    assert raw.count(b"10.5555/cited") == 2


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_another_encoding_is_never_misread(encoding):
    """A reply in an encoding other than UTF-8 is read as it declares, or refused."""
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        + articles(article(6, "Na\u00efve naps")).decode().partition("?>")[2].partition(">")[2]
    )
    try:
        titles = [record.title for record, _ in parse_batch(text.encode(encoding)).records]
    except TooMuch:
        titles = ["refused"]
    assert titles == (["Na\u00efve naps"] if encoding == "utf-16" else ["refused"])


def test_f23_book():
    """F23: a chapter of a book is a record; a whole book has the book's title and editors."""
    record = only(BOOK)
    assert (record.title, record.pmid, record.is_book) == ("Naps in Felis", 99000009, True)
    assert (record.journal, record.published) == (Journal("The Book of Naps"), PartialDate(2026, 2))
    assert (record.authors, record.abstract) == ((Author("Dozer", "A"),), (Section("Cats nap."),))
    assert (record.created, record.publication_types) == (date(2026, 2, 3), ("Review",))
    start, end = BOOK.index("<ArticleTitle"), BOOK.index("<PublicationType")
    whole = only(BOOK[:start] + BOOK[end:])
    assert (whole.title, whole.journal, whole.authors) == ("The Book of Naps", None, (Author("Editor"),))


def test_f23_almost_nothing():
    """F23: no abstract, no DOI, no author, not even a title: kept."""
    bare = only("<PubmedArticle><MedlineCitation><PMID>7</PMID><Article/></MedlineCitation></PubmedArticle>")
    assert (bare.pmid, bare.title, bare.doi, bare.abstract, bare.authors, bare.published) == (7, "", None, (), (), None)
    assert (
        only(
            article(8, "[]").replace("<ArticleTitle>[]</ArticleTitle>", "<VernacularTitle>Nur dies</VernacularTitle>")
        ).title
        == "Nur dies"
    )


def test_without_a_number_there_is_no_record():
    """What has no PMID cannot be matched with what was asked; the rest of the batch is read."""
    batch = parse_batch(articles("<PubmedArticle/>", "<PubmedBookArticle/>", article(3)))
    assert [record.pmid for record, _ in batch.records] == [3]


def test_preprint():
    """PubMed's publication type marks a preprint."""
    element = FULL.replace("Randomized Controlled Trial", "Preprint")
    assert only(element).is_preprint


def test_deleted_citations():
    """F14: DeleteCitation names records that are no more; its numbers are no records."""
    batch = parse_batch(
        articles(article(1), "<DeleteCitation><PMID Version='1'>2</PMID><PMID>3</PMID></DeleteCitation>")
    )
    assert ([record.pmid for record, _ in batch.records], batch.deleted) == ([1], (2, 3))


def test_the_highest_version_counts():
    """Of several versions of one PMID the last one is kept, in whatever order they come."""
    versions = [article(1, f"Version {number}").replace('Version="1"', f'Version="{number}"') for number in (2, 10, 9)]
    assert [record.title for record, _ in parse_batch(articles(*versions)).records] == ["Version 10"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        PROLOG.encode(),
        (PROLOG + FETCH_DTD).encode(),
        articles(article(1))[:-3],
        articles(article(1))[:-60],
        b"<PubmedArticleSet><PubmedArticle></PubmedArticleSet>",
        b"no xml",
        b"\xff\xfe\x00",
    ],
)
def test_f10_not_whole(body):
    """F10: cut off, prolog only, empty, mismatched: rejected as a whole, and worth another try."""
    with pytest.raises(TooMuch) as caught:
        parse_batch(body)
    assert caught.value.retryable


@pytest.mark.parametrize("root", ["eFetchResult", "html", "eSummaryResult"])
def test_another_document_is_no_empty_batch(root):
    """A well-formed document of another kind is a failure."""
    with pytest.raises(SourceError, match=root):
        parse_batch(f"<{root}/>".encode())


def test_f19_unknown_dtd_and_elements():
    """F19: a DTD that nobody has and elements of next year are read, without asking the network."""
    body = articles(FULL).replace(
        b"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd", b"http://127.0.0.1:9/new.dtd"
    )
    body = body.replace(b"</AuthorList>", b"</AuthorList><NewIn2031><Deep>1</Deep></NewIn2031>")
    body = body.replace(b"<b>liked</b>", b"<strike>liked</strike>")
    assert parse_batch(body).records[0][0] == only(FULL)


def test_f37_entities_are_refused():
    """F37: a reply with entities of its own is not read: neither bombs nor files."""
    for declared in ('<!ENTITY a "aaaaaaaaaa">', '<!ENTITY a SYSTEM "file:///etc/hostname">'):
        body = f"<!DOCTYPE PubmedArticleSet [{declared}]><PubmedArticleSet>{article(1, '&a;')}</PubmedArticleSet>"
        with pytest.raises(SourceError, match="entities"):
            parse_batch(body.encode())


def test_depth_is_bounded():
    """Nesting without end is damage, not a crash."""
    with pytest.raises(SourceError):
        parse_batch(articles(article(1, "<i>" * 5000 + "x" + "</i>" * 5000)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1998 Dec-1999 Jan", PartialDate(1998, 12)),
        ("2000 Spring", PartialDate(2000)),
        ("2000 Spring-Summer", PartialDate(2000)),
        ("1975 Jul-Aug", PartialDate(1975, 7)),
        ("2000 Dec 23-30", PartialDate(2000, 12)),
        ("1976-1977", PartialDate(1976)),
        ("Winter 2015", PartialDate(2015)),
        ("2003 Feb 28", PartialDate(2003, 2, 28)),
        ("2003 Feb 31", PartialDate(2003, 2)),
        ("no year", None),
        ("", None),
        ("99", None),
    ],
)
def test_f34_medline_dates(text, found):
    """F34: a MedlineDate gives its beginning, as far as it says one."""
    assert medline_date(text) == found


@pytest.mark.parametrize(
    ("xml", "found"),
    [
        ("<Year>2026</Year><Month>Feb</Month><Day>30</Day>", PartialDate(2026, 2)),
        ("<Year>2026</Year><Month>13</Month>", PartialDate(2026)),
        ("<Year>2026</Year><Season>Winter</Season>", PartialDate(2026)),
        ("<Year>2026</Year><Month>02</Month>", PartialDate(2026, 2)),
        ("<Year>9999</Year>", None),
        ("<Year>x</Year>", None),
        ("<MedlineDate>2026 Jan-Feb</MedlineDate>", PartialDate(2026, 1)),
    ],
)
def test_f34_partial_dates(xml, found):
    """F34: missing and impossible parts stay missing."""
    assert partial_date(etree.fromstring(f"<PubDate>{xml}</PubDate>")) == found


def test_the_earlier_date():
    """Of two dates the earlier one, of agreeing ones the more precise one."""
    day, month, later = PartialDate(2026, 2, 3), PartialDate(2026, 2), PartialDate(2026, 6)
    assert earliest(day, month) == earliest(month, day) == day
    assert earliest(later, day) == earliest(day, later) == day
    assert earliest(PartialDate(2025), day) == PartialDate(2025)
    assert earliest(None, day) == earliest(day, None) == day
    assert earliest(None, None) is None
    assert earliest(day, day) == day


def test_create_date_falls_back():
    """Without an "entrez" entry the "pubmed" one serves."""
    assert only(FULL.replace('PubStatus="entrez"', 'PubStatus="accepted"')).created == date(2026, 1, 8)


def test_accessions_of_registries():
    """A registry's number is kept as it is printed where its form is unknown; other data banks name no trials."""
    element = FULL.replace("NCT99000001", "2026-XYZ").replace("ClinicalTrials.gov", "ReBec")
    assert "2026-XYZ" in only(element).trial_ids
    assert not any("AB000001" in each for each in only(element).trial_ids)


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        ("a<sup>2</sup>", "a2"),
        ("10<sup>6</sup>", "10^6"),
        ("<b>10</b><sup>−4</sup>", "10^−4"),
        ("5-HT<sub>2A</sub>", "5-HT2A"),
        ("x<sup>a,b</sup> y", "xa,b y"),
        ("a <!-- no -->b", "a b"),
        ("a<unknown> b</unknown>c", "a bc"),
        ("\n a\t b ", "a b"),
        (
            '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:msup><m:mi>x</m:mi><m:mn>2</m:mn></m:msup></m:math>',
            "x^2",
        ),
        (
            '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>n</m:mi><m:annotation>n</m:annotation></m:math>',
            "n",
        ),
    ],
)
def test_f35_text_of_marked_up_elements(xml, shown):
    """F35: markup inside text leaves words apart and formulas together."""
    parser = etree.XMLParser(remove_comments=True)
    assert text_of(etree.fromstring(f"<t>{xml}</t>", parser)) == shown

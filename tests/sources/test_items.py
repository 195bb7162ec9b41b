"""Items in the layouts of publishers; titles, people and numbers are invented."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tracker.model.record import Author, PartialDate, Section
from tracker.model.topic import Feed, PublisherKind
from tracker.sources.feeds.items import read_item
from tracker.sources.feeds.links import doi_of, pmid_of, safe_url
from tracker.sources.feeds.markup import plain, sections
from tracker.sources.feeds.names import split_names

NOW = datetime(2026, 3, 2, tzinfo=UTC)
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"'
)


def rss(inner: str, publisher: PublisherKind, **fields):
    raw = f'<rss version="2.0" {SPACES}><channel><item>{inner}</item></channel></rss>'
    return one(raw, publisher, **fields)


def rdf(inner: str, publisher: PublisherKind, about: str = "https://journal.example/1"):
    raw = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        f' {SPACES}><item rdf:about="{about}">{inner}</item></rdf:RDF>'
    )
    return one(raw, publisher)


def one(raw: str, publisher: PublisherKind, **fields):
    feed = Feed(
        id="j", title="Journal of Invented Sleep", url="https://journal.example/", publisher=publisher, **fields
    )
    read = read_item(raw.encode(), feed, NOW)
    assert read is not None
    return read[1]


def test_pubmed_saved_search():
    """PubMed: number from the guid, DOI among several identifiers, abstract in its parts, the paper's own date."""
    record = rss(
        "<title>Naps and mood: an invented trial</title>"
        "<link>https://pubmed.ncbi.nlm.nih.gov/99000001/?utm_source=Other&amp;fc=2026&amp;ff=1&amp;v=2.18</link>"
        "<description>Cut short ...</description>"
        '<content:encoded><![CDATA[<div><p style="color: #4aa564;">J Invent Sleep. 2026 Jan 5:1-9. doi: 10.5555/nap.1.'
        " Online ahead of print.</p><p><b>ABSTRACT</b></p><p>BACKGROUND: Naps are liked. METHODS: We let 20 people nap."
        "</p><p>RESULTS: Mood rose (p&lt;0.05).</p><p>PMID:<a href='https://pubmed.ncbi.nlm.nih.gov/99000001/'>99000001"
        "</a> | DOI:<a href='x'>10.5555/nap.1</a></p></div>]]></content:encoded>"
        '<guid isPermaLink="false">pubmed:99000001</guid><pubDate>Sun, 01 Mar 2026 06:00:00 -0500</pubDate>'
        "<dc:creator>A Dozer</dc:creator><dc:creator>B van der Nap</dc:creator><dc:date>2026-03-01</dc:date>"
        "<dc:source>J Invent Sleep</dc:source><dc:identifier>pmid:99000001</dc:identifier>"
        "<dc:identifier>doi:10.5555/nap.1</dc:identifier>",
        PublisherKind.PUBMED,
    )
    assert (record.pmid, record.doi) == (99000001, "10.5555/nap.1")
    assert record.url == "https://pubmed.ncbi.nlm.nih.gov/99000001/"
    assert record.abstract == (
        Section("Naps are liked.", "BACKGROUND"),
        Section("We let 20 people nap.", "METHODS"),
        Section("Mood rose (p<0.05).", "RESULTS"),
    )
    assert record.published == PartialDate(2026, 1, 5)
    assert record.journal.title == "J Invent Sleep"
    assert record.authors == (Author("Dozer", "A"), Author("van der Nap", "B"))


def test_pubmed_without_abstract():
    """PubMed: without the word ABSTRACT the citation is not taken for one."""
    inner = (
        "<title>A letter</title><guid>pubmed:99000002</guid><content:encoded><![CDATA[<div><p>J Invent Sleep. 2026 Feb."
        "</p><p>NO ABSTRACT</p><p>PMID:99000002</p></div>]]></content:encoded>"
    )
    record = rss(inner, PublisherKind.PUBMED)
    assert (record.abstract, record.published) == ((), PartialDate(2026, 2))


def test_nature():
    """nature.com: DOI from guid or link, no abstract, a bare date; notices and news are told apart."""

    def nature(title: str, last: str, guid: str = "") -> object:
        link = f"https://www.nature.com/articles/{last}"
        return rss(
            f"<title><![CDATA[{title}]]></title><link>{link}</link>{guid}"
            f"<description><![CDATA[<p>Invented Psychiatry, Published online: 05 February 2026; "
            f"<a href='{link}'>doi:10.1038/x"
            f"</a></p>One sentence of praise.]]></description><dc:date>2026-02-05</dc:date>",
            PublisherKind.NATURE,
        )

    record = nature("Sleep and <i>GENE1</i>", "s99999-026-00001-1")
    assert (record.doi, record.title, record.abstract) == ("10.1038/s99999-026-00001-1", "Sleep and GENE1", ())
    assert record.published == PartialDate(2026, 2, 5)
    assert nature("T", "s1", "<guid>10.1038/s99999-026-00002-2</guid>").doi == "10.1038/s99999-026-00002-2"
    correction = nature("Author Correction: Sleep and naps", "s99999-026-00003-3")
    assert correction.publication_types == ("Published Erratum",)
    assert correction.is_notice
    notice = nature("Retraction Note: Sleep and naps", "s99999-026-00004-4")
    assert (notice.is_notice, notice.is_retracted) == (True, False)
    behind = nature("Sleep and naps in spring: Retraction", "s99999-026-00007-7")
    assert behind.publication_types == ("Retraction Notice",)
    assert nature("People nap in spring", "d99999-026-00005-5").publication_types == ("News",)
    assert nature("Correction of sleep debt by naps", "s99999-026-00006-6").publication_types == ()


def test_f22_retracted_title():
    """F22: a publisher's RETRACTED mark before the title means this paper; the word in a title does not."""
    assert rss("<title>RETRACTED: Naps and mood</title>", PublisherKind.WILEY).is_retracted
    assert not rss("<title>Retracted papers: an invented survey</title>", PublisherKind.WILEY).is_retracted


def test_sciencedirect():
    """ScienceDirect: no DOI, no abstract; PII, authors and the issue's date from link and text."""
    record = rss(
        "<title>Naps in cats</title>"
        "<link>https://www.sciencedirect.com/science/article/pii/S0099999926000012?dgcid=rss_sd_all</link>"
        "<guid>https://www.sciencedirect.com/science/article/pii/S0099999926000012</guid>"
        "<pubDate>Fri, 20 Feb 2026 19:48:03 GMT</pubDate>"
        "<description>&lt;p&gt;Publication date: 5 December 2026&lt;/p&gt;&lt;p&gt;&lt;b&gt;Source:&lt;/b&gt; Invented"
        " Sleep,"
        " Volume 4&lt;/p&gt;&lt;p&gt;Author(s): Ann Dozer, Ben Nap&lt;/p&gt;</description>",
        PublisherKind.SCIENCEDIRECT,
    )
    assert (record.doi, record.pii, record.abstract) == (None, "S0099999926000012", ())
    assert record.published == PartialDate(2026, 12, 5)
    assert record.authors == (Author("Dozer", "Ann"), Author("Nap", "Ben"))
    assert record.url == "https://www.sciencedirect.com/science/article/pii/S0099999926000012"


def test_wiley():
    """Wiley: DOI as guid, abstract as HTML with headings."""
    record = rss(
        "<title>Sleep</title><link>https://onlinelibrary.wiley.com/doi/10.5555/wps.1?af=R</link><guid>10.5555/wps.1</guid>"
        "<description>&lt;h2&gt;ABSTRACT&lt;/h2&gt;&lt;h2&gt;Background&lt;/h2&gt;&lt;p&gt;Why.&lt;/p&gt;"
        "&lt;h2&gt;Results&lt;/h2&gt;&lt;p&gt;That"
        " CO&lt;sub&gt;2&lt;/sub&gt; rose 10&lt;sup&gt;-3&lt;/sup&gt;.&lt;/p&gt;</description>",
        PublisherKind.WILEY,
    )
    assert (record.doi, record.url) == ("10.5555/wps.1", "https://onlinelibrary.wiley.com/doi/10.5555/wps.1")
    assert record.abstract == (Section("Why.", "Background"), Section("That CO2 rose 10^-3.", "Results"))


def test_silverchair():
    """Silverchair: the box title is no part of the abstract; the DOI stands before numbers in the link."""
    record = rss(
        "<title>Sleep</title><link>https://journal.example/jis/article/doi/10.5555/jis.6c1/5291658/Sleep-and-Mood</link>"
        '<description>&lt;span class="paragraphSection"&gt;&lt;div class="boxTitle"&gt;Abstract&lt;/div&gt;'
        "Naps help.&lt;/span&gt;"
        "</description>",
        PublisherKind.SILVERCHAIR,
    )
    assert (record.doi, record.abstract) == ("10.5555/jis.6c1", (Section("Naps help."),))


def test_atypon():
    """Atypon: RDF, identifiers with their scheme, the issue before the text left out."""
    record = rdf(
        "<title>Sleep and mood</title><link>https://journal.example/doi/abs/10.5555/ajs.2?af=R</link>"
        "<description>Journal of Invented Sleep, Volume 4, Issue 2, February 2026."
        " &lt;br/&gt;Naps help ...</description>"
        "<dc:identifier>doi:10.5555/AJS.2</dc:identifier><dc:creator>Ann Dozer, Ben Nap, Cy Lull</dc:creator>"
        "<prism:publicationDate>2026-02-01T08:00:00Z</prism:publicationDate><dc:date>2026-02-28</dc:date>",
        PublisherKind.ATYPON,
        "https://journal.example/doi/abs/10.5555/ajs.2?af=R",
    )
    assert (record.doi, record.abstract_text) == ("10.5555/ajs.2", "Naps help ...")
    assert [author.family for author in record.authors] == ["Dozer", "Nap", "Lull"]
    assert record.published == PartialDate(2026, 2, 1)


def test_mdpi():
    """MDPI: the issue before the title left out, "doi: 10…" with a space, an empty content passed over."""
    inner = (
        "<title>Naps, Vol. 9, Pages 120: Sleep, Second Edition</title><link>https://www.mdpi.com/9999/9/6/120</link>"
        "<description>Within beds [...]</description><pubDate>2026-02-22</pubDate>"
        "<content:encoded><![CDATA[\n\tAbstract\n\t]]></content:encoded>"
        "<dc:identifier>doi: 10.5555/naps9060120</dc:identifier>"
    )
    record = rdf(inner, PublisherKind.MDPI)
    assert (record.title, record.doi) == ("Sleep, Second Edition", "10.5555/naps9060120")
    assert record.abstract_text == "Within beds [...]"


def test_medrxiv():
    """medRxiv: the version is no part of the DOI; the item is a preprint."""
    record = rss(
        "<title>Sleep</title><link>https://www.medrxiv.org/content/10.1101/2026.01.02.99000001v2?rss=1</link>"
        "<dc:identifier>doi:10.1101/2026.01.02.99000001v2</dc:identifier>"
        "<description>We slept. NCT09900001.</description>",
        PublisherKind.MEDRXIV,
        preprint=True,
    )
    assert (record.doi, record.is_preprint) == ("10.1101/2026.01.02.99000001", True)
    assert record.trial_ids == ("NCT09900001",)


@pytest.mark.parametrize(
    ("link", "doi"),
    [
        ("https://journals.plos.org/plosone/article?id=10.5555/journal.pone.1", "10.5555/journal.pone.1"),
        ("https://link.springer.com/article/10.5555/s1-026-1", "10.5555/s1-026-1"),
        ("https://www.frontiersin.org/articles/10.5555/fpsyt.2026.1/full", "10.5555/fpsyt.2026.1"),
        ("https://journal.example/doi/full/10.5555/a%2Fb(1)c?af=R", "10.5555/a/b(1)c"),
        ("https://doi.org/10.5555/X.Y", "10.5555/x.y"),
        ("https://www.nature.com/articles/s99999-026-00001-1.pdf?x=1", "10.1038/s99999-026-00001-1"),
        ("https://notnature.com/articles/s99999-026-00001-1", None),
        ("https://journal.example/2026/02/story", None),
    ],
)
def test_dois_in_addresses(link, doi):
    """Publishers put the DOI into the address in many ways; other addresses give none."""
    assert doi_of([], "", [link], PublisherKind.OTHER) == doi


def test_a_cited_doi_is_not_the_items_own():
    """A DOI in the text belongs to another work more often than not: a correction names the corrected paper."""
    record = rss("<title>Erratum</title><description>Corrects doi: 10.5555/other.1</description>", PublisherKind.OTHER)
    assert record.doi is None


def test_pmids():
    """A PMID comes from guid, identifier or link, never from zero or from elsewhere."""
    assert pmid_of("pubmed:12", [], []) == 12
    assert pmid_of("", [], ["doi:10.5555/1", "pmid: 13"]) == 13
    assert pmid_of("", ["https://www.ncbi.nlm.nih.gov/pubmed/14?x=1"], []) == 14
    assert pmid_of("pubmed:0", ["https://journal.example/15/"], []) is None


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://j.example/a?utm_source=x&id=5&af=R", "https://j.example/a?id=5"),
        ("HTTPS://J.Example/A#part", "https://j.example/A"),
        ("http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
        ("https://user:secret@j.example/x", "https://j.example/x"),
        ("https://j.example/a\nb", None),
        ("mailto:a@b.example", None),
        ("https:///x", None),
        ("https://j.example:x/", None),
    ],
)
def test_safe_urls(text, url):
    """Tracking, credentials and fragments go; what is no web address is none."""
    assert safe_url(text) == url


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<scp>KDM</scp>\n   ‐ <i>GENE</i> p&amp;lt;0.05", "KDM ‐ GENE p<0.05"),
        ("&amp;amp;lt;i&amp;amp;gt;in vivo&amp;amp;lt;/i&amp;amp;gt; R&amp;amp;D", "in vivo R&D"),
        ("x < y and z > 1", "x < y and z > 1"),
        ("n<sub>1</sub><n<sub>2</sub>", "n1<n2"),
        ("if a<b and c>d", "if a<b and c>d"),
        ("<p>One</p><p>two</p>", "One two"),
        ("a\u200bb\u00adc\u00a0d\u2009e", "abc d e"),
        ("10<sup>6</sup> cells/m<sup>2</sup>", "10^6 cells/m2"),
        ("<style>p{}</style>Text<!-- <b>no</b> -->", "Text"),
        ("<jats:p>Jats</jats:p>", "Jats"),
        ("AT&T", "AT&T"),
        ("&lt;0.001", "<0.001"),
    ],
)
def test_f35_markup_in_text(text, shown):
    """F35: markup goes, also where it was escaped several times; comparisons with < stay."""
    assert plain(text) == shown


def test_sections_of_plain_labels():
    """Labels within one paragraph part it, so that no result stands under the label of the background."""
    assert sections("BACKGROUND: Why. METHODS: How (RCT: yes). RESULTS: What. CONCLUSIONS: So.") == (
        Section("Why.", "BACKGROUND"),
        Section("How (RCT: yes).", "METHODS"),
        Section("What.", "RESULTS"),
        Section("So.", "CONCLUSIONS"),
    )
    assert sections("Abstract Naps help.") == (Section("Naps help."),)
    assert sections("<p>One.</p><p>Two.</p>") == (Section("One."), Section("Two."))
    assert sections("") == ()


def test_names():
    """Names as feeds print them: in either order, together in one element, with particles."""
    assert split_names(["Ann B. Dozer", "Nap, Ben", "Cy van der Lull", "Solo"]) == (
        Author("Dozer", "Ann B."),
        Author("Nap", "Ben"),
        Author("van der Lull", "Cy"),
        Author("Solo", ""),
    )
    assert [name.family for name in split_names(["Ann Dozer; Ben Nap"])] == ["Dozer", "Nap"]
    assert split_names(["", "desk@journal.example"]) == ()


def test_no_title_no_record():
    """An item without a title is none; one with nothing else is kept."""
    feed = Feed(id="j", title="J", url="https://journal.example/")
    assert read_item(b"<rss><channel><item><title> </title></item></channel></rss>", feed, NOW) is None
    read = read_item(b"<rss><channel><item><title>Only this</title></item></channel></rss>", feed, NOW)
    assert read is not None
    assert (read[0], read[1].title, read[1].published, read[1].created) == ("Only this", "Only this", None, None)

"""Records as PubMed's XML, valid under NLM's DTD of January 2025."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lxml import etree

from tracker.model.record import Author, Journal, Link, LinkKind, MeshHeading, PartialDate, Record, Section
from tracker.standins.ncbi_words import ARTICLES_PROLOG
from tracker.standins.served import Served
from tracker.standins.tree import Element, node

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

TYPE_IDS = {
    "Journal Article": "D016428", "Review": "D016454", "Randomized Controlled Trial": "D016449",
    "Meta-Analysis": "D017418", "Systematic Review": "D000078182", "Case Reports": "D002363",
    "Retracted Publication": "D016441", "Retraction Notice": "D016440", "Published Erratum": "D016425",
    "English Abstract": "D004740", "Clinical Trial": "D016430", "Clinical Trial Protocol": "D000078325",
    "Observational Study": "D064888", "Multicenter Study": "D016448", "Preprint": "D000076942", "Letter": "D016422",
    "Comment": "D016420", "Editorial": "D016421", "Clinical Trial, Phase II": "D017427",
    "Clinical Trial, Phase III": "D017428",
}  # fmt: skip
"""NLM's numbers of the publication types met most; others get the empty number."""

NO_ID = "D000000"

REGISTRIES = (("NCT", "ClinicalTrials.gov"), ("ISRCTN", "ISRCTN"), ("ACTRN", "ANZCTR"), ("CHICTR", "ChiCTR"))

NOT_IN_THE_DTD = {
    LinkKind.PARTIAL_RETRACTION_IN: "RetractionIn",
    LinkKind.PARTIAL_RETRACTION_OF: "RetractionOf",
    LinkKind.OTHER: "AssociatedPublication",
}


def article_set(served: Iterable[Served], deleted: Iterable[int] = ()) -> bytes:
    """A whole reply. An empty one is what PubMed sends for numbers it does not know, though its DTD forbids it."""
    root = node("PubmedArticleSet", *[_book(one) if one.record.is_book else _article(one) for one in served])
    numbers = [_pmid(number) for number in deleted]
    if numbers:
        root.append(node("DeleteCitation", *numbers))
    return ARTICLES_PROLOG.encode() + etree.tostring(root, encoding="utf-8")


def _article(served: Served) -> Element:
    record = served.record
    citation = node("MedlineCitation", _pmid(served.pmid), Status=record.status or "MEDLINE", Owner="NLM")
    citation.append(_day("DateRevised", record.revised or served.modified))
    citation.append(_article_body(served))
    citation.append(_medline_journal(record.journal))
    _append(citation, "ChemicalList", [_chemical(name) for name in record.substances])
    _append(citation, "CommentsCorrectionsList", [_link(link) for link in record.links])
    _append(citation, "MeshHeadingList", [_heading(heading) for heading in record.mesh])
    for text in record.other_abstracts:
        citation.append(
            node("OtherAbstract", node("AbstractText", text), Type="plain-language-summary", Language="eng")
        )
    _append(
        citation, "KeywordList", [node("Keyword", word, MajorTopicYN="N") for word in record.keywords], Owner="NOTNLM"
    )
    return node(
        "PubmedArticle",
        citation,
        node("PubmedData", _history(served), node("PublicationStatus", _status(record)), _ids(record)),
    )


def _article_body(served: Served) -> Element:
    record = served.record
    article = node("Article", _journal(served), _title("ArticleTitle", record.title, served.title_markup))
    article.set("PubModel", "Print-Electronic" if record.status != "Publisher" else "Electronic")
    locations = [node("ELocationID", record.doi, EIdType="doi", ValidYN="Y")] if record.doi else []
    if record.pii:
        locations.append(node("ELocationID", record.pii, EIdType="pii", ValidYN="Y"))
    # the DTD wants pages or a location; an article without a DOI has pages
    if served.imprint.pages or not locations:
        article.append(node("Pagination", node("MedlinePgn", served.imprint.pages or "1-2")))
    article.extend(locations)
    _append(article, "Abstract", [_part(part) for part in record.abstract])
    _append(article, "AuthorList", [_author(author) for author in record.authors], CompleteYN="Y")
    article.extend([node("Language", language) for language in record.languages or ("eng",)])
    _append(article, "DataBankList", _databanks(record.trial_ids), CompleteYN="Y")
    article.append(_types(record))
    if record.vernacular_title:
        article.append(node("VernacularTitle", record.vernacular_title))
    published = record.published
    if record.status == "Publisher" and published and published.month and published.day:
        day = _day("ArticleDate", date(published.year, published.month, published.day))
        day.set("DateType", "Electronic")
        article.append(day)
    return article


def _book(served: Served) -> Element:
    record = served.record
    book = node("Book", node("Publisher", node("PublisherName", record.journal.abbreviation if record.journal else "")))
    book.append(node("BookTitle", record.journal.title if record.journal else record.title))
    book.append(_pub_date(record.published))
    document = node(
        "BookDocument",
        _pmid(served.pmid),
        node("ArticleIdList", node("ArticleId", f"NBK{served.pmid}", IdType="bookaccession")),
    )
    document.append(book)
    document.append(_title("ArticleTitle", record.title, served.title_markup))
    document.extend([node("Language", language) for language in record.languages or ("eng",)])
    _append(document, "AuthorList", [_author(author) for author in record.authors], CompleteYN="Y", Type="authors")
    document.extend(list(_types(record)))
    _append(document, "Abstract", [_part(part) for part in record.abstract])
    data = node("PubmedBookData", _history(served), node("PublicationStatus", "ppublish"), _ids(record))
    return node("PubmedBookArticle", document, data)


def _append(parent: Element, name: str, children: list[Element], **attributes: str) -> None:
    """A list element, unless it would be empty: the DTD has no empty lists."""
    if children:
        parent.append(node(name, *children, **attributes))


def _pmid(number: int) -> Element:
    return node("PMID", str(number), Version="1")


def _day(name: str, day: date) -> Element:
    return node(name, node("Year", f"{day.year}"), node("Month", f"{day.month:02d}"), node("Day", f"{day.day:02d}"))


def _title(name: str, plain: str, markup: str) -> Element:
    if not markup:
        return node(name, plain)
    return etree.fromstring(f"<{name}>{markup}</{name}>", etree.XMLParser(resolve_entities=False, no_network=True))


def _journal(served: Served) -> Element:
    record, imprint = served.record, served.imprint
    journal = record.journal or Journal("")
    issue = node("JournalIssue", CitedMedium="Internet")
    issue.extend([node(name, text) for name, text in (("Volume", imprint.volume), ("Issue", imprint.issue)) if text])
    issue.append(_pub_date(PartialDate(imprint.year) if imprint.year else record.published))
    element = node("Journal")
    for issn in journal.issn[:1]:
        element.append(node("ISSN", issn, IssnType="Electronic"))
    element.append(issue)
    if journal.title:
        element.append(node("Title", journal.title))
    if journal.abbreviation:
        element.append(node("ISOAbbreviation", journal.abbreviation))
    return element


def _medline_journal(journal: Journal | None) -> Element:
    info = node("MedlineJournalInfo", node("MedlineTA", journal.abbreviation or journal.title if journal else ""))
    for issn in (journal.issn if journal else ())[:1]:
        info.append(node("ISSNLinking", issn))
    return info


def _pub_date(published: PartialDate | None) -> Element:
    if published is None:
        return node("PubDate", node("MedlineDate", "n.d."))
    parts = [node("Year", str(published.year))]
    if published.month:
        parts.append(node("Month", MONTHS[published.month - 1]))
        if published.day:
            parts.append(node("Day", f"{published.day:02d}"))
    return node("PubDate", *parts)


def _part(part: Section) -> Element:
    element = node("AbstractText", part.text)
    if part.label:
        element.set("Label", part.label)
    if part.category:
        element.set("NlmCategory", part.category)
    return element


def _author(author: Author) -> Element:
    if author.collective:
        return node("Author", node("CollectiveName", author.collective), ValidYN="Y")
    element = node("Author", node("LastName", author.family), ValidYN="Y")
    if author.given:
        element.append(node("ForeName", author.given))
        element.append(node("Initials", "".join(word[0] for word in author.given.split())))
    return element


def _databanks(numbers: Iterable[str]) -> list[Element]:
    banks = []
    for number in numbers:
        for prefix, bank in REGISTRIES:
            if number.startswith(prefix):
                banks.append(
                    node(
                        "DataBank",
                        node("DataBankName", bank),
                        node("AccessionNumberList", node("AccessionNumber", number)),
                    )
                )
    return banks


def _types(record: Record) -> Element:
    types = record.publication_types or ("Journal Article",)
    return node("PublicationTypeList", *[node("PublicationType", name, UI=TYPE_IDS.get(name, NO_ID)) for name in types])


def _chemical(name: str) -> Element:
    return node("Chemical", node("RegistryNumber", "0"), node("NameOfSubstance", name, UI=NO_ID))


def _heading(heading: MeshHeading) -> Element:
    element = node("MeshHeading")
    element.append(
        node("DescriptorName", heading.descriptor, UI=heading.ui or NO_ID, MajorTopicYN="Y" if heading.major else "N")
    )
    for qualifier in heading.qualifiers:
        element.append(node("QualifierName", qualifier, UI="Q000000", MajorTopicYN="N"))
    return element


def _link(link: Link) -> Element:
    kind = NOT_IN_THE_DTD.get(link.kind, link.kind.value)
    element = node("CommentsCorrections", node("RefSource", link.citation), RefType=kind)
    if link.pmid is not None:
        element.append(_pmid(link.pmid))
    return element


def _history(served: Served) -> Element:
    """The status "entrez" is the create date, "pubmed" the entry date (NLM's description of the DTD of 2025)."""
    days = [("entrez", served.created), ("pubmed", served.entrez)]
    if served.record.status == "MEDLINE":
        days.append(("medline", served.modified))
    return node("History", *[_status_day(name, day) for name, day in days])


def _status_day(name: str, day: date) -> Element:
    element = node(
        "PubMedPubDate",
        node("Year", f"{day.year}"),
        node("Month", f"{day.month}"),
        node("Day", f"{day.day}"),
        PubStatus=name,
    )
    element.extend([node("Hour", "6"), node("Minute", "0")])
    return element


def _status(record: Record) -> str:
    return "aheadofprint" if record.status == "Publisher" else "ppublish"


def _ids(record: Record) -> Element:
    ids = node("ArticleIdList", node("ArticleId", str(record.pmid), IdType="pubmed"))
    for name, value in (("doi", record.doi), ("pmc", record.pmcid), ("pii", record.pii)):
        if value:
            ids.append(node("ArticleId", value, IdType=name))
    return ids

"""One PubmedArticle (or an older MedlineCitation) as a record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from lxml import etree

from tracker.model.identifiers import normalise_doi, trial_ids
from tracker.model.record import Author, Journal, Link, LinkKind, MeshHeading, PartialDate, Record, Section
from tracker.sources.pubmed.dates import earliest, full_date, partial_date
from tracker.sources.pubmed.xml import children, text_of, whole_number

PAGE = "https://pubmed.ncbi.nlm.nih.gov/{}/"

_REGISTRIES = {
    "clinicaltrials.gov", "isrctn", "eudract", "anzctr", "chictr", "cris", "ctri", "drks", "irct", "jprn", "ntr",
    "pactr", "rebec", "repec", "rpcec", "slctr", "tctr", "umin-ctr", "umin ctr", "jmacct cti", "japiccti", "jrct",
    "lbctr", "itmctr", "nct", "ctis", "euctr", "prospero",
}  # fmt: skip
"""NLM's names of trial registries in DataBankName, lower case; the other data banks hold sequences and data sets."""


_NAME_PARTS = frozenset({"LastName", "ForeName", "Initials", "Suffix", "CollectiveName"})


def article_record(element: etree._Element) -> Record | None:
    """None where the element has no PMID."""
    citation = element if element.tag == "MedlineCitation" else element.find("MedlineCitation")
    if citation is None:
        return None
    outer = children(citation)
    article = outer.get("Article")
    pmid = number(outer["PMID"].text if "PMID" in outer else None)
    if pmid is None or article is None:
        return None
    inner, data = children(article), children(element.find("PubmedData"))
    ids, places = article_ids(data.get("ArticleIdList")), _elocations(article)
    types = each_text(inner.get("PublicationTypeList"))
    title = text_of(inner.get("ArticleTitle"))
    vernacular = text_of(inner.get("VernacularTitle"))
    abstract = sections(inner.get("Abstract"))
    return Record(
        title=title or vernacular,
        pmid=pmid,
        doi=normalise_doi(places.get("doi", "")) or normalise_doi(ids.get("doi", "")),
        pmcid=ids.get("pmc"),
        pii=places.get("pii") or ids.get("pii"),
        abstract=abstract,
        other_abstracts=tuple(filter(None, map(joined, citation.iterchildren("OtherAbstract")))),
        vernacular_title=vernacular,
        authors=authors(inner.get("AuthorList")),
        journal=_journal(inner.get("Journal"), outer.get("MedlineJournalInfo")),
        published=_published(inner),
        created=created(data.get("History")),
        revised=full_date(outer.get("DateRevised")),
        publication_types=types,
        mesh=_mesh(outer.get("MeshHeadingList")),
        keywords=keywords(citation),
        substances=texts(citation, "ChemicalList", "Chemical", "NameOfSubstance"),
        links=_links(outer.get("CommentsCorrectionsList")),
        trial_ids=_all_trial_ids(inner.get("DataBankList"), title, abstract),
        languages=texts(article, "Language"),
        status=citation.get("Status", ""),
        is_preprint="Preprint" in types,
        url=PAGE.format(pmid),
    )


def number(text: str | None) -> int | None:
    """A PMID; None for 0 too."""
    return whole_number(text) or None


def unique(values: list[str]) -> tuple[str, ...]:
    if len(values) == 1 and values[0]:  # as mostly: a third of the time
        return (values[0],)
    return tuple(dict.fromkeys(filter(None, values)))


def texts(parent: etree._Element, *path: str) -> tuple[str, ...]:
    """Of all elements that these names lead to, one below the other: `findall` takes several times as long."""
    found = [parent]
    for tag in path:
        found = [child for each in found for child in each.iterchildren(tag)]
    return unique([text_of(each) for each in found])


def each_text(parent: etree._Element | None) -> tuple[str, ...]:
    """Of all children."""
    return unique([text_of(each) for each in parent]) if parent is not None else ()


def article_ids(parent: etree._Element | None) -> dict[str, str]:
    """IdType -> the first value. (References have lists of their own; this takes the record's.)"""
    ids: dict[str, str] = {}
    for each in () if parent is None else parent.iterchildren("ArticleId"):
        ids.setdefault(each.get("IdType", "pubmed"), text_of(each))
    return {kind: value for kind, value in ids.items() if value}


def sections(abstract: etree._Element | None) -> tuple[Section, ...]:
    """Each AbstractText with its label. "UNLABELLED" is PubMed's word for having none."""
    found = []
    for each in () if abstract is None else abstract.iterchildren("AbstractText"):
        label = " ".join(each.get("Label", "").split()).rstrip(":")
        section = Section(
            text=text_of(each),
            label="" if label.upper() in ("UNLABELLED", "UNLABELED") else label,
            category=each.get("NlmCategory", ""),
        )
        if section.text:
            found.append(section)
    return tuple(found)


def joined(abstract: etree._Element) -> str:
    return " ".join(f"{part.label}: {part.text}" if part.label else part.text for part in sections(abstract))


def authors(parent: etree._Element | None) -> tuple[Author, ...]:
    """In order. ValidYN="N" marks a name that was later corrected: the corrected one stands beside it."""
    found = []
    for each in () if parent is None else parent.iterchildren("Author"):
        if each.get("ValidYN") == "N":
            continue
        named = {tag: text_of(part) for part in each if (tag := part.tag) in _NAME_PARTS}
        given, suffix = named.get("ForeName") or named.get("Initials", ""), named.get("Suffix")
        author = Author(
            named.get("LastName", ""), f"{given} {suffix}".strip() if suffix else given, named.get("CollectiveName", "")
        )
        if author.family or author.given or author.collective:
            found.append(author)
    return tuple(found)


def keywords(parent: etree._Element) -> tuple[str, ...]:
    return texts(parent, "KeywordList", "Keyword")


def created(history: etree._Element | None) -> date | None:
    """PubMed's create date (crdt): the History entry "entrez".

    NLM's description of the DTD of 2025 says "entrez: PubMed Create Date [crdt]" and "pubmed: PubMed Entry Date
    [edat]" (dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/att-PubStatus-c.html). The latter is set back to the
    publication date for records added more than a year late, so it only serves where the first is missing.
    """
    days: dict[str, etree._Element] = {}
    for each in () if history is None else history:
        days.setdefault(each.get("PubStatus", ""), each)
    return full_date(days.get("entrez")) or full_date(days.get("pubmed"))


def _elocations(article: etree._Element) -> dict[str, str]:
    """EIdType -> the first valid one."""
    found: dict[str, str] = {}
    for each in article.iterchildren("ELocationID"):
        if each.get("ValidYN", "Y") == "Y" and (text := text_of(each)):
            found.setdefault(each.get("EIdType", ""), text)
    return found


def _published(article: Mapping[str, etree._Element]) -> PartialDate | None:
    """The day it first appeared: online or in an issue. So an issue that follows later does not make it younger."""
    journal = article.get("Journal")
    issue = None if journal is None else journal.find("JournalIssue/PubDate")
    return earliest(partial_date(article.get("ArticleDate")), partial_date(issue))


def _journal(journal: etree._Element | None, info: etree._Element | None) -> Journal | None:
    if journal is None and info is None:
        return None
    printed, listed = children(journal), children(info)
    issns = [] if journal is None else [text_of(each) for each in journal.iterchildren("ISSN")]
    issns.append(text_of(listed.get("ISSNLinking")))
    title = text_of(printed.get("Title"))
    abbreviation = text_of(printed.get("ISOAbbreviation")) or text_of(listed.get("MedlineTA"))
    return Journal(title or abbreviation, abbreviation, unique(issns)) if title or abbreviation else None


def _mesh(headings: etree._Element | None) -> tuple[MeshHeading, ...]:
    """A heading is major where it, or one of its qualifiers, is: PubMed stars it then."""
    found = []
    for heading in () if headings is None else headings:
        name, ui, major, qualifiers = "", "", False, []
        for part in heading:
            major = major or part.get("MajorTopicYN") == "Y"
            if part.tag == "QualifierName":
                qualifiers.append(text_of(part))
            elif part.tag == "DescriptorName" and not name:
                name, ui = text_of(part), part.get("UI", "")
        if name:
            found.append(MeshHeading(name, ui, major, unique(qualifiers) if qualifiers else ()))
    return tuple(found)


def _links(listed: etree._Element | None) -> tuple[Link, ...]:
    found = []
    for each in () if listed is None else listed:
        try:
            kind = LinkKind(each.get("RefType", ""))
        except ValueError:
            kind = LinkKind.OTHER
        found.append(Link(kind, number(each.findtext("PMID")), text_of(each.find("RefSource"))))
    return tuple(dict.fromkeys(found))


def _all_trial_ids(banks: etree._Element | None, title: str, abstract: tuple[Section, ...]) -> tuple[str, ...]:
    """From the registries among the data banks first, then from title and abstract, in order."""
    named: list[str] = []
    for bank in () if banks is None else banks:
        registry = text_of(bank.find("DataBankName")).lower()
        for accession in bank.findall("AccessionNumberList/AccessionNumber"):
            text = text_of(accession)
            known = trial_ids(text)
            if known:
                named += known
            elif registry in _REGISTRIES and text:
                named.append(text.upper())
    texts_read = " ".join((title, *(part.text for part in abstract)))
    return unique([*named, *trial_ids(texts_read)])

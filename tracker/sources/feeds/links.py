"""Addresses and identifiers in an item: what may be shown, and which work it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from tracker.model.identifiers import normalise_doi
from tracker.model.topic import PublisherKind

_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|mc_\w+|af|rss|dgcid|rsc_ga|ff|fc|v|feed|rss_id|ref|source|src|cmp|campaign|tracking\w*)$",
    re.I,
)
_PATH_DOI = re.compile(r"/(10\.\d{4,9}/[^?#\s]+)")
_AFTER_DOI = re.compile(
    r"/(?:full|fulltext|abstract|abs|pdf|epdf|html|meta|summary|references)(?:/.*)?$|\.(?:full|abstract|pdf|full-text)$"
)
_SILVERCHAIR_TAIL = re.compile(r"/\d{4,}(?:/[^/]*)?$")
_PREPRINT_VERSION = re.compile(r"^(10\.(?:1101|64898)/[\d.]*\d)v\d+.*$", re.I)
_NATURE = re.compile(r"^/articles/([a-z0-9-]+)(?:\.(?:pdf|rss|ris))?/?$", re.I)
_PUBMED = re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{1,8})(?:[/?#]|$)", re.I)


def safe_url(text: str) -> str | None:
    """An http(s) address without tracking parameters; None for `javascript:`, `data:` and the unreadable."""
    text = text.strip()
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or re.search(r"[\x00-\x20\x7f<>\"'`{}|\\^]", text):
        return None
    query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0])])
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    return urlunsplit((parts.scheme.lower(), netloc, parts.path, query, ""))


def pmid_of(guid: str, links: Iterable[str], identifiers: Iterable[str]) -> int | None:
    """From `pubmed:123`, from a link to PubMed, or from `pmid:123` among the identifiers."""
    for text in (guid, *identifiers):
        found = re.fullmatch(r"(?:pubmed|pmid):\s*(\d{1,8})", text.strip(), re.I)
        if found and int(found[1]):
            return int(found[1])
    for link in (guid, *links):
        found = _PUBMED.search(link)
        if found and int(found[1]):
            return int(found[1])
    return None


def doi_of(identifiers: Iterable[str], guid: str, links: Iterable[str], publisher: PublisherKind) -> str | None:
    """From prism:doi and dc:identifier first, then guid, then link. Text is not searched: it may cite other works."""
    for text in identifiers:
        found = normalise_doi(text) if re.match(r"\s*(doi:?\s*|https?://(dx\.)?doi\.org/)?10\.\d", text, re.I) else None
        if found:
            return _without_version(found)
    for text in (guid, *links):
        found = _doi_in_address(text, publisher) if "://" in text else normalise_doi(text)
        if found:
            return _without_version(found)
    return None


def _doi_in_address(address: str, publisher: PublisherKind) -> str | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    nature = _NATURE.match(parts.path)
    if nature and (host == "nature.com" or host.endswith(".nature.com")):
        return f"10.1038/{nature[1].lower()}"
    in_query = next((value for name, value in parse_qsl(parts.query) if name in ("id", "doi")), "")
    if in_query.startswith("10."):
        return normalise_doi(in_query)
    found = _PATH_DOI.search(unquote(parts.path))
    if not found:
        return None
    doi = _AFTER_DOI.sub("", found[1].rstrip("/"))
    if publisher is PublisherKind.SILVERCHAIR or "/article/doi/" in parts.path:
        doi = _SILVERCHAIR_TAIL.sub("", doi)
    return normalise_doi(doi)


def _without_version(doi: str) -> str:
    """medRxiv and bioRxiv put v1, v2 … behind the DOI in their addresses; the DOI itself has none."""
    return _PREPRINT_VERSION.sub(r"\1", doi)

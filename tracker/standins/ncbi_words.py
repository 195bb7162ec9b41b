"""NCBI's replies when something is wrong, word for word, for honest errors of the stand-in and for scripted ones."""

from __future__ import annotations

import json

from tracker.standins.faults import Say

ESEARCH_PROLOG = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628//EN" '
    '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd">\n'
)
EFETCH_ERROR_PROLOG = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE eEfetchResult PUBLIC "-//NLM//DTD efetch 20131226//EN" '
    '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20131226/efetch.dtd">\n'
)
ARTICLES_PROLOG = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)
JSON = "application/json; charset=UTF-8"

PAST_THE_WALL = (
    "Exception:\n'retstart' cannot be larger than 9998. For PubMed, ESearch can only retrieve the first 9,999 records "
    "matching the query. To obtain more than 9,999 PubMed records, consider using EDirect that contains additional "
    "logic to batch PubMed search results automatically so that an arbitrary number can be retrieved. For details see "
    "https://www.ncbi.nlm.nih.gov/books/NBK25499/"
)
HTML_PAGE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">\n<html>\n<head>\n'
    "<title>NCBI/eutils101 - WWW Error 500 Diagnostic</title>\n</head>\n<body>\n<h1>Server Error</h1>\n"
    "<p>Your request could not be processed due to a problem on our Web server.  This could be a transient problem, "
    "please try the query again.</p>\n</body></html>\n"
)
ID_LIST_EMPTY = "ID list is empty! Possibly it has no correct IDs."
VIEWER_TIMEOUT = " Error: External viewer error: Empty Response. Bytes read: 0 Status: Timeout"


def search_error(words: str) -> bytes:
    return f"{ESEARCH_PROLOG}<eSearchResult><ERROR>{words}</ERROR></eSearchResult>\n".encode()


def fetch_error(*words: str) -> bytes:
    lines = "".join(f"\t<ERROR>{line}</ERROR>\n" for line in words)
    return f"{EFETCH_ERROR_PROLOG}<eFetchResult>\n{lines}</eFetchResult>\n".encode()


def rate_body(who: str, count: int, limit: int) -> bytes:
    body = {"error": "API rate limit exceeded", "api-key": who, "count": str(count), "limit": str(limit)}
    return json.dumps(body, separators=(",", ":")).encode()


def bad_key_body(key: str) -> bytes:
    """It echoes the key, as NCBI's does."""
    return f'{{"error":"API key invalid","api-key":"{key}","type":"invalid",\n"status":"unknown"}}'.encode()


def history_lost(query_key: str, web_env: str, start: int, most: int) -> bytes:
    return fetch_error(
        f"Cannot retrieve history data. query_key: {query_key}, WebEnv: {web_env}, retstart: {start}, retmax: {most}",
        "Can't fetch uids from history because of: NCBI C++ Exception:\n    Error: UNK_MODULE(CException::eInvalid) "
        '"UNK_FILE", line 18446744073709551615: UNK_FUNC ---\n',
    )


def rate_limited(*, retry_after: str = "", status: int = 429) -> Say:
    """The limit's body, with status 429 or, as has been seen, 200."""
    headers = {"Retry-After": retry_after} if retry_after else {}
    return Say(status, rate_body("127.0.0.1", 4, 3), headers, JSON)


def server_error(status: int = 500) -> Say:
    return Say(status, HTML_PAGE.encode(), content_type="text/html")


def backend_failed() -> Say:
    return Say(200, search_error("Search Backend failed: Database is not supported: pubmed"))


def viewer_timeout(status: int = 200) -> Say:
    return Say(status, fetch_error(VIEWER_TIMEOUT))


def prolog_only() -> Say:
    return Say(200, ARTICLES_PROLOG.encode())

"""What settings have to be together: rules that look at more than one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from tracker.errors import Problem
from tracker.registry.findings import Findings
from tracker.registry.sections import Settings


def check_together(settings: Settings, places: Mapping[str, Problem], findings: Findings) -> None:
    """places: for each key that was set, a problem without words that says where."""

    def error(key: str, message: str, mend: str) -> None:
        findings.error(replace(_place(places, key), message=message, mend=mend))

    def warn(key: str, message: str, mend: str) -> None:
        findings.warn(replace(_place(places, key), message=message, mend=mend))

    private = settings.http.allowed_private_hosts
    mail = settings.mail
    for key, url in (("pubmed.base_url", settings.pubmed.base_url), ("web.public_url", settings.web.public_url)):
        if url.startswith("http:") and urlsplit(url).hostname not in private:
            error(key, f"'{key}' is not https.", "Use https, or add its host to http.allowed_private_hosts.")
    if not settings.pubmed.base_url:
        error("pubmed.base_url", "'pubmed.base_url' is empty.", "Leave it out to use NCBI's address.")
    rate = settings.pubmed.requests_per_second
    if rate is not None and rate > 3 and not settings.pubmed.api_key:
        error(
            "pubmed.requests_per_second",
            "'pubmed.requests_per_second' is more than the 3 that NCBI allows without a key.",
            "Set pubmed.api_key, or lower it.",
        )
    if bool(mail.user) != bool(mail.password):
        given, lacking = ("mail.user", "mail.password") if mail.user else ("mail.password", "mail.user")
        error(given, f"'{given}' is set and '{lacking}' is not.", f"Set {lacking} too, or remove {given}.")
    if mail.tls == "none" and mail.password:
        error(
            "mail.tls",
            "'mail.tls' is none: the password would cross the net in the clear.",
            "Use starttls or tls, or remove mail.user and mail.password.",
        )
    if mail.host and not mail.sender:
        error(
            "mail.host", "'mail.host' is set and 'mail.from' is not.", "Set mail.from, the address digests come from."
        )
    if mail.sender and not mail.host:
        warn("mail.from", "'mail.from' is set and 'mail.host' is not: no mail is sent.", "Set mail.host.")
    if not settings.contact:
        warn(
            "pubmed.email", "Neither 'pubmed.email' nor 'operator.address' is set.", "NCBI asks for a contact address."
        )
    if not settings.operator.address and mail.usable:
        warn("operator.address", "'operator.address' is not set: nobody is told of failures.", "Set it.")


def _place(places: Mapping[str, Problem], key: str) -> Problem:
    return places.get(key, Problem("settings", 0, 0, ""))

"""Builds each part from the settings and the files. Heavy libraries are imported only with the part that needs them."""

from __future__ import annotations

import hashlib
import logging
import re
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from email.utils import parseaddr
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from tracker import __version__
from tracker.app.files import PACKAGE, Files
from tracker.errors import UsageError
from tracker.jobs.ports import TopicsOf
from tracker.jobs.send import PersonalLinks
from tracker.model.appraisal import Appraisal
from tracker.model.claim import Claim
from tracker.model.record import Record, StoredRecord
from tracker.model.topic import Topic
from tracker.model.verdict import Verdict
from tracker.model.vocabulary import Vocabulary
from tracker.rules.watch import search_hash

if TYPE_CHECKING:
    from tracker.mail.options import MailOptions, Sender
    from tracker.mail.smtp import SmtpMailer
    from tracker.query import RecordText, Search
    from tracker.reading import Reader
    from tracker.registry.load import Registry
    from tracker.registry.sections import Settings
    from tracker.render.mailparts import MailRenderer
    from tracker.rules.compare import Comparer
    from tracker.sources.feeds import FeedReader
    from tracker.sources.http import HttpClient
    from tracker.sources.pubmed import PubMed
    from tracker.store import Store

log = logging.getLogger("tracker")
Clock = Callable[[], datetime]
STORE_NAME = "tracker.db"


def store_file(folder: Path) -> Path:
    return folder / STORE_NAME


@contextmanager
def store(folder: Path, *, read_only: bool, check: bool = False, older: bool = False) -> Iterator[Store]:
    from tracker.store import Store

    with Store.open(store_file(folder), create=not read_only, read_only=read_only, check=check, older=older) as opened:
        yield opened


def run_lock(folder: Path) -> AbstractContextManager[None]:
    from tracker.store import run_lock as hold

    return hold(folder)


def send_lock(folder: Path) -> AbstractContextManager[None]:
    """One sender at a time: two would both take up what the other has under way."""
    from tracker.store import held

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return held(folder / "send.lock", "another process is sending the digests")


def http(settings: Settings, *, deadline: float | None = None) -> HttpClient:
    from tracker.sources.http import HttpClient, HttpOptions

    return HttpClient(
        HttpOptions(
            contact=settings.contact,
            product=f"{settings.http.user_agent}/{__version__}",
            allowed_hosts=settings.http.allowed_private_hosts,
            deadline=deadline or settings.http.deadline_seconds,
            max_wire=settings.http.max_bytes,
            max_body=settings.http.max_bytes,
        )
    )


def pubmed(settings: Settings, clock: Clock, sleep: Callable[[float], None]) -> PubMed:
    from tracker.sources.pubmed import PubMed, PubMedOptions
    from tracker.sources.retry import RetryOptions

    return PubMed(
        PubMedOptions(
            email=settings.contact,
            tool=settings.pubmed.tool,
            api_key=settings.pubmed.api_key.reveal(),
            base_url=settings.pubmed.base_url,
            requests_per_second=settings.pubmed.rate,
            batch=settings.pubmed.batch_size,
            retry=RetryOptions(attempts=settings.pubmed.retries + 1),
        ),
        http(settings, deadline=settings.pubmed.deadline_seconds),
        clock,
        sleep,
    )


def feed_reader(
    settings: Settings, clock: Clock, sleep: Callable[[float], None], topics: Sequence[Topic]
) -> FeedReader:
    """topics: what the items will be held against."""
    from tracker.sources.feeds import FeedOptions, FeedReader

    searches = " ".join(sorted(map(search_hash, topics)))
    options = FeedOptions(max_items=settings.feeds.max_items)
    return FeedReader(http(settings), clock, sleep, options, sought=searches)


def matcher(registry: Registry, topics: Sequence[Topic]) -> TopicsOf:
    """The topics whose own PubMed search, applied here, a record matches. Its text is folded once for all."""
    from tracker.query import Spotter, compile_search, parse, ready

    spotter = Spotter()
    searches = {topic.id: compile_search(parse(topic.search), registry.mesh, spotter) for topic in topics}
    return lambda record: _matching(searches, ready(record))


def _matching(searches: Mapping[str, Search], text: RecordText) -> list[str]:
    return [id for id, search in searches.items() if search.finds(text)]


class RecordReading:
    """The reading and the comparison as one function. `id` changes with the code, the vocabulary and the claims.

    Both are made when the first record is read: mostly there is none.
    """

    def __init__(self, vocabulary: Vocabulary, claims: Sequence[Claim], id: str) -> None:
        self.id = id
        self._vocabulary = vocabulary
        self._claims = claims

    def __reduce__(self) -> tuple[object, ...]:
        """Another process makes its own of the same words."""
        return RecordReading, (self._vocabulary, self._claims, self.id)

    @cached_property
    def _reader(self) -> Reader:
        from tracker.reading import Reader

        return Reader(self._vocabulary)

    @cached_property
    def _comparer(self) -> Comparer:
        from tracker.rules.compare import Comparer

        return Comparer(self._claims)

    def get_ready(self) -> None:
        """As the first record to be read would make it."""
        _ = self._reader, self._comparer

    def __call__(self, stored: StoredRecord) -> tuple[Appraisal, tuple[Verdict, ...]]:
        """An abstract that our rules stumble over must not keep all others from being read: its title alone is."""
        try:
            return self._of(stored.record, stored.record.abstract_text)
        except Exception:
            name = stored.record.pmid or stored.record.doi or stored.record.title
            log.exception("the abstract of %s could not be read, only its title: this is a defect, report it", name)
            appraisal, _ = self._of(stored.record, "")
            return replace(appraisal, stumbled=True), ()

    def _of(self, record: Record, abstract: str) -> tuple[Appraisal, tuple[Verdict, ...]]:
        headings = tuple(heading.descriptor for heading in record.mesh)
        appraisal = self._reader.appraise(record.title, abstract, record.publication_types, headings)
        return appraisal, self._comparer.compare(appraisal)


def reading(registry: Registry) -> RecordReading:
    digest = hashlib.blake2b(digest_size=8)
    for part in (_code_hash(), registry.vocabulary_digest, registry.claims_digest):
        digest.update(part.encode())
    return RecordReading(registry.vocabulary, registry.claims, digest.hexdigest())


@cache
def _code_hash() -> str:
    """Of the code that decides what a text says and means, for claims and ledger."""
    digest = hashlib.blake2b(digest_size=8)
    rules = PACKAGE / "rules"
    files = [*sorted((PACKAGE / "reading").rglob("*.py")), *sorted(rules.glob("compare*.py"))]
    files += sorted((rules / "compare").rglob("*.py"))
    files += [rules / f"{name}.py" for name in ("evidence", "ledger", "tiers", "efficacystate", "seenstate")]
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def renderer(files: Files, settings: Settings) -> MailRenderer:
    from tracker.render.mailparts import MailRenderer

    return MailRenderer(files.templates, limit_kb=settings.limits.digest_max_kb, public_url=settings.web.public_url)


def mailer(settings: Settings) -> SmtpMailer:
    from tracker.mail.smtp import SmtpMailer

    return SmtpMailer(mail_options(settings))


def mail_options(settings: Settings) -> MailOptions:
    from tracker.mail.options import MailOptions, Tls

    mail = settings.mail
    return MailOptions(
        host=mail.host,
        port=mail.port,
        tls=Tls(mail.tls),
        user=mail.user,
        password=mail.password.reveal(),
        ca_file=mail.ca_file,
        timeout=mail.timeout_seconds,
        helo=parseaddr(mail.sender)[1].rpartition("@")[2],
        per_connection=mail.per_connection,
        connections=mail.connections,
        sender=sender(settings),
    )


def try_mail_server(settings: Settings) -> None:
    """Connects, proves who it is, logs in, and leaves. Raises MailError."""
    from tracker.mail.connection import connect

    connect(mail_options(settings)).quit()


def sender(settings: Settings) -> Sender:
    from tracker.mail.options import Sender

    name, address = parseaddr(settings.mail.sender)
    list_id = settings.mail.list_id or address.replace("@", ".")
    return Sender(address=address, name=name, reply_to=settings.mail.reply_to, list_id=list_id)


def message_ids(settings: Settings) -> Callable[[], str]:
    """Random, so that a Message-ID tells nothing of its reader."""
    domain = parseaddr(settings.mail.sender)[1].rpartition("@")[2] or "localhost"
    return lambda: f"<{uuid.uuid4().hex}@{domain}>"


def personal_links(settings: Settings, key: str, clock: Clock) -> Callable[[str, str], PersonalLinks]:
    """By a reader's token and a digest's key ("" where it is kept nowhere).

    key: the store's secret, which the link to the preferences is signed with.
    """
    from tracker.app.signing import CHANGE, Signing

    signing = Signing(key, clock)
    public = bool(settings.web.public_url)
    return lambda token, digest: links_for(settings, token, signing.sign(CHANGE, token) if public else "", digest)


def links_for(settings: Settings, token: str, signed: str = "", digest: str = "") -> PersonalLinks:
    """How this reader leaves: by mail always; by one click only where there is a public web address.

    There the whole digest stands too, also what a mail has no room for.
    """
    address = _mailbox(settings.mail.reply_to or settings.mail.sender)
    mailto = f"mailto:{address}?subject={quote(f'leave {token}')}"
    public = settings.web.public_url.rstrip("/")
    url = f"{public}/leave/{token}" if public else ""
    preferences = f"{public}/preferences/{signed}" if public and signed else ""
    view = f"{public}/digests/{digest}.html" if public and digest else ""
    return PersonalLinks({"unsubscribe": url or mailto, "preferences": preferences, "view": view}, mailto, url)


@cache
def _mailbox(written: str) -> str:
    return parseaddr(written)[1]


def check_address(address: str) -> None:
    """A mailbox as a mail server takes it; no display name, no list. Raises UsageError."""
    if not re.fullmatch(r"[^\s@<>,;:\"()\[\]\\]{1,64}@(?!-)[A-Za-z0-9.-]{1,253}(?<![.-])", address) or ".." in address:
        raise UsageError(f"{address!r} is not a mail address", mend="Write it as in reader@example.org.")


def file_name(address: str) -> str:
    return re.sub(r"[^A-Za-z0-9.@_+-]", "_", address)

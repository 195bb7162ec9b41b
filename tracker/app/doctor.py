"""Looks at everything the tracker needs, from the files to the mail server, and says of each what to do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from tracker.app import build
from tracker.app.showing.status import LEAST_FREE
from tracker.app.workshop import Workshop
from tracker.errors import FilesError, MailError, SourceError, StoreError, TrackerError
from tracker.model.message import Handed, OutgoingMail

CLOCK_MAY_DIFFER = timedelta(minutes=5)
SKIPPED = "not asked: the files have to be mended first"


@dataclass(frozen=True, slots=True)
class Finding:
    """what was looked at; well: None where it is neither good nor bad; says; mend: what to do."""

    what: str
    well: bool | None
    says: str
    mend: str = ""
    exit_code: int = 0


def examine(workshop: Workshop, *, send_test: str = "") -> Iterator[Finding]:
    """One finding after the other, as each is found. Sends a mail only where an address is given."""
    files = _files(workshop)
    yield files
    if not files.well:
        yield Finding("everything else", None, SKIPPED)
        return
    yield from _state(workshop)
    yield _guarded("database", 4, lambda: _database(workshop))
    yield from _pubmed(workshop)
    yield _guarded("mail server", 5, lambda: _mail(workshop, send_test))
    heartbeat = workshop.settings.operator.heartbeat_url
    yield Finding("heartbeat", None, "an address is set" if heartbeat else "no address is set: silence tells nobody")


def _guarded(what: str, code: int, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except TrackerError as error:
        return Finding(what, False, str(error), error.mend, code)


def _files(workshop: Workshop) -> Finding:
    try:
        topics, feeds = len(workshop.registry.topics), len(workshop.registry.feeds)
        contact = workshop.settings.contact
    except FilesError as error:
        return Finding("files", False, f"{error}: {error.problems[0]}", "See them all: python daemon.py check", 2)
    if not contact:
        mend = "Set operator.address in settings.yaml."
        return Finding("files", False, "sound, but NCBI asks for a contact address", mend, 2)
    return Finding("files", True, f"sound: {topics} topics, {feeds} feeds")


def _state(workshop: Workshop) -> Iterator[Finding]:
    folder = workshop.state_folder
    if not folder.exists():
        yield Finding("state folder", None, f"{folder} is made by the first fetch")
        return
    open_to_all = folder.stat().st_mode & 0o077
    if not os.access(folder, os.W_OK):
        yield Finding("state folder", False, f"{folder} cannot be written", "Give it to the tracker's user.", 4)
    elif open_to_all:
        yield Finding("state folder", False, f"{folder} can be read by others", f"chmod 700 {folder}", 4)
    else:
        yield Finding("state folder", True, f"{folder}, for its owner alone")
    free = shutil.disk_usage(folder).free
    mend = "" if free >= LEAST_FREE else "Free some space: a full disk stops every run."
    yield Finding("disk", free >= LEAST_FREE, f"{free / 1e9:.1f} GB free", mend, 0 if free >= LEAST_FREE else 4)


def _database(workshop: Workshop) -> Finding:
    with workshop.store_if_any() as store:
        if store is None:
            return Finding("database", None, "there is none yet", "The first fetch lays it: python daemon.py fetch")
        facts = store.facts()
        last = store.receipts.last("fetch")
    if not facts.sound:
        raise StoreError(f"damaged: {facts.problems[0]}", mend="Put a backup in its place; never delete it.")
    if last is not None and last.started > workshop.clock():
        return Finding(
            "database", False, f"its last fetch lies in the future ({last.started:%Y-%m-%d %H:%M} UTC)",
            "Set the machine's clock.", 4,
        )  # fmt: skip
    return Finding("database", True, f"sound: {facts.records} records, {facts.bytes / 1e6:.1f} MB")


def _pubmed(workshop: Workshop) -> Iterator[Finding]:
    settings = workshop.settings
    host = urlsplit(settings.pubmed.base_url).hostname or ""
    try:
        reply = build.http(settings, deadline=20).get(settings.pubmed.base_url)
    except SourceError as error:
        if "looked up" in error.message:
            yield Finding("DNS", False, f"the name {host} cannot be looked up", "Look at the machine's resolver.", 3)
        mend = error.mend or "Is there a way out of this machine? A firewall, a proxy?"
        yield Finding("PubMed", False, str(error), mend, 3)
        return
    yield Finding("DNS", True, f"{host} is found")
    yield _clock(workshop.clock(), reply.headers.get("date", ""))
    yield _guarded("PubMed", 3, lambda: _search(workshop))


def _clock(now: datetime, told: str) -> Finding:
    try:
        theirs = parsedate_to_datetime(told).astimezone(UTC)
    except ValueError:
        return Finding("clock", None, "PubMed's server does not say what time it is")
    off = abs(now - theirs)
    if off > CLOCK_MAY_DIFFER:
        says = f"{now:%Y-%m-%d %H:%M} UTC here, {theirs:%Y-%m-%d %H:%M} UTC at PubMed's server"
        return Finding("clock", False, says, "Set the machine's clock (NTP): windows and digests go by it.", 3)
    return Finding("clock", True, f"within {off.total_seconds():.0f} s of PubMed's server")


def _search(workshop: Workshop) -> Finding:
    topics = workshop.registry.topics
    if not topics:
        return Finding("PubMed", None, "reached; there is no topic to search for")
    count = workshop.pubmed.examine(topics[0].search).count
    key = "with" if workshop.settings.pubmed.api_key else "without"
    return Finding("PubMed", True, f"answers {key} an API key: {count} records for {topics[0].id}")


def _mail(workshop: Workshop, send_test: str) -> Finding:
    settings = workshop.settings
    if not settings.mail.usable:
        if send_test:
            raise MailError("no mail server is set", mend="Set mail.host and mail.from in settings.yaml.")
        return Finding("mail server", None, "none is set: digests can be previewed, not sent")
    where = f"{settings.mail.host}:{settings.mail.port}"
    if not send_test:
        build.try_mail_server(settings)
        return Finding("mail server", True, f"{where} lets us in; a mail: doctor --send-test ADDRESS")
    build.check_address(send_test)
    mail = OutgoingMail(
        to=send_test,
        message_id=build.message_ids(settings)(),
        date=workshop.clock(),
        subject="A test of the tracker's mail",
        text=(
            "This mail was asked for with: python daemon.py doctor --send-test\n",
            "Nothing else was sent to anybody.\n",
        ),
        unsubscribe_mailto="",
    )
    ((_, result),) = build.mailer(settings).send([mail])
    taken = result.outcome is Handed.ACCEPTED
    mend = "" if taken else "Read the server's words; they are about this one address."
    return Finding("mail server", taken, f"{where} said: {result.reply}", mend, 0 if taken else 5)

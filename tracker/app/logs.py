"""The log of the daemon and of the pages' server: one line for each thing said, in UTC, without a secret."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tracker.model.receipt import Receipt, SourceStatus

if TYPE_CHECKING:
    from tracker.jobs.send import Sent
    from tracker.registry.sections import Settings

log = logging.getLogger("tracker")
JSON = "json"
MASK = "***"


class OneLine(logging.Formatter):
    """ "2026-03-02T06:00:00Z warning words": a line break and what follows it, as of a traceback, come behind a bar.

    secrets: never written, wherever they would stand.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(filter(None, secrets))

    def format(self, record: logging.LogRecord) -> str:
        says = " | ".join(self._masked(super().format(record)).splitlines())
        return f"{_at(record)} {record.levelname.lower()} {says}"

    def _masked(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        return text


class OneObject(OneLine):
    """{"at": …, "level": …, "from": the logger, "says": …}: one JSON object a line, for a collector."""

    def format(self, record: logging.LogRecord) -> str:
        says = self._masked(logging.Formatter.format(self, record))
        told = {"at": _at(record), "level": record.levelname.lower(), "from": record.name, "says": says}
        return json.dumps(told, ensure_ascii=False)


def _at(record: logging.LogRecord) -> str:
    return f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%dT%H:%M:%SZ}"


def begin(settings: Settings, level: int) -> None:
    """For the whole process, on standard error, in the form that the settings ask for."""
    secrets = settings.mail.password.reveal(), settings.pubmed.api_key.reveal(), settings.operator.heartbeat_url
    handler = logging.StreamHandler()
    handler.setFormatter(OneObject(secrets) if settings.log.format == JSON else OneLine(secrets))
    logging.basicConfig(level=level, handlers=[handler])


def tell_fetched(receipt: Receipt) -> None:
    """A line for the whole, and one for each source that did not answer as it should."""
    log.info("%s: %s new, %s read", receipt.job, receipt.counts["new"], receipt.counts["read"])
    for outcome in receipt.outcomes:
        if outcome.failed or outcome.status is SourceStatus.PARTIAL:
            log.warning("%s: %s: %s", outcome.title, outcome.status.value, outcome.message)


def tell_sent(sent: Sent) -> None:
    """Nothing, where nothing was due."""
    if sent.accepted or sent.later or sent.refused or sent.suspended:
        log.info(
            "digests: %s sent, %s to be tried again, %s refused, %s suspended",
            sent.accepted,
            sent.later,
            sent.refused,
            sent.suspended,
        )

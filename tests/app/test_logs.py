"""What the daemon says while it runs: a line for each thing, in UTC, for people or for a collector, and no secret."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

import pytest

from tracker.app.logs import OneLine, OneObject, tell_fetched, tell_sent
from tracker.jobs.send import Sent
from tracker.model.receipt import Receipt, SourceOutcome, SourceStatus

AT = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


def said(words: str, *, level: int = logging.WARNING, failed: BaseException | None = None) -> logging.LogRecord:
    trace = (type(failed), failed, failed.__traceback__) if failed else None
    record = logging.LogRecord("tracker", level, __file__, 1, words, (), trace)
    record.created = AT.timestamp()
    return record


def a_failure(words: str) -> BaseException:
    try:
        raise ValueError(words)
    except ValueError:
        error = sys.exc_info()[1]
        assert error is not None
        return error


def test_a_line_for_people() -> None:
    """When, in UTC, how bad, and what."""
    assert OneLine().format(said("the feed moonleaf is blocked")) == (
        "2026-03-02T06:00:00Z warning the feed moonleaf is blocked"
    )


def test_a_line_for_a_collector() -> None:
    """The same as a JSON object."""
    assert json.loads(OneObject().format(said("an „odd“ word"))) == {
        "at": "2026-03-02T06:00:00Z",
        "level": "warning",
        "from": "tracker",
        "says": "an „odd“ word",
    }


@pytest.mark.parametrize("form", [OneLine, OneObject])
def test_whatever_is_said_takes_one_line(form: type[OneLine]) -> None:
    """A traceback, and words from elsewhere that would look like a line of ours."""
    line = form().format(said("cut\r\n2026-03-02T06:00:00Z info all is well", failed=a_failure("two\nlines")))
    assert len(line.splitlines()) == 1
    assert "ValueError: two" in line


@pytest.mark.parametrize("form", [OneLine, OneObject])
def test_a_secret_is_masked_wherever_it_stands(form: type[OneLine]) -> None:
    """In the words and in the traceback of a library; a setting that is empty masks nothing."""
    line = form(("canary-7", "")).format(said("asked with api_key=canary-7", failed=a_failure("url?key=canary-7")))
    assert "canary" not in line
    assert line.count("***") == 2


def test_a_round_is_told_with_the_sources_that_failed(caplog: pytest.LogCaptureFixture) -> None:
    """One line for the whole, one for each source that did not answer as it should; those that did are not listed."""
    caplog.set_level(logging.INFO)
    tell_fetched(
        Receipt(
            job="fetch",
            started=AT,
            finished=AT,
            outcomes=(
                SourceOutcome(source="pubmed", title="PubMed", status=SourceStatus.OK),
                SourceOutcome(
                    source="a", title="Moonleaf Letters", status=SourceStatus.BLOCKED, message="refused (403)"
                ),
                SourceOutcome(source="b", title="Dune Notes", status=SourceStatus.PARTIAL, message="2 items unread"),
            ),
            counts={"new": 3, "read": 5},
        )
    )
    assert [(one.levelname, one.getMessage()) for one in caplog.records] == [
        ("INFO", "fetch: 3 new, 5 read"),
        ("WARNING", "Moonleaf Letters: blocked: refused (403)"),
        ("WARNING", "Dune Notes: partial: 2 items unread"),
    ]


def test_sending_is_told_where_anything_was_due(caplog: pytest.LogCaptureFixture) -> None:
    """A tick a minute with nothing to send says nothing."""
    caplog.set_level(logging.INFO)
    tell_sent(Sent())
    tell_sent(Sent(accepted=2, later=1))
    assert [one.getMessage() for one in caplog.records] == [
        "digests: 2 sent, 1 to be tried again, 0 refused, 0 suspended"
    ]

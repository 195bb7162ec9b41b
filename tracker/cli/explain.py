"""explain, exclusions: why a record was found, what became of it, and what reached no digest."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tracker.cli import show
from tracker.cli.common import Globals, as_json, emit, pass_globals
from tracker.model.reason import Reason

if TYPE_CHECKING:
    from tracker.app.exclusions import Explanation

KEYS = {one.name.lower().replace("_", "-"): one for one in Reason}
SHOWN = 6


@click.command(short_help="One record's story: why found, what read, who was told, or why nobody.")
@click.argument("name", metavar="PMID|DOI")
@as_json
@pass_globals
def explain(globals_: Globals, name: str, *, as_json: bool) -> None:
    """Say which topics found it and by which words, what was read of it, what it means for the claims or why there is
    no verdict, and who was sent it and when; for one that no digest announced, the reason.

    It names readers' addresses: it is for the operator's eyes.

    \b
    Example:
      python daemon.py explain 90000001
    """
    app = globals_.app()
    story = app.exclusions.explain(name)
    if as_json:
        emit({**asdict(story), "reason": _key(story.reason) if story.reason else None})
        return
    if story.card is not None:
        show.study(story.card, {topic.id: topic.title for topic in app.registry.topics})
    else:
        click.echo(f"{story.name}  {story.title}")
    _found(story)
    if story.events:
        show.rows(("when", "what happened"), story.events)
    if story.sent:
        show.rows(("sent to", "for", "state", "when"), story.sent)
    if story.reason:
        click.echo(f"In no digest: {story.reason.value}")


@click.command(short_help="What was fetched and reached no digest, and why.")
@click.option("--reason", type=click.Choice(list(KEYS)), help="List those of one reason.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True)
@as_json
@pass_globals
def exclusions(globals_: Globals, reason: str | None, limit: int, *, as_json: bool) -> None:
    """Without a reason: how many stand under each. With one: the records, newest first.

    \b
    Examples:
      python daemon.py exclusions
      python daemon.py exclusions --reason off-topic
    """
    work = globals_.app().exclusions
    if reason is None:
        counts = work.counts()
        if as_json:
            emit({_key(why): number for why, number in counts.items()})
        else:
            show.rows(("records", "reason", "in words"), [(str(n), _key(why), why.value) for why, n in counts.items()])
        return
    found = work.listed(KEYS[reason], limit)
    if as_json:
        emit([{"name": one.name, "title": one.title, "reason": _key(one.reason)} for one in found])
        return
    click.echo(KEYS[reason].value)
    show.rows(("record", "title"), [(one.name, one.title) for one in found])
    click.echo(f"{len(found)} record(s)" + (" (there may be more: raise --limit)" if len(found) == limit else ""))


def _found(story: Explanation) -> None:
    if story.first_seen:
        click.echo(f"First seen {story.first_seen}, in: {', '.join(story.sources)}")
    for one in story.found_by:
        terms = [*one.terms, *(f"{term} (by words)" for term in one.by_words)]
        more = f" and {len(terms) - SHOWN} more" if len(terms) > SHOWN else ""
        by = ", ".join(terms[:SHOWN]) + more if terms else "PubMed alone, not by the words that are kept here"
        click.echo(f"Found for {one.topic} by: {by}")


def _key(reason: Reason) -> str:
    return reason.name.lower().replace("_", "-")


COMMANDS = (explain, exclusions)

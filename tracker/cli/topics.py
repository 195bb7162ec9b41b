"""topics: what is watched, what an edit of a search does, what it misses, and a file to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import show
from tracker.cli.common import PROGRAM, Globals, as_json, emit, pass_globals

if TYPE_CHECKING:
    from tracker.app.topicwork import Live, Named
    from tracker.rules.topicpreview import TopicPreview

SHOWN = 15
"""Titles and clauses that are printed; --json has them all."""

live = click.option("--live", is_flag=True, help="Ask PubMed as well.")


@click.group(invoke_without_command=True, short_help="What is watched; what an edit of a search does, and misses.")
@as_json
@click.pass_context
def topics(context: click.Context, *, as_json: bool) -> None:
    """Without a command: the topics with their records, cursors and must-finds.

    \b
    Examples:
      python daemon.py topics
      python daemon.py topics preview pain
    """
    if context.invoked_subcommand is not None:
        return
    lines = context.find_object(Globals).app().look.topic_rows()  # type: ignore[union-attr]  # the group has Globals
    if as_json:
        emit([asdict(line) for line in lines])
        return
    show.rows(
        ("id", "title", "claims", "must find", "records", "watched since", "read up to"),
        [(one.id, one.title, str(one.claims), str(one.must_find), one.records, one.since, one.until) for one in lines],
    )


@topics.command()
@click.argument("topic")
@live
@as_json
@pass_globals
def preview(globals_: Globals, topic: str, *, live: bool, as_json: bool) -> None:
    """What the topic's file, as it stands now, would find, against the search that was last used.

    Over the records stored in the last year: what comes in and goes out, must-finds that are missed, what each clause
    finds and what it alone finds. What no search has brought in yet is not stored: --live asks PubMed for that.

    \b
    Example:
      python daemon.py topics preview pain --live
    """
    from tracker.app.topicwork import named

    work = globals_.app().topicwork
    found, answer = work.preview(topic), work.live(topic) if live else None
    came, went = [named(one) for one in found.comes_in], [named(one) for one in found.goes_out]
    if as_json:
        emit(_as_json(found, came, went, answer))
        return
    if found.found_before is None:
        click.echo("The search last used is not known: nothing was fetched with this version yet.")
    else:
        same = "the search as it was last used" if not came and not went else f"+{len(came)} -{len(went)}"
        click.echo(f"{topic}: {same} ({found.found_before} -> {found.found_now} of {found.looked_at} stored records)")
    _titles("comes in", came)
    _titles("goes out", went)
    for must in found.missed:
        click.echo(f"MISSED  must-find {must.name}")
    if found.unknown:
        click.echo(f"{len(found.unknown)} must-find(s) are not stored; --live asks PubMed for them.")
    _clauses(found)
    if answer is not None:
        _live(answer)


@topics.command()
@click.argument("topic")
@live
@as_json
@pass_globals
def recall(globals_: Globals, topic: str, *, live: bool, as_json: bool) -> int:
    """Of what is known to belong to the topic (its must-finds, and studies that bear on its claims), what is found.

    Ends with 3 where something is missed.

    \b
    Example:
      python daemon.py topics recall pain
    """
    found = globals_.app().topicwork.recall(topic, live=live)
    missed = bool(found.missed or found.relevant_missed or found.live_lost)
    if as_json:
        emit(asdict(found))
        return 3 if missed else 0
    stored = found.must_finds - len(found.unknown)
    click.echo(f"must-finds: {stored - len(found.missed)} of {stored} stored ones are found; {found.must_finds} in all")
    for name in found.missed:
        click.echo(f"  MISSED {name}")
    click.echo(
        f"studies that bear on its claims: {found.relevant - len(found.relevant_missed)} of {found.relevant} are found"
    )
    _titles("MISSED", found.relevant_missed)
    if found.live_lost == ():
        click.echo("PubMed finds every must-find.")
    for name in found.live_lost or ():
        click.echo(f"  PubMed does not find {name}")
    return 3 if missed else 0


@topics.command()
@click.argument("topic")
@click.option("--title", default="", help="For readers [made of the id].")
@pass_globals
def new(globals_: Globals, topic: str, title: str) -> None:
    """Write a commented file for a new topic.

    \b
    Example:
      python daemon.py topics new tinnitus --title "Ringing in the ears"
    """
    path = globals_.app().topicwork.new(topic, title)
    click.echo(f"Written: {path}\nEdit it, then: {PROGRAM} check, and: {PROGRAM} topics preview {topic}")


def _titles(what: str, records: Sequence[Named]) -> None:
    for one in records[:SHOWN]:
        click.echo(f"  {what}  {one.name}  {one.title}")
    if len(records) > SHOWN:
        click.echo(f"  … and {len(records) - SHOWN} more")


def _clauses(found: TopicPreview) -> None:
    useful = [one for one in found.clauses if one.hits]
    show.rows(("hits", "alone", "clause"), [(str(one.hits), str(one.alone), one.clause) for one in useful[:SHOWN]])
    idle = [one.clause for one in found.clauses if not one.hits]
    if idle:
        more = f" and {len(idle) - SHOWN} more" if len(idle) > SHOWN else ""
        click.echo(f"{len(idle)} clause(s) match nothing that was found: {', '.join(idle[:SHOWN])}{more}")


def _live(answer: Live) -> None:
    click.echo(f"PubMed: {answer.count} records in all.")
    if answer.came is not None and answer.went is not None:
        click.echo(f"PubMed, created within a year: +{len(answer.came)} -{len(answer.went)}")
        for one in answer.titles:
            click.echo(f"  {'comes in' if int(one.name) in answer.came else 'goes out'}  {one.name}  {one.title}")
    for name in answer.lost:
        click.echo(f"  PubMed does not find {name}")
    for remark in answer.remarks:
        click.echo(f"  PubMed says: {remark}")


def _as_json(found: TopicPreview, came: Sequence[Named], went: Sequence[Named], answer: Live | None) -> dict[str, Any]:
    return {
        "looked_at": found.looked_at,
        "found_now": found.found_now,
        "found_before": found.found_before,
        "comes_in": [asdict(one) for one in came],
        "goes_out": [asdict(one) for one in went],
        "missed": [one.name for one in found.missed],
        "not_stored": [one.name for one in found.unknown],
        "clauses": [asdict(one) for one in found.clauses],
        "live": asdict(answer) if answer else None,
    }


COMMANDS = (topics,)

"""read, replay: the store under today's rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import click

from tracker.cli import show
from tracker.cli.common import Globals, as_json, emit, pass_globals, progress_bar
from tracker.cli.fetching import DAY, day

if TYPE_CHECKING:
    from tracker.app.replay import Mail, Parsed, Told
    from tracker.app.reread import Reread
    from tracker.model.digest import StudyCard


@click.command(short_help="Read again what today's rules have not read, and tell what that turns.")
@click.option("--dry-run", is_flag=True, help="On a copy of the store: keep nothing.")
@as_json
@pass_globals
def read(globals_: Globals, *, dry_run: bool, as_json: bool) -> None:
    """After a change of rules, vocabulary or claims: read the store anew, before anything of it is announced.

    Verdicts that readers were mailed and that are reversed stand first. Stopped or killed, it goes on where it was.

    \b
    Example:
      python daemon.py read --dry-run
    """
    with progress_bar() as progress:
        result = globals_.app().reread(dry_run=dry_run, progress=progress)
    if as_json:
        emit(_rows(result))
        return
    _tell(result)


@click.command(short_help="What past weeks would have said under today's rules.")
@click.option("--from", "since", type=DAY, required=True, help="First day on which records were first seen (UTC).")
@click.option("--to", "until", type=DAY, help="Last such day [today].")
@as_json
@pass_globals
def replay(globals_: Globals, since: datetime, until: datetime | None, *, as_json: bool) -> None:
    """Run past weeks again on a copy of the store, from the bytes that PubMed sent, and show which verdicts and which
    mails would have been different.

    This is how a changed rule, word or claim is judged before it goes live: the store stays as it is.

    \b
    Example:
      python daemon.py replay --from 2026-03-02 --to 2026-03-15
    """
    with progress_bar() as progress:
        result = globals_.app().replay(since.date(), day(until), progress=progress)
    if as_json:
        emit({**_rows(result.reread), "parsed": asdict(result.parsed), "mails": [_mail(one) for one in result.mails]})
        return
    _tell_parsed(result.parsed)
    _tell(result.reread)
    _tell_mails(result.mails)


def _tell_parsed(parsed: Parsed) -> None:
    line = f"{parsed.from_bytes} records parsed again from the bytes received"
    click.echo(f"{line}; {parsed.from_texts} taken from their stored texts." if parsed.from_texts else f"{line}.")
    if parsed.changed:
        click.echo(f"The bytes say something else today: {', '.join(parsed.changed)}")


def _tell_mails(mails: Sequence[Mail]) -> None:
    other = [mail for mail in mails if mail.differing]
    if not mails:
        click.echo("\nNo digest told of a record of these days.")
        return
    click.echo(f"\n{len(other)} of {len(mails)} digests (told apart by their subjects) would have been different.")
    for mail in other:
        click.echo(f"\n{mail.subject}")
        for told in mail.differing:
            click.echo(f"  {told.becomes.name}  {told.becomes.title}")
            for was, becomes in _differences(told):
                click.echo(f"    was: {was}\n    now: {becomes}")


def _differences(told: Told) -> list[tuple[str, str]]:
    """What a reader sees first, where it differs: the plain line, the marks, each claim's line, the quote."""
    pairs = [(_seen(told.was), _seen(told.becomes)), (told.was.quote, told.becomes.quote)]
    differing = [(was or "nothing", now or "nothing") for was, now in pairs if was != now]
    return differing or [("the same words", "in another place or order")]


def _seen(card: StudyCard) -> str:
    claims = "; ".join(f"{line.claim}: {line.reading}" for line in card.lines) or "no verdict"
    marks = f" [{', '.join(card.badges)}]" if card.badges else ""
    return f"{card.plain}{marks} {claims}"


def _mail(mail: Mail) -> dict[str, object]:
    return {
        "subject": mail.subject,
        "differing": [{"study": told.becomes.name, **asdict(told)} for told in mail.differing],
    }


def _rows(result: Reread) -> dict[str, object]:
    return {
        "read": result.read,
        "turned": [{**asdict(one), "reversed": one.is_reversed} for one in result.turned],
        "states": [
            {"claim": e.claim, "stratum": e.stratum, "was": e.before, "becomes": e.after} for e in result.states
        ],
    }


def _tell(result: Reread) -> None:
    if not result.read and not result.turned:
        click.echo("Everything was read with today's rules, words and claims already.")
        return
    told = sum(bool(one.digests) for one in result.turned)
    click.echo(
        f"{result.read} read again. {len(result.turned)} verdicts turn, {told} of them on studies that were mailed."
    )
    for one in result.turned:
        mark = "REVERSED " if one.is_reversed else ""
        click.echo(f"\n{mark}{one.claim}: {one.was or 'no verdict'} -> {one.becomes or 'no verdict'}")
        click.echo(f"  {one.name}  {one.title}")
        if one.quote:
            click.echo(f"  \u201c{one.quote}\u201d (rule {one.rule})")
        for subject in one.digests:
            click.echo(f"  told in: {subject}")
    if result.states:
        rows = [(e.claim or "", e.stratum, e.before or "none", e.after) for e in result.states]
        click.echo("")
        show.rows(("claim", "stratum", "was", "becomes"), rows)


COMMANDS = (read, replay)

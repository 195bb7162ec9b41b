"""search, show, status: what the store holds."""

from __future__ import annotations

from dataclasses import asdict

import click

from tracker.cli import show as printing
from tracker.cli.common import Globals, as_json, as_typed, console, emit, escape, pass_globals
from tracker.errors import UsageError


@click.command(short_help="Full-text search over everything stored.")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@as_json
@pass_globals
def search(globals_: Globals, words: tuple[str, ...], limit: int, *, as_json: bool) -> None:
    """Search titles and abstracts; every word has to occur.

    \b
    Example:
      python daemon.py search remission placebo
    """
    found = globals_.app().look.search(" ".join(words), limit)
    if as_json:
        emit([printing.card_data(card) for card in found])
        return
    printing.rows(
        ("record", "published", "title"),
        [
            (card.pubmed_url.rstrip("/").rpartition("/")[2] or card.doi_url, card.published, card.title)
            for card in found
        ],
    )
    click.echo(f"{len(found)} record(s)" + (" (more may match: raise --limit)" if len(found) == limit else ""))


@click.command(short_help="One record: what was read, and what it means for the claims.")
@click.argument("name", metavar="PMID|DOI")
@as_json
@pass_globals
def show(globals_: Globals, name: str, *, as_json: bool) -> None:
    """Show a stored record with its appraisal, its verdicts and what was announced of it.

    \b
    Examples:
      python daemon.py show 90000001
      python daemon.py show 10.5555/demo.1
    """
    app = globals_.app()
    view = app.look.show(name)
    if view is None:
        raise UsageError(f"no record {name} is stored", mend="Search for it: python daemon.py search WORDS")
    if as_json:
        emit(asdict(view))
        return
    printing.study(view.card, {topic.id: topic.title for topic in app.registry.topics})
    out = console()
    if view.abstract:
        out.print(view.abstract, markup=False)
    printing.rows(("fact", "read as", "from"), [(one.name, one.value, one.quote) for one in view.facts])
    printing.rows(("when", "what happened"), view.history)


@click.command(short_help="Is all well? Sources, store, mail in one look.")
@as_json
@pass_globals
def status(globals_: Globals, *, as_json: bool) -> int:
    """Say when each source last answered, what failed, what waits to be sent, and whether the store is sound.

    Ends with 3 where a source's last answer failed, with 4 where the store is not sound.

    \b
    Example:
      python daemon.py status --json
    """
    view = globals_.app().look.status()
    if as_json:
        emit(asdict(view))
    else:
        printing.rows(("", ""), view.facts)
        if view.sources:
            printing.rows(("source", "last answer", "when", "last good", "message"), view.sources)
        for warning in view.warnings:
            console().print(f"[yellow]![/yellow] {escape(as_typed(warning))}", markup=True)
    return view.exit_code


COMMANDS = (search, show, status)

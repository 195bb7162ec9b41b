"""claims check, claims diff, claims history: for whoever edits a claim."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from tracker.cli import show
from tracker.cli.common import Globals, as_json, emit, pass_globals
from tracker.cli.ledger import claims


@claims.command("check")
@click.option(
    "--articles",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with the articles' texts, each named by its id: look up every passage.",
)
@pass_globals
def check_claims(globals_: Globals, articles: Path | None) -> int:
    """Can every rule fire, does each tension stand under both claims, are the ids those of the ledger, and does each
    article say what is quoted from it? Ends with 2 where something is wrong.

    \b
    Example:
      python daemon.py claims check --articles texts
    """
    app = globals_.app()
    found = app.claimwork.check(articles)
    for line in found:
        click.echo(line)
    passages = sum(len(claim.sources) for claim in app.registry.claims)
    looked = f"{passages} passages looked up" if articles else f"{passages} passages not looked up (--articles)"
    click.echo(f"{len(found)} problem(s) in {len(app.registry.claims)} claims, {looked}.")
    return 2 if found else 0


@claims.command()
@click.argument("claim", nargs=-1)
@as_json
@pass_globals
def diff(globals_: Globals, claim: tuple[str, ...], *, as_json: bool) -> None:
    """What would change in verdicts and ledger if the claims as they stand in the files went live. Nothing is written.

    Records are held against them as they were last read; after an edit of the vocabulary use `read --dry-run`.

    \b
    Example:
      python daemon.py claims diff trd-efficacy
    """
    found = globals_.app().claimwork.diff(claim)
    if as_json:
        emit(asdict(found))
        return
    click.echo(
        f"{found.looked_at} records held against the claims: {len(found.verdicts)} verdict(s) and "
        f"{len(found.states)} state(s) would change."
    )
    for one in found.verdicts:
        click.echo(f"\n{one.claim}: {one.was or 'no verdict'} -> {one.becomes or 'no verdict'}")
        click.echo(f"  {one.name}  {one.title}")
        if one.quote:
            click.echo(f"  “{one.quote}”")
    if found.states:
        click.echo("")
        show.rows(
            ("claim", "stratum", "was", "becomes"),
            [
                (one.claim, str(one.stratum), one.before.value if one.before else "none", one.after.value)
                for one in found.states
            ],
        )


@claims.command()
@click.argument("claim")
@as_json
@pass_globals
def history(globals_: Globals, claim: str, *, as_json: bool) -> None:
    """How the claim's state came about: was X, now Y, because of Z.

    \b
    Example:
      python daemon.py claims history trd-efficacy
    """
    changes = globals_.app().look.claim(claim).history
    if as_json:
        emit([asdict(one) for one in changes])
        return
    show.rows(
        ("when", "stratum", "was", "now", "why", "because of"),
        [
            (
                f"{one.at:%Y-%m-%d}",
                one.stratum,
                one.before or "none",
                one.after,
                one.reason,
                one.because.title if one.because else "",
            )
            for one in changes
        ],
    )


COMMANDS = (claims,)

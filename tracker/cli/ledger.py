"""claims: the ledger, and a maintainer's word against the machine's."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from tracker.cli import show
from tracker.cli.common import Globals, as_json, emit, pass_globals
from tracker.errors import UsageError
from tracker.model.verdict import Ground, Stance


class ClaimsGroup(click.Group):
    """`claims ID` is `claims show ID`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["show", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=ClaimsGroup, invoke_without_command=True, short_help="The ledger: every claim and where it stands.")
@as_json
@click.pass_context
def claims(context: click.Context, *, as_json: bool) -> None:
    """Without a claim: all of them with their states. `claims ID` shows one with its studies.

    \b
    Examples:
      python daemon.py claims
      python daemon.py claims trd-efficacy
      python daemon.py claims overrule 90000001 trd-efficacy none --why "primary outcome misread"
    """
    if context.invoked_subcommand is not None:
        return
    app = context.find_object(Globals).app()  # type: ignore[union-attr]  # the group always has its Globals
    lines = app.look.claim_rows()
    if as_json:
        emit([asdict(line) for line in lines])
    else:
        show.rows(("claim", "statement", "state"), [(one.id, one.statement, show.claim_state(one)) for one in lines])


@claims.command("show", hidden=True)
@click.argument("claim")
@as_json
@pass_globals
def show_claim(globals_: Globals, claim: str, *, as_json: bool) -> None:
    """One claim: what the articles say and where, its state by stratum, the studies with their quotes, its history."""
    view = globals_.app().look.claim(claim)
    if as_json:
        emit(asdict(view))
    else:
        show.claim(view)


@claims.command()
@click.argument("record", metavar="PMID|DOI")
@click.argument("claim")
@click.argument("stance", type=click.Choice([*(one.value for one in Stance), "none"]))
@click.option("--ground", type=click.Choice([one.value for one in Ground]), help="Needed with challenges.")
@click.option("--why", required=True, help="One sentence; it is shown beside the verdict.")
@pass_globals
def overrule(globals_: Globals, record: str, claim: str, stance: str, ground: str | None, why: str) -> None:
    """Put your word in place of the machine's verdict. The machine's stays beside it, and the ledger follows yours.

    \b
    Example:
      python daemon.py claims overrule 90000001 trd-efficacy challenges --ground not-shown --why "..."
    """
    if (stance == Stance.CHALLENGES.value) != (ground is not None):
        raise UsageError(
            "--ground goes with challenges, and only with it", mend="Choose against, ruled-out or not-shown."
        )
    globals_.app().overrule(
        record,
        claim,
        stance=None if stance == "none" else Stance(stance),
        ground=Ground(ground) if ground else None,
        why=why,
    )
    click.echo(f"Noted: {record} on {claim} is {stance}.")


@claims.command()
@pass_globals
def overrules(globals_: Globals) -> None:
    """What maintainers have overruled, as labelled abstracts: one JSON object a line, for `assess --score`.

    \b
    Example:
      python daemon.py claims overrules > labels.jsonl
    """
    for row in globals_.app().look.overrules():
        click.echo(json.dumps(row, ensure_ascii=False))


COMMANDS = (claims,)

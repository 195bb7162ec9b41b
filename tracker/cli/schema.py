"""schema: what editors complete and check the files by."""

from __future__ import annotations

import click

from tracker.cli.common import Globals, pass_globals

NAMES = ("subject", "topic", "claims", "articles", "feeds", "mesh", "vocabulary", "settings")


@click.command(short_help="JSON Schemas of the files in queries/ and of the settings, for editors.")
@click.argument("name", type=click.Choice(NAMES), required=False)
@click.option("--write", is_flag=True, help="Write all of them into queries/schemas/.")
@pass_globals
def schema(globals_: Globals, name: str | None, *, write: bool) -> None:
    """Print one schema, or write all. The first line of each file names its schema, so that an editor that speaks to
    yaml-language-server completes keys and marks mistakes while one types.

    \b
    Examples:
      python daemon.py schema topic
      python daemon.py schema --write
    """
    from tracker.app.schemas import schema_text, write_schemas

    if write:
        for path in write_schemas(globals_.files().queries):
            click.echo(f"Written: {path}")
    elif name:
        click.echo(schema_text(name), nl=False)
    else:
        click.echo("\n".join(NAMES))


COMMANDS = (schema,)

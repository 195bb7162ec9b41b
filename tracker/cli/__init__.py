"""The command line: arguments in, advice and exit codes out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tracker import __version__
from tracker.cli import (
    articles,
    browse,
    checking,
    claimwork,
    digests,
    doctoring,
    explain,
    fetching,
    files,
    people,
    rereading,
    schema,
    serving,
    topics,
)
from tracker.cli.common import EXIT_CODES, Globals, as_typed, exit_code, report
from tracker.errors import TrackerError


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog=EXIT_CODES,
)
@click.version_option(__version__, prog_name="tracker")
@click.option("--settings", type=click.Path(path_type=Path), help="Settings file [settings.yaml beside daemon.py].")
@click.option("--queries", type=click.Path(path_type=Path), help="Folder of topics, claims, feeds [queries].")
@click.option("--state", type=click.Path(path_type=Path), help="Folder of the database [state].")
@click.option("--verbose", is_flag=True, help="Say more of what is done, on standard error.")
@click.pass_context
def cli(
    context: click.Context, settings: Path | None, queries: Path | None, state: Path | None, *, verbose: bool
) -> None:
    """Watches PubMed and journal feeds, holds new results against published claims, mails a digest.

    \b
    Examples:
      python daemon.py demo                     the whole round on fictional records
      python daemon.py check                    are the files in queries/ sound?
      python daemon.py fetch --since 2026-11-01 what is new since then
      python daemon.py run                      the daemon
    """
    context.obj = Globals(settings, queries, state, verbose)


for command in (
    *fetching.COMMANDS,
    *digests.COMMANDS,
    *people.COMMANDS,
    *browse.COMMANDS,
    *topics.COMMANDS,
    *explain.COMMANDS,
    *articles.COMMANDS,
    *claimwork.COMMANDS,
    *rereading.COMMANDS,
    *checking.COMMANDS,
    *files.COMMANDS,
    *schema.COMMANDS,
    *serving.COMMANDS,
    *doctoring.COMMANDS,
):
    cli.add_command(command)


def _name_as_typed(command: click.Command) -> None:
    """In the help of a command and of those below it."""
    command.help = as_typed(command.help or "")
    if isinstance(command, click.Group):
        for one in command.commands.values():
            _name_as_typed(one)


_name_as_typed(cli)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code. A user's mistake never shows a traceback."""
    try:
        result = cli.main(arguments, standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except TrackerError as error:
        report(error)
        return exit_code(error)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        click.echo(f"Error: {error.strerror or error}: {error.filename or ''}", err=True)
        return 2
    return result if isinstance(result, int) else 0

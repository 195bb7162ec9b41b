"""doctor: is everything there that the tracker needs?"""

from __future__ import annotations

from dataclasses import asdict

import click

from tracker.cli.common import Globals, as_json, as_typed, console, emit, pass_globals

MARKS = {True: "[green]well    [/green]", False: "[red]NOT WELL[/red]", None: "-       "}


@click.command(short_help="Is everything there that the tracker needs?")
@click.option("--send-test", metavar="ADDRESS", default="", help="Also hand over one short mail to this address.")
@as_json
@pass_globals
def doctor(globals_: Globals, send_test: str, *, as_json: bool) -> int:
    """Look at files, disk, database, clock, DNS, PubMed and the mail server, and say what to do about each.

    Nothing is stored, and nothing is mailed without --send-test. Ends with the exit code of the first that is not well.

    \b
    Examples:
      python daemon.py doctor
      python daemon.py doctor --send-test operator@example.org
    """
    from rich.markup import escape

    from tracker.app.doctor import examine

    findings = []
    for one in examine(globals_.app(), send_test=send_test):
        findings.append(one)
        if not as_json:
            out = console()
            out.print(f"{MARKS[one.well]} {one.what}: {escape(one.says)}")
            if one.mend:
                out.print(f"         {escape(as_typed(one.mend))}")
    if as_json:
        emit([asdict(one) for one in findings])
    return next((one.exit_code for one in findings if one.exit_code), 0)


COMMANDS = (doctor,)

"""articles: for the editor of one of them."""

from __future__ import annotations

from dataclasses import asdict

import click

from tracker.cli import show
from tracker.cli.common import Globals, as_json, emit, pass_globals
from tracker.errors import SourceError


@click.command(short_help="The articles: which of their sentences no longer hold.")
@click.argument("article", required=False)
@click.option("--ask", is_flag=True, help="Ask PubMed about the works cited now; the daemon does once a week.")
@as_json
@pass_globals
def articles(globals_: Globals, article: str | None, *, ask: bool, as_json: bool) -> None:
    """Without an article: all of them. With one: its sentences, those to look at again first, and the works it cites:
    which record each is, where the printed citation disagrees, what became of it, and what cites it since.

    \b
    Examples:
      python daemon.py articles
      python daemon.py articles 003
      python daemon.py articles 003 --ask
    """
    app = globals_.app()
    look = app.look
    if ask:
        for failed in app.look_up_cited().failures:
            raise SourceError(failed.message, where=failed.title, mend="Without --ask you see what was known before.")
    if article is None:
        rows = look.article_rows()
        if as_json:
            emit([asdict(row) for row in rows])
        else:
            headings = ("article", "title", "sentences", "to look at again", "works cited", "struck", "misprinted")
            lines = [
                (row.id, row.title, *map(str, (row.sentences, row.look_again, row.cites, row.struck, row.misprinted)))
                for row in rows
            ]
            show.rows(headings, lines)
        return
    view = look.article(article)
    if as_json:
        emit(asdict(view))
    else:
        show.article(view)


COMMANDS = (articles,)

"""articles: for the editor of one of them."""

from __future__ import annotations

from dataclasses import asdict

import click

from tracker.cli import show
from tracker.cli.common import Globals, as_json, emit, pass_globals


@click.command(short_help="The articles: which of their sentences no longer hold.")
@click.argument("article", required=False)
@as_json
@pass_globals
def articles(globals_: Globals, article: str | None, *, as_json: bool) -> None:
    """Without an article: all of them. With one: its sentences, those to look at again first, and the works it cites.

    \b
    Examples:
      python daemon.py articles
      python daemon.py articles 001
    """
    look = globals_.app().look
    if article is None:
        rows = look.article_rows()
        if as_json:
            emit([asdict(row) for row in rows])
        else:
            headings = ("article", "title", "sentences", "to look at again", "works cited")
            lines = [(row.id, row.title, str(row.sentences), str(row.look_again), str(row.cites)) for row in rows]
            show.rows(headings, lines)
        return
    view = look.article(article)
    if as_json:
        emit(asdict(view))
    else:
        show.article(view)


COMMANDS = (articles,)

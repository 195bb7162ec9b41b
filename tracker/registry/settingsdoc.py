"""Settings for people: the rows of the command `settings`, and the text of settings.example.yaml."""

from __future__ import annotations

import textwrap
from dataclasses import fields
from typing import Any, NamedTuple

from tracker.registry.options import Secret
from tracker.registry.sections import Settings
from tracker.registry.settings import Key, all_keys

_HEAD = """\
# yaml-language-server: $schema=queries/schemas/settings.json
# Settings of the evidence tracker. Copy this file to settings.yaml and change what you need: every line that sets
# something is commented out and shows the default or, where there is none, an example.
#
# Every setting is also an environment variable, which goes before this file: TRACKER_<SECTION>_<KEY> in capitals
# (TRACKER_PUBMED_BASE_URL; lists comma-separated). A secret can stand in a file of its own: TRACKER_MAIL_PASSWORD_FILE
# and TRACKER_PUBMED_API_KEY_FILE name it. `python daemon.py settings` prints what is in force and where it comes from.
"""


NOT_SET = "(not set)"


class Row(NamedTuple):
    """key: "mail.host"; value: as text, secrets masked; origin: "default", "settings.yaml:12", "TRACKER_MAIL_HOST"."""

    key: str
    value: str
    origin: str
    about: str


def describe(settings: Settings) -> tuple[Row, ...]:
    """Every setting in force and where it comes from, in the order of the example file."""
    rows = []
    for key in all_keys():
        holder: Any = getattr(settings, key.section) if key.section else settings
        value = getattr(holder, key.field)
        shown = _shown(value)
        if shown == NOT_SET and key.option.when_empty:
            shown = f"({NOT_SET.strip('()')}: {key.option.when_empty})"
        rows.append(Row(key.name, shown, settings.origins.get(key.name, "default"), key.option.about))
    return tuple(rows)


def example() -> str:
    """The text of settings.example.yaml."""
    lines = [_HEAD.rstrip()]
    section = ""
    docs = {one.name: (getattr(Settings(), one.name).__doc__ or "") for one in fields(Settings)}
    keys = sorted(all_keys(), key=lambda key: bool(key.section))  # top level first: a section must not swallow it
    for key in keys:
        if key.section != section:
            section = key.section
            lines += ["", f"{section}:  # {docs[section].strip().rstrip('.')}"]
        else:
            lines.append("")
        lines += _entry(key)
    return "\n".join(lines) + "\n"


def _entry(key: Key) -> list[str]:
    indent = "  " if key.section else ""
    about = key.option.about
    if key.option.when_empty:
        about += f" Left out: {key.option.when_empty}."
    elif key.option.example:
        about += f" Left out: {_shown(key.default)}."
    lines = textwrap.wrap(about, width=112, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ")
    value = key.option.example or _as_yaml(key.default)
    return [*lines, f"{indent}#{key.path[-1]}: {value}"]


def _as_yaml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _shown(value: Any) -> str:
    if isinstance(value, Secret):
        return "(set, not shown)" if value else NOT_SET
    if value is None or value == "":
        return NOT_SET
    if isinstance(value, tuple):
        return ", ".join(value) or "(none)"
    return _as_yaml(value)

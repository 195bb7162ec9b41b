"""Settings in force: environment before settings file before default; every mistake is told at once.

`[pubmed] base_url` is the environment variable TRACKER_PUBMED_BASE_URL; for a secret, TRACKER_MAIL_PASSWORD_FILE names
a file that holds it. Lists are comma-separated in a variable.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from tracker.errors import Problem
from tracker.registry.findings import Findings
from tracker.registry.options import OPTION, Option, Written
from tracker.registry.sections import Settings
from tracker.registry.settingrules import check_together
from tracker.registry.suggest import did_you_mean, listed
from tracker.registry.yamlfile import YamlFile, read_yaml
from tracker.registry.yamltree import Plain, ValuePath

PREFIX = "TRACKER_"
ENVIRONMENT = "environment"
MAX_SECRET_BYTES = 10_000


@dataclass(frozen=True, slots=True)
class Key:
    """One setting: where it lives. section "" is the top level."""

    section: str
    field: str
    option: Option
    default: Any

    @property
    def path(self) -> tuple[str, ...]:
        name = self.option.key or self.field
        return (self.section, name) if self.section else (name,)

    @property
    def name(self) -> str:
        return ".".join(self.path)

    @property
    def variable(self) -> str:
        return PREFIX + "_".join(self.path).upper()


def all_keys() -> Iterator[Key]:
    """Every setting, in the order of the example file."""
    defaults = Settings()
    for one in fields(Settings):
        value = getattr(defaults, one.name)
        if OPTION in one.metadata:
            yield Key("", one.name, one.metadata[OPTION], value)
        elif hasattr(value, "__dataclass_fields__"):
            for inner in fields(value):
                yield Key(one.name, inner.name, inner.metadata[OPTION], getattr(value, inner.name))


def load_settings(file: Path | None, environ: Mapping[str, str], *, also_known: Collection[str] = ()) -> Settings:
    """The settings in force. Raises FilesError with every problem of file and environment.

    file: None, or a file that may be missing: then defaults and environment count. also_known: TRACKER_ variables that
    the caller reads itself.
    """
    findings = Findings()
    settings = read_settings(file, environ, findings, also_known=also_known)
    findings.raise_errors()
    return replace(settings, warnings=findings.warnings_in_order())


def read_settings(
    file: Path | None, environ: Mapping[str, str], findings: Findings, *, also_known: Collection[str] = ()
) -> Settings:
    """As load_settings; problems go into `findings`, and a setting that is wrong keeps its default."""
    keys = tuple(all_keys())
    source = read_yaml(file, _shown(file)) if file is not None and file.exists() else None
    written: dict[str, tuple[Written, str, Problem]] = {}
    if source is not None:
        findings.add(source.problems)
        _refuse_unknown_keys(source, keys, findings)
        _take_from_file(source, keys, written, findings)
        _warn_of_open_secrets(source, file, keys, written, findings)
    _refuse_unknown_variables(environ, keys, also_known, findings)
    _take_from_environment(environ, keys, written, findings)
    return _in_force(keys, written, findings)


def _in_force(keys: tuple[Key, ...], written: dict[str, tuple[Written, str, Problem]], findings: Findings) -> Settings:
    settings = Settings()
    origins: dict[str, str] = {}
    places: dict[str, Problem] = {}
    for key in keys:
        origins[key.name] = "default"
        if key.name not in written:
            continue
        words, origin, at = written[key.name]
        try:
            value = key.option.read(words)
        except ValueError as error:
            message, _, mend = str(error).partition("\n")
            findings.error(replace(at, message=f"'{key.name}' {message}", mend=mend))
            continue
        origins[key.name], places[key.name] = origin, at
        settings = _with(settings, key, value)
    check_together(settings, places, findings)
    return replace(settings, origins=origins)


def _shown(file: Path) -> str:
    """The file's path as short as it can be said from here."""
    here = Path.cwd()
    return str(file.relative_to(here)) if file.is_relative_to(here) else str(file)


def _with(settings: Settings, key: Key, value: Any) -> Settings:
    if not key.section:
        return replace(settings, **{key.field: value})
    section = replace(getattr(settings, key.section), **{key.field: value})
    return replace(settings, **{key.section: section})


def _refuse_unknown_keys(source: YamlFile, keys: tuple[Key, ...], findings: Findings) -> None:
    if not source.readable or source.data is None:
        return
    if not isinstance(source.data, dict):
        findings.error(source.at_value((), "Settings are sections with keys.", "Compare with settings.example.yaml."))
        return
    sections = {key.section for key in keys} - {""}
    top = [key.path[0] for key in keys if not key.section] + sorted(sections)
    for name, value in source.data.items():
        if name not in top:
            findings.error(_unknown(source, (name,), top))
        elif name in sections and isinstance(value, dict):
            known = [key.path[1] for key in keys if key.section == name]
            findings.add(_unknown(source, (name, inner), known) for inner in value if inner not in known)
        elif name in sections and value is not None:
            mend = "Write its keys below it, indented."
            findings.error(source.at_value((name,), f"'{name}' is a section and takes no value itself.", mend))


def _unknown(source: YamlFile, path: tuple[str, ...], known: list[str]) -> Problem:
    mend = did_you_mean(path[-1], known) or f"Known here: {listed(known)}."
    return source.at_key(path, f"The key '{'.'.join(path)}' is not known.", mend)


def _take_from_file(
    source: YamlFile, keys: tuple[Key, ...], written: dict[str, tuple[Written, str, Problem]], findings: Findings
) -> None:
    for key in keys:
        holder: Any = source.data
        for part in key.path[:-1]:
            holder = holder.get(part) if isinstance(holder, dict) else None
        if not isinstance(holder, dict) or holder.get(key.path[-1]) is None:
            continue  # a key without a value is as good as left out
        words = _words(source, key.path, holder[key.path[-1]])
        if words is None:
            findings.error(source.at_value(key.path, f"'{key.name}' has keys below it.", "Write one value, or a list."))
            continue
        origin = f"{source.name}:{source.key_place(key.path).line}"
        written[key.name] = (words, origin, source.at_value(key.path, ""))


def _words(source: YamlFile, path: ValuePath, value: Plain) -> Written | None:
    """The value as it is written: text, or a list of texts; None for anything deeper."""
    if isinstance(value, list):
        items = [source.written((*path, number)) for number in range(len(value))]
        return None if any(item is None for item in items) else [item or "" for item in items]
    return source.written(path)


def _warn_of_open_secrets(
    source: YamlFile,
    file: Path | None,
    keys: tuple[Key, ...],
    written: dict[str, tuple[Written, str, Problem]],
    findings: Findings,
) -> None:
    if file is None or not file.stat().st_mode & 0o077:
        return
    for key in keys:
        if key.option.secret and key.name in written:
            mend = f"chmod 600 {source.name}, or use {key.variable}_FILE."
            findings.warn(source.at_key(key.path, f"'{key.name}' stands in a file that others can read.", mend))


def _refuse_unknown_variables(
    environ: Mapping[str, str], keys: tuple[Key, ...], also_known: Collection[str], findings: Findings
) -> None:
    known = [key.variable for key in keys] + [f"{key.variable}_FILE" for key in keys if key.option.secret]
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known and name not in also_known:
            mend = did_you_mean(name, known) or "See settings.example.yaml for all of them."
            findings.error(Problem(ENVIRONMENT, 0, 0, f"The variable {name} is not known.", mend))


def _take_from_environment(
    environ: Mapping[str, str],
    keys: tuple[Key, ...],
    written: dict[str, tuple[Written, str, Problem]],
    findings: Findings,
) -> None:
    for key in keys:
        variable, by_file = key.variable, f"{key.variable}_FILE"
        if key.option.secret and environ.get(by_file):
            if environ.get(variable):
                findings.error(
                    Problem(ENVIRONMENT, 0, 0, f"Both {variable} and {by_file} are set.", "Keep one of them.")
                )
            try:
                words = _secret_in(Path(environ[by_file]))
            except (OSError, ValueError) as error:
                why = getattr(error, "strerror", None) or str(error)
                message = f"{by_file} names a file that cannot be used: {why}."
                findings.error(Problem(ENVIRONMENT, 0, 0, message, "Check its path, permissions and content."))
                continue
            written[key.name] = (words, by_file, Problem(by_file, 0, 0, ""))
        elif variable in environ:
            written[key.name] = (environ[variable], variable, Problem(variable, 0, 0, ""))


def _secret_in(path: Path) -> str:
    """The content of a secret's file without the line break at its end."""
    with path.open("rb") as stream:
        content = stream.read(MAX_SECRET_BYTES + 1)
    if len(content) > MAX_SECRET_BYTES:
        raise ValueError(f"it is larger than {MAX_SECRET_BYTES:,} bytes")
    try:
        words = content.decode("utf-8").strip()
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    if not words:
        raise ValueError("it is empty")
    return words

"""claims/*.yaml: the articles' claims; the file's name is their kind."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from tracker.errors import Problem
from tracker.model.claim import Claim, ClaimKind, Passage, Tension
from tracker.registry import claimrule
from tracker.registry.checked import checked_entries
from tracker.registry.folder import QueryFolder
from tracker.registry.suggest import listed
from tracker.registry.yamlfile import YamlFile

if TYPE_CHECKING:
    from tracker.registry.schema import ClaimEntry

NAME = "claims"


def read_claims(folder: QueryFolder) -> tuple[tuple[Claim, ...], dict[str, YamlFile]]:
    """The claims in file order, and the file of every claim id (also of those that are wrong)."""
    from tracker.registry.schema import ClaimEntry

    claims: list[Claim] = []
    files: dict[str, YamlFile] = {}
    for file in folder.read_all(NAME):
        kind = _kind(file, folder)
        if not file.readable:
            continue
        entries, problems = checked_entries(file, ClaimEntry, "claim")
        folder.findings.add(problems)
        for id in file.data if isinstance(file.data, dict) else ():
            _check_id(id, file, files, folder)
            files.setdefault(id, file)
        if kind is not None:
            claims += [_claim(id, kind, entry, file, folder) for id, entry in entries.items() if files[id] is file]
    return tuple(claims), files


def _kind(file: YamlFile, folder: QueryFolder) -> ClaimKind | None:
    name = PurePath(file.name).stem
    if name in [kind.value for kind in ClaimKind]:
        return ClaimKind(name)
    mend = f"Name it {listed(f'{kind.value}.yaml' for kind in ClaimKind)}."
    folder.findings.error(Problem(file.name, 0, 0, "The file's name is no kind of claim.", mend))
    return None


def _check_id(id: str, file: YamlFile, files: dict[str, YamlFile], folder: QueryFolder) -> None:
    from tracker.registry.schema import NAME_MEND, name_problem

    if wrong := name_problem(id, "claim"):
        folder.findings.error(file.at_key((id,), wrong, NAME_MEND))
    if id in files:
        other = files[id]
        message = f"The claim '{id}' stands in {other.name}:{other.key_place((id,)).line} as well."
        folder.findings.error(file.at_key((id,), message, "Keep one, or rename one."))


def _claim(id: str, kind: ClaimKind, entry: ClaimEntry, file: YamlFile, folder: QueryFolder) -> Claim:
    return Claim(
        id=id,
        statement=entry.statement,
        kind=kind,
        polarity=entry.polarity,
        scope=entry.scope,
        supports=entry.supports,
        challenges=entry.challenges,
        sources=tuple(Passage(one.article, one.words) for one in entry.sources),
        tensions=tuple(Tension(one.claim, one.why) for one in entry.tensions),
        comparable=entry.comparable,
        why_not_comparable=" ".join(entry.why_not_comparable.split()),
        state_model=entry.state_model,
        rule=claimrule.read(file, (id, "rule"), folder.findings) if entry.rule is not None else None,
        file=file.name,
        line=file.key_place((id,)).line,
    )

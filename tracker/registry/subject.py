"""subject.yaml: what the tracker is about, what readers are told first, and the shared search blocks."""

from __future__ import annotations

from tracker.model.topic import CrisisLines, Subject
from tracker.registry.checked import checked
from tracker.registry.folder import QueryFolder

NAME = "subject.yaml"


def written_blocks(folder: QueryFolder) -> dict[str, str]:
    """The blocks of the file, also where something else in it is wrong."""
    data = folder.files[NAME].data
    blocks = data.get("blocks") if isinstance(data, dict) else None
    return {name: text for name, text in blocks.items() if isinstance(text, str)} if isinstance(blocks, dict) else {}


def read_subject(folder: QueryFolder) -> Subject | None:
    """The subject with its blocks as written; None where the file is wrong, which the findings then say."""
    from tracker.registry.schema import NAME_MEND, SubjectFile, name_problem

    file = folder.read(NAME)
    if not file.readable:
        return None
    entry, problems = checked(file, SubjectFile)
    folder.findings.add(problems)
    if entry is None:
        return None
    if wrong := name_problem(entry.id, "subject"):
        folder.findings.error(file.at_value(("id",), wrong, NAME_MEND))
    for name in entry.blocks:
        if wrong := name_problem(name, "block"):
            folder.findings.error(file.at_key(("blocks", name), wrong, NAME_MEND))
    telling = [word for word in (entry.id, entry.title) if word.casefold() in entry.digest_name.casefold()]
    if telling:
        message = f"'digest_name' names '{telling[0]}': it stands in subject lines, which others than the reader see."
        folder.findings.error(file.at_value(("digest_name",), message, "Choose a neutral name: Research digest."))
    return Subject(
        id=entry.id,
        title=entry.title,
        digest_name=entry.digest_name,
        safety=entry.safety,
        crisis=entry.crisis,
        crisis_in={code: CrisisLines(one.name, one.lines) for code, one in entry.crisis_in.items()},
        blocks=dict(entry.blocks),
        serious_harms=entry.serious_harms,
        topics_first=entry.topics_first,
    )

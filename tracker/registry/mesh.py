"""mesh.yaml: the MeSH descriptors that the searches use."""

from __future__ import annotations

from tracker.model.folding import fold
from tracker.model.mesh import Descriptor, MeshFile
from tracker.registry.checked import checked_entries
from tracker.registry.folder import QueryFolder

NAME = "mesh.yaml"


def read_mesh(folder: QueryFolder) -> MeshFile:
    from tracker.registry.schema import DescriptorEntry

    file = folder.read(NAME)
    if not file.readable:
        return MeshFile()
    entries, problems = checked_entries(file, DescriptorEntry, "descriptor")
    folder.findings.add(problems)
    first: dict[tuple[bool, str], str] = {}
    for name, entry in entries.items():
        same = first.setdefault((name.startswith("/"), fold(name)), name)
        if same != name:
            message = f"'{name}' is the same descriptor as '{same}'."
            folder.findings.error(file.at_key((name,), message, "Keep one of them."))
        if name in entry.narrower:
            place = (name, "narrower", entry.narrower.index(name))
            folder.findings.error(file.at_value(place, f"'{name}' stands beneath itself.", "Take it out."))
    return MeshFile(
        tuple(
            Descriptor(
                name=name,
                ui=entry.ui,
                entry_terms=entry.entry_terms,
                narrower=entry.narrower,
                verified=entry.verified,
            )
            for name, entry in entries.items()
        )
    )

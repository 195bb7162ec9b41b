"""The folder `queries/` while it is read: what was read from it, and what was found wrong."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from tracker.errors import Problem
from tracker.registry.findings import Findings
from tracker.registry.yamlfile import YamlFile, read_yaml


@dataclass(slots=True)
class QueryFolder:
    path: Path
    findings: Findings
    files: dict[str, YamlFile] = field(default_factory=dict)  #: by their path inside the folder, with slashes

    def shown(self, name: str) -> str:
        """How problems call a file: "queries/topics/x.yaml", wherever the folder lies."""
        return f"{self.path.name}/{name}"

    def read(self, name: str) -> YamlFile:
        """Read the file of this name ("topics/x.yaml"); its problems join the findings."""
        file = read_yaml(self.path / name, self.shown(name))
        self.findings.add(file.problems)
        self.files[name] = file
        return file

    def read_all(self, name: str) -> list[YamlFile]:
        """Read every .yaml file of a folder inside, by name. A file that would be passed over is named as a warning."""
        folder = self.path / name
        if not folder.is_dir():
            mend = "Create it, or check the folder given with --queries."
            self.findings.error(Problem(self.shown(name), 0, 0, "The folder is missing.", mend))
            return []
        found = []
        for path in sorted(folder.iterdir()):
            if path.suffix == ".yaml" and not path.name.startswith("."):
                found.append(self.read(f"{name}/{path.name}"))
            elif path.suffix != ".md" and not path.name.startswith(".") and not path.name.endswith("~"):
                mend = "Only names that end in .yaml are read: rename or move it."
                self.findings.warn(Problem(self.shown(f"{name}/{path.name}"), 0, 0, "This file is not read.", mend))
        return found

    def all_readable(self, under: str) -> bool:
        """True if no file read whose name starts with `under` is missing or no YAML."""
        return all(file.readable for name, file in self.files.items() if name.startswith(under))

    def keys(self, name: str) -> list[str] | None:
        """The top-level keys of a file that was read, right or wrong; None where there are none to be had."""
        data = self.files[name].data
        return list(data) if isinstance(data, dict) else None

    def digest(self, under: str = "") -> str:
        """A hash (32 hex digits) over names and bytes of the files read whose names start with `under`."""
        whole = hashlib.blake2b(digest_size=16)
        for name in sorted(self.files):
            if name.startswith(under):
                whole.update(f"{name}\0{self.files[name].digest}\n".encode())
        return whole.hexdigest()

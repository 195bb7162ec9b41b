"""Lets one parser meet inputs that libFuzzer makes up, led by the lines of code that they reach.

    python -m tests.faults.coverage_fuzz NAME FOLDER -runs=N [libFuzzer's other options]

FOLDER keeps what reached something new, from one run to the next. Where an input breaks a promise
(tests/faults/parsers.py) it ends with the error, and keeps the input as a case that `make test` tries from then on.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import atheris

LONGEST_INPUT = 4096


def main(name: str, folder: Path, *options: str) -> None:
    with atheris.instrument_imports(include=["tracker", "email"]):
        from tests.faults.parsers import FINDS, documents, survives

        for document in documents(name):
            survives(name, document)  # whatever is imported only when it is needed

    def meet(data: bytes) -> None:
        try:
            survives(name, data)
        except BaseException:
            keep(FINDS / name, data)
            raise

    folder.mkdir(parents=True, exist_ok=True)
    for number, document in enumerate(documents(name)):
        (folder / f"sound-{number}").write_bytes(document)
    atheris.Setup(["coverage_fuzz", f"-max_len={LONGEST_INPUT}", *options, str(folder)], meet)
    atheris.Fuzz()


def keep(folder: Path, data: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.blake2b(data, digest_size=6).hexdigest()).write_bytes(data)


def in_a_child(name: str, folder: Path, *options: str) -> int:
    """The memory that libFuzzer counts is a process's own, but for what it was before `exec`: the tests' there."""
    child = os.fork()
    if child == 0:
        main(name, folder, *options)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    sys.exit(in_a_child(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]))

"""Every parser takes whatever comes: a value or an error of ours, within a second, and nothing else.

`make test` tries twenty-five inputs each and every input that ever broke a promise (finds/). `make prove` tries two
thousand, half of them random and half a real document spoiled; and lets libFuzzer look for more.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.figures import note
from tests.faults.parsers import (
    FILES_OF_PEOPLE,
    FINDS,
    LONGEST_SECONDS,
    NAMES,
    ROOT,
    SLACK,
    STREAMS,
    documents,
    survives,
)

FEW, MANY = 25, 2_000
FEW_FILES, MANY_FILES = 10, 500  #: each is a whole folder, read anew
BY_COVERAGE = {**dict.fromkeys(STREAMS, 20_000), **dict.fromkeys(FILES_OF_PEOPLE, 5_000)}
MOST_MEMORY_MB = 200
"""Resident, with the program's modules and the libraries' in it."""


def spoiled(sound: tuple[bytes, ...]) -> st.SearchStrategy[bytes]:
    """Any bytes; or a real document with a piece cut out, doubled, or overwritten."""

    @st.composite
    def one(draw: st.DrawFn) -> bytes:
        data = bytearray(draw(st.sampled_from(sound)))
        for _ in range(draw(st.integers(1, 4))):
            at = draw(st.integers(0, len(data)))
            to = min(at + draw(st.integers(0, 40)), len(data))
            piece = draw(st.one_of(st.just(b""), st.just(bytes(data[at:to]) * 3), st.binary(max_size=8), hostile))
            data[at:to] = piece
        return bytes(data)

    hostile = st.sampled_from(
        [
            b"\0",
            b"<",
            b"&",
            b"]]>",
            b"<!--",
            b"\xff\xfe",
            "\u202e".encode(),
            b"&#0;",
            b"(",
            b'"',
            b"9" * 30,
            b"9" * 5000,
        ]
    )
    return st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode), one(), one())


def fuzz(name: str, examples: int) -> None:
    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(spoiled(documents(name)))
    def run(data: bytes) -> None:
        survives(name, data)

    run()


@pytest.mark.parametrize("name", NAMES)
def test_a_few_inputs(name: str) -> None:
    """A sample of the long run."""
    fuzz(name, FEW if name in STREAMS else FEW_FILES)


@pytest.mark.parametrize("find", sorted(FINDS.rglob("*/*")), ids=lambda file: f"{file.parent.name} {file.name}")
def test_what_once_broke_a_promise(find: Path) -> None:
    """Inputs that crashed a parser, or held it up, when they were found."""
    survives(str(find.parent.relative_to(FINDS)), find.read_bytes())


@pytest.mark.prove
@pytest.mark.parametrize("name", NAMES)
def test_two_thousand_inputs(name: str) -> None:
    """No crash, no hang."""
    inputs = MANY if name in STREAMS else MANY_FILES
    fuzz(name, inputs)
    note("hypothesis", name, inputs)


@pytest.mark.prove
@pytest.mark.parametrize("name", NAMES)
def test_inputs_led_by_coverage(tmp_path: Path, name: str) -> None:
    """No crash, no hang, no memory beyond the bound, for so many inputs of up to 4 KB that libFuzzer makes up."""
    options = (
        f"-runs={BY_COVERAGE[name]}",
        "-seed=1",
        f"-timeout={SLACK * LONGEST_SECONDS:.0f}",
        f"-rss_limit_mb={SLACK * MOST_MEMORY_MB}",
        "-print_final_stats=1",
    )
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.coverage_fuzz", name, str(tmp_path / "corpus"), *options],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    said = dict(re.findall(r"stat::(\w+):\s+(\d+)", done.stderr))
    note(
        "atheris",
        name,
        {"inputs": int(said["number_of_executed_units"]), "kept": int(said["new_units_added"]),
         "slowest_s": int(said["slowest_unit_time_sec"]), "peak_mb": int(said["peak_rss_mb"])},
    )  # fmt: skip

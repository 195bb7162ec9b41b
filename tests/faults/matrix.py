"""The matrix of faults, and the figures of the long proofs, as docs/reliability.md shows them.

    python -m tests.faults.matrix          puts both into the page

The tests of a row are those that bear its number; its guards stand in guards.py; the figures are those that the
proofs noted in figures.json.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.faults.figures import figures
from tests.faults.guards import GUARDS

TESTS = Path(__file__).resolve().parents[1]
PAGE = TESTS.parent / "docs" / "reliability.md"

ROWS = {
    1: ("429, with and without Retry-After", "waited out, nothing lost; without end: failed, made good later"),
    2: ("the 429 body with status 200", "as 1"),
    3: ("bad API key", "one request, a clear message, the key in nothing that is produced"),
    4: ("500/503, an HTML page", "growing pauses, then failed"),
    5: ("reset, a body cut off", "asked again"),
    6: ("a hang, a drip of bytes, headers included", "one deadline for the whole request"),
    7: ("`<ERROR>` with status 200", "failed, the cursor stands"),
    8: ("viewer timeout", "asked again, then in halves"),
    9: ('"ID list is empty"', "not asked again"),
    10: ("truncated, prolog-only or empty XML", "nothing of the batch is stored; asked again"),
    11: ("control characters in JSON", "read as the error it is"),
    12: ("more than 9,999 hits", "halved by date until each part fits, or a loud failure"),
    13: ("a page one short", "count and PMIDs are brought into agreement"),
    14: ("PMIDs missing from the reply", "partial, asked again at five fetches, then reported as withdrawn"),
    15: ("lost WebEnv", "asked by PMIDs; nothing rests on a WebEnv"),
    16: ("a count that is none", "failed, never zero"),
    17: ("a sudden zero", "asked again, then failed, unless the search no longer matches the records that are kept"),
    18: ("dropped phrase, unknown tag, bad proximity", "the search is named with file and line"),
    19: ("unknown DTD, new elements", "read, offline"),
    20: ("added late; matches only later", "found and announced, as late"),
    21: ("ahead of print becomes an issue", "updated, not announced"),
    22: ("retraction, expression of concern", "one alert, about the paper and never about its notice"),
    23: ("book, no abstract, DOI or author", "kept"),
    24: ("clock set back, or ahead and right again", "no stall, nothing twice, nothing lost"),
    25: ("304", "unchanged, an answer"),
    26: ("301/308", "followed, the move proposed in `status`"),
    27: ("410", "asked no more, named at every run"),
    28: ("403, challenge page", "blocked; its papers come through PubMed"),
    29: ("200 with HTML or nothing", "failed"),
    30: ("truncated feed", "whole items only, partial; the rest comes next time"),
    31: ("stray `&`, control characters", "all items are kept"),
    32: ("all GUIDs change", "nobody is alerted"),
    33: ("one GUID on two papers", "both are kept"),
    34: ("missing or impossible date", "kept, without a date"),
    35: ("markup in a title", "clean text"),
    36: ("one DOI in feed and PubMed", "one record, announced once"),
    37: ("entity, gzip, quadratic, depth bombs", "bounded CPU and memory"),
    38: ("file:, private address, redirect or rebinding to one", "refused, however it is spelled"),
    39: ("`javascript:` link, HTML injection", "inert in mail and page"),
    40: ("421, 45x, greylisting", "the same Message-ID later"),
    41: ("permanent 550", "suspended after the set number, the operator is told"),
    42: ("550 5.4.5", "nothing for 24 hours"),
    43: ("some recipients refused", "only those again"),
    44: ("connection lost after the final dot", "sent again under the same Message-ID, counted as ambiguous"),
    45: ("killed between the server's yes and the commit", "as 44"),
    46: ("bad TLS certificate", "refused, the mail waits"),
    47: ("CR/LF in a title", "no header of its own"),
    48: ("long unsubscribe address", "whole, on one line"),
    49: ("digest over 102 KB", "shortened; what is left out, and where it is, is stated"),
    50: ("mail server down for days", "all waits, one digest a period, the alarm after two days"),
    51: ("SIGKILL anywhere", "the end is as without it"),
    52: ("SIGTERM in the middle of a job", "gone within ten seconds"),
    53: ("disk full, I/O error", "rolled back, said; goes on when there is room"),
    54: ("damaged or 0-byte database", 'refused, never "all new"'),
    55: ("a second `run`; others writing", "refused with the first one's pid; short writes take turns"),
    56: ("database locked for long", "a bounded wait, a clear message"),
    57: ("machine off when a run was due", "one fetch, one digest"),
    58: ("both changes of clocks, month ends, leap day", "one digest a local date"),
    59: ("a home that cannot be written", "works"),
    60: ("backup during writes", "opens, is sound, goes on without telling anything twice"),
}
"""Row -> what goes wrong, and how it ends."""


@cache
def how_many_bear() -> dict[int, int]:
    """Row -> how many tests bear its number."""
    names = [
        name
        for file in TESTS.rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.M)
    ]
    return {row: sum(bool(re.search(rf"_f0?{row}_", name)) for name in names) for row in ROWS}


def matrix() -> Iterator[str]:
    yield "| row | what goes wrong | how it ends | tests | a guard, and the test that fails without it |"
    yield "|---|---|---|---|---|"
    for row, (fault, end) in ROWS.items():
        guards = "<br>".join(f"{one.what}: `{one.test}`" for one in GUARDS if one.row == row)
        yield f"| F{row} | {fault} | {end} | {how_many_bear()[row]} | {guards} |"


def proofs() -> Iterator[str]:
    """What the long proofs did when they were last run whole."""
    yield "| proof | what it did |"
    yield "|---|---|"
    for scene, points in figures("kills").items():
        kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(points.items(), key=lambda one: -one[1]))
        yield f"| killed, {scene} | at each of {sum(points.values()):,} points: {kinds} |"
    for number in figures("exchanges").values():
        yield f"| killed as a process, the demo's world | at each of {number:,} exchanges |"
    for scene, times in figures("disk").items():
        yield f"| disk fails, {scene} | {times:,} times, at each write, truncation and fsync |"
    for seed, year in figures("soak").items():
        told = f"{year['struck']} faults struck in {year['ticks']} ticks; {year['records']} records in the end"
        yield f"| a year with faults, {seed} | {told}, all as in the year without |"
    for lives in figures("lives").values():
        yield f"| lives | {lives['lives']} of {lives['steps']} steps in any order, with kills and moved clocks |"
    if made := figures("hypothesis"):
        yield f"| inputs made by hypothesis | {sum(made.values()):,} over {len(made)} parsers: no crash, no hang |"
    for name, one in figures("atheris").items():
        yield f"| inputs led by coverage, {name} | {one['inputs']:,}: no crash, no hang, {one['peak_mb']} MB at most |"
    yield f"| guards taken out | {len(figures('guards'))} of {len(GUARDS)}, and the test of each was seen to fail |"


def written(page: str) -> str:
    """The page with both parts put in."""
    for name, lines in (("matrix", matrix()), ("proofs", proofs())):
        start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        before, _, rest = page.partition(start)
        _, _, after = rest.partition(end)
        page = f"{before}{start}\n" + "\n".join(lines) + f"\n{end}{after}"
    return page


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")

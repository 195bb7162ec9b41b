"""What PubMed would change in a search without a word, found before it is asked.

Sources: PubMed User Guide (tags, truncation, proximity, Boolean operators) and what its search is known to do with the
rest: an unknown tag searches all fields, a tag on a group does not reach the terms in it, a proximity it cannot use is
ignored, a character that only looks like an asterisk or a quote is an ordinary one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from tracker.model.folding import fold
from tracker.model.mesh import MeshFile
from tracker.query.datematch import read_date
from tracker.query.fieldmatch import filter_is_known, is_filter
from tracker.query.fields import DATE_FIELDS, MESH_FIELDS, TAG_NAMES, TEXT_FIELDS, Field, TagTrouble
from tracker.query.foreign import foreign_signs, lower_case_operators
from tracker.query.lints import Lint
from tracker.query.lookalikes import look_alikes
from tracker.query.meshmatch import split_heading
from tracker.query.parse import parse
from tracker.query.scan import SearchError
from tracker.query.textmatch import LEAST_LETTERS
from tracker.query.tree import Group, Join, Node, Operator, Range, Term, show, unchained, walk

_NEAR_FIELDS = frozenset({Field.TITLE, Field.TITLE_ABSTRACT})
_TRUNCATED_FIELDS = TEXT_FIELDS | {Field.MESH, Field.MAJOR_TOPIC, Field.SUBSTANCE, Field.AUTHOR, Field.JOURNAL,
                                   Field.PUBLICATION_TYPE, Field.ELSEWHERE}  # fmt: skip


def check_search(text: str, blocks: Mapping[str, str] | None = None, mesh: MeshFile | None = None) -> tuple[Lint, ...]:
    """Every problem of a search, in its order; one that cannot be read at all gives that as its last. Never raises.

    Blocks are not looked into: check each of them as a search of its own.
    """
    return read_search(text, blocks, mesh)[1]


def read_search(
    text: str, blocks: Mapping[str, str] | None = None, mesh: MeshFile | None = None
) -> tuple[Node | None, tuple[Lint, ...]]:
    """The tree, None where the search cannot be read at all, and what `check_search` says."""
    try:
        node = parse(text, blocks)
    except SearchError as error:
        unread = Lint(error.at.line, error.at.column, error.message, error.mend, "unreadable", block=error.at.block)
        return None, (*sorted(look_alikes(text)), unread)
    return node, lint(node, text, mesh)


def lint(node: Node, text: str, mesh: MeshFile | None = None) -> tuple[Lint, ...]:
    """Everything in a parsed search that PubMed would take otherwise than it reads, in the order of the text.

    text: what the node was parsed from. With a MeSH file, headings that it does not hold are named too.
    """
    found = [*look_alikes(text), *_mixed(node)]
    for each in walk(node):
        if each.at.block:
            continue
        match each:
            case Term():
                found += _tag(each)
                found += _words(each)
                found += _proximity(each) if each.tag and each.tag.distance is not None else _truncation(each)
                found += _value(each)
                found += _heading(each, mesh) if mesh is not None else ()
            case Range():
                found += _tag(each)
                found += _range(each)
            case Group():
                found += _group(each)
            case Join() if each.implied:
                found.append(
                    Lint(each.right.at.line, each.right.at.column, "No operator stands before this; PubMed puts AND.",
                         "Write the operator that is meant.", "implied-and", serious=False)
                )  # fmt: skip
    return tuple(sorted(found))


def _tag(node: Term | Range) -> Iterator[Lint]:
    tag = node.tag
    if tag is None:
        if is_filter(node):
            return
        yield Lint.at(node.at, f"{_shown(node)} has no tag: PubMed searches all fields and adds terms of its own.",
                      "Add a tag such as [tiab] or [mh].", "no-tag", serious=False)  # fmt: skip
        return
    match tag.trouble:
        case TagTrouble.UNKNOWN:
            near = get_close_matches(tag.text.lower(), sorted(TAG_NAMES), n=1)
            yield Lint.at(tag.at, f"PubMed knows no tag [{tag.text}] and would search all fields instead.",
                          f"Did you mean [{near[0]}]?" if near else "See PubMed's list of search field tags.",
                          "unknown-tag")  # fmt: skip
        case TagTrouble.NO_EXPLOSION:
            yield Lint.at(tag.at, f"[{tag.text}]: only MeSH tags can be told not to explode.",
                          "Take :noexp out, or use [mh:noexp].", "no-explosion")  # fmt: skip
        case TagTrouble.EXTRA:
            yield Lint.at(tag.at, f"[{tag.text}]: PubMed does not know what stands after the colon.",
                          "Use :noexp after a MeSH tag, or :~N after [ti] or [tiab].", "unknown-tag")  # fmt: skip
    if tag.field is Field.ELSEWHERE:
        yield Lint.at(tag.at, f"[{tag.text}] cannot be judged on feed items; they are never found by it.",
                      "Fine for PubMed; add [tiab] words if feeds count too.", "not-kept", serious=False)  # fmt: skip


def _words(term: Term) -> Iterator[Lint]:
    if not fold(term.text):
        yield Lint.at(
            term.at, f"{_shown(term)} holds no letter or digit; PubMed drops it.", "Take it out.", "nothing-left"
        )
    if term.quoted:
        return
    signs = [*lower_case_operators(term), *foreign_signs(term)]
    yield from signs
    if signs or any(each.serious for each in look_alikes(term.text)):
        return  # quotes around the whole would not be what is meant
    if term.tag is not None and term.tag.distance is None and term.field in TEXT_FIELDS and " " in term.text:
        yield Lint.at(
            term.at,
            f"{_shown(term)}: PubMed may search these words one by one, not as a phrase.",
            f'Put them in quotes: "{term.text}"[{term.tag.text}].',
            "unquoted-phrase",
            serious=False,
        )


def _truncation(term: Term) -> Iterator[Lint]:
    if "*" not in term.text:
        return
    bare = term.text.rstrip("*")
    last_word = (fold(bare).split() or [""])[-1]
    if term.text == "*":
        yield Lint.at(
            term.at, "This asterisk stands alone.", 'Put it inside the quotes: "some word*".', "stray-asterisk"
        )
    elif "*" in bare or term.text.endswith("**"):
        yield Lint.at(term.at, f"{_shown(term)}: an asterisk counts only at the end of a term.",
                      "Write the variants out, joined by OR.", "asterisk-inside")  # fmt: skip
    elif len(last_word) < LEAST_LETTERS:
        one_word = " " not in fold(bare)
        yield Lint.at(term.at, f"{_shown(term)}: fewer than {LEAST_LETTERS} letters before the asterisk"
                      + ("; PubMed ignores it." if one_word else " in the last word; PubMed may ignore it."),
                      "Write the variants out, joined by OR.", "short-truncation", serious=one_word)  # fmt: skip
    elif term.field in (Field.MESH, Field.MAJOR_TOPIC):
        yield Lint.at(term.at, f"{_shown(term)}: with an asterisk, narrower headings are no longer included.",
                      "Name the headings, joined by OR.", "no-explosion", serious=False)  # fmt: skip
    elif term.field not in _TRUNCATED_FIELDS:
        yield Lint.at(
            term.at, f"{_shown(term)}: this field takes no asterisk.", "Write the value out.", "asterisk-inside"
        )


def _proximity(term: Term) -> Iterator[Lint]:
    assert term.tag is not None
    reasons = {
        f"[{term.tag.text}]: only [ti], [tiab] and [ad] know proximity": (
            term.field not in _NEAR_FIELDS and term.tag.text.lower().split(":")[0].strip() not in ("ad", "affiliation")
        ),
        "the words are not in quotes": not term.quoted,
        "it needs two words or more": len(fold(term.text).split()) < 2,
        "an asterisk cannot be used with it": "*" in term.text,
    }
    if wrong := [reason for reason, is_so in reasons.items() if is_so]:
        yield Lint.at(term.tag.at, f"PubMed ignores this proximity: {'; '.join(wrong)}.",
                      'Write it as "two words"[tiab:~3], without asterisk.', "bad-proximity")  # fmt: skip


def _value(term: Term) -> Iterator[Lint]:
    yield from _entry_date(term)
    if term.field in DATE_FIELDS and read_date(term.text) is None:
        yield Lint.at(term.at, f"{_shown(term)} is no date that can be judged here; feed items pass it.",
                      "Write dates as YYYY, YYYY/MM or YYYY/MM/DD.", "date", serious=False)  # fmt: skip
    if term.field is Field.FILTER and not filter_is_known(term.text):
        yield Lint.at(term.at, f"{_shown(term)} can only be judged by PubMed; feed items pass it.",
                      "Fine for PubMed; check its spelling there.", "unknown-filter", serious=False)  # fmt: skip


def _entry_date(node: Term | Range) -> Iterator[Lint]:
    if node.field is Field.ENTERED:
        yield Lint.at(node.at, f"{_shown(node)}: a record that PubMed adds late carries its publication date there.",
                      "Use [crdt], the day on which the record was created.", "entry-date", serious=False)  # fmt: skip


def _range(node: Range) -> Iterator[Lint]:
    yield from _entry_date(node)
    if node.field not in DATE_FIELDS:
        return
    start, end = read_date(node.start), read_date(node.end)
    for text, day in ((node.start, start), (node.end, end)):
        if day is None:
            yield Lint.at(node.at, f'"{text}" is no date.', "Write dates as YYYY, YYYY/MM or YYYY/MM/DD.", "date")
    if start and end and start[0] > end[1]:
        yield Lint.at(node.at, "This range ends before it starts.", "Turn it round.", "date")


def _heading(term: Term, mesh: MeshFile) -> Iterator[Lint]:
    if term.field not in MESH_FIELDS or term.truncated:
        return
    heading, subheading = split_heading(term.text, mesh)
    if term.field is Field.SUBHEADING:
        heading, subheading = "", term.text
    for name, shown in ((heading, heading), (f"/{subheading}" if subheading else "", subheading)):
        held = mesh.find(name) if name else None
        if name and held is None:
            yield Lint.at(term.at, f'"{shown}" is not in the MeSH file: nothing narrower is known of it here.',
                          "Check its spelling in the MeSH browser and add it to the file.", "unknown-heading",
                          serious=False)  # fmt: skip
        elif held is not None and not name.startswith("/") and fold(held.name) != fold(name):
            yield Lint.at(term.at, f'"{shown}" is another name of the heading "{held.name}"; PubMed searches that.',
                          f'Write "{held.name}".', "entry-term", serious=False)  # fmt: skip


def _group(group: Group) -> Iterator[Lint]:
    if group.tag is not None:
        yield Lint.at(group.tag.at, f"PubMed does not hand [{group.tag.text}] down to the terms in these parentheses.",
                      f"Write {show(hand_down(group))}", "tag-on-group")  # fmt: skip


def hand_down(group: Group) -> Group:
    """The group with its tag on every term that has none: what the searcher meant."""

    def tagged(node: Term | Range | Group) -> Term | Range | Group:
        if isinstance(node, Group):
            return Group(tagged_chain(node.inner), node.tag, node.at, node.block)
        return Term(node.text, node.quoted, group.tag, node.at) if node.tag is None else node

    def tagged_chain(node: Node) -> Node:
        first, steps = unchained(node)
        here: Node = tagged(first)
        for step in steps:
            here = Join(here, step.operator, tagged(step.right), step.at, step.implied)
        return here

    return Group(tagged_chain(group.inner), None, group.at, group.block)


def _mixed(node: Node) -> Iterator[Lint]:
    """OR beside AND or NOT in one chain: read from left to right, whatever the searcher meant."""
    inside: set[int] = set()
    for each in walk(node):
        if not isinstance(each, Join) or id(each) in inside:
            continue
        _, chain = unchained(each)
        inside.update(map(id, chain))
        operators = {step.operator for step in chain}
        if Operator.OR in operators and len(operators) > 1 and not each.at.block:
            turn = next(step for step in chain if step.operator is not chain[0].operator)
            yield Lint.at(turn.at, f"{chain[0].operator} and {turn.operator} stand side by side; PubMed works from "
                          f"left to right, so everything before this {turn.operator} is one group.",
                          "Set parentheses.", "mixed-operators")  # fmt: skip


def _shown(node: Term | Range) -> str:
    return show(node)

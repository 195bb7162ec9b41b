"""Expressions that are tried only where they can match: what every match must contain is looked for first.

An abstract is asked some 500 of them, and most do not match. To see that none of a few pieces stands in a sentence
takes a tenth of the time of the expression itself. The pieces are read out of the expression: nobody lists them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]  # private; tests hold the results against plain re
from re import _parser  # type: ignore[attr-defined]  # the same
from typing import Any

_MOST = 32
"""In how many ways a piece may be written: "randomi[sz]ed" has two."""
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_NO_WIDTH = (op.AT, op.ASSERT, op.ASSERT_NOT)
_Pieces = frozenset[str]
_EMPTY: _Pieces = frozenset({""})


class Expression:
    """A compiled expression, with the methods of one.

    pieces: every match contains one of them; none if unknown. only_with: asked in their place; a text that has none of
    these is passed over, whatever the expression says of it.
    """

    __slots__ = (
        "_only_with", "findall", "finditer", "flags", "found", "fullmatch", "match", "pattern", "pieces", "search",
        "split", "sub",
    )  # fmt: skip
    found: Callable[[str], bool]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    findall: Callable[..., list[Any]]
    finditer: Callable[..., Iterable[re.Match[str]]]
    split: Callable[..., list[str | Any]]
    sub: Callable[[str | Callable[[re.Match[str]], str], str], str]
    pieces: tuple[str, ...]

    def __init__(self, pattern: str, flags: int = 0, only_with: tuple[str, ...] = ()) -> None:
        self.pattern, self.flags, self._only_with = pattern, flags, only_with

    def __getattr__(self, name: str) -> Any:
        """Compile it when it is asked for the first time: some hundreds are imported and never asked."""
        if name not in self.__slots__:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        self.pieces = self._only_with or pieces_of(self.pattern, self.flags)
        self.match, self.fullmatch = compiled.match, compiled.fullmatch
        self.split, self.sub = compiled.split, compiled.sub
        self.search = self._where_it_can(compiled.search, None)
        self.findall = self._where_it_can(compiled.findall, [])
        self.finditer = self._where_it_can(compiled.finditer, ())
        alone = compiled.groups or compiled.flags != re.UNICODE
        branches = [self.pattern] if alone else _branches_of(self.pattern)
        asked: list[Callable[[str], re.Match[str] | None]]
        asked = [compiled.search] if len(branches) == 1 else [Expression(branch).search for branch in branches]
        self.found = self._found(asked)
        return getattr(self, name)

    def _found(self, branches: list[Callable[[str], re.Match[str] | None]]) -> Callable[[str], bool]:
        """Whether it matches anywhere: "one|other" is asked one by one, each only where its own pieces stand."""
        pieces = self.pieces or ("",)

        def found(text: str) -> bool:
            for piece in pieces:
                if piece in text:
                    break
            else:
                return False
            for branch in branches:  # noqa: SIM110 - any() takes three times as long
                if branch(text):
                    return True
            return False

        return found

    def count(self, text: str) -> int:
        return len(self.findall(text))

    def _where_it_can(self, method: Callable[..., Any], nothing: Any) -> Callable[..., Any]:
        pieces = self.pieces
        if not pieces:
            return method

        def guarded(text: str, *span: int) -> Any:
            for piece in pieces:
                if piece in text:
                    return method(text, *span)
            return nothing

        return guarded


def _branches_of(pattern: str) -> list[str]:
    """ "a(?:b|c)|[|]" -> "a(?:b|c)" and "[|]": what stands between the outermost bars."""
    branches, depth, start = [], 0, 0
    for token in _TOKEN.finditer(pattern):
        if token[0] == "|" and not depth:
            branches.append(pattern[start : token.start()])
            start = token.end()
        depth += (token[0] == "(") - (token[0] == ")")
    return [*branches, pattern[start:]]


_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)


@cache
def expression(pattern: str) -> Expression:
    """The same, for an expression that stands where it is used: made once."""
    return Expression(pattern)


def pieces_of(pattern: str, flags: int = 0) -> tuple[str, ...]:
    """Strings of which every match of the expression contains one; none where that cannot be told.

    Example: "\\bno (?:clear )?benefits?|did not (?:help|work)" -> "benefit", "did not help", "did not work".
    """
    parsed = _parser.parse(pattern, flags)
    if parsed.state.flags & re.IGNORECASE:
        return ()
    best = _needed(parsed)
    return tuple(sorted(best, key=lambda piece: (len(piece), piece))) if _chance(best) < _TOO_MANY else ()


_TOO_MANY = 1.3
"""Pieces of which as many stand in a sentence are not worth looking for."""
_COMMON = frozenset((
    "a", "after", "all", "an", "and", "are", "as", "at", "between", "by", "each", "for", "from", "group", "groups",
    "had", "has", "have", "in", "is", "no", "not", "of", "on", "one", "or", "patients", "study", "than", "that",
    "the", "these", "this", "those", "to", "treatment", "two", "was", "we", "were", "who", "with",
))  # fmt: skip
"""Words of nearly every text: to look for one of these alone says little."""


def _chance(pieces: _Pieces) -> float:
    """How many of them stand in a sentence, very roughly; many where there are none to look for."""
    return sum(0.5 if (piece := one.strip()) in _COMMON else 2.0 ** -len(piece) for one in pieces) if pieces else 99.0


def _cost(pieces: _Pieces) -> float:
    return _chance(pieces) + 0.03 * len(pieces)


def _needed(sequence: _parser.SubPattern) -> _Pieces:
    """The best pieces of what must follow one another; none where there are none.

    Of "(?:was|is) (?:clear|unsure)" these are "clear" and "unsure", and not the four ways to write the whole.
    """
    candidates: list[_Pieces] = []
    run = plain = _EMPTY  #: all the ways to write the stretch that ends here, and its end that is written in one way
    for kind, of in _words(sequence):
        ways = _ways(kind, of)
        if len(ways) == 1:
            plain = _joined(plain, ways)
        else:
            candidates += [plain, ways or _inside(kind, of)]
            plain = _EMPTY
        if ways and len(run) * len(ways) <= _MOST:
            run = _joined(run, ways)
        else:
            candidates.append(run)
            run = ways or _EMPTY
    candidates += [run, plain]
    return _shortest(min((c for c in candidates if "" not in c), key=_cost, default=frozenset()))


def _words(sequence: _parser.SubPattern) -> Iterator[tuple[Any, Any]]:
    """The same with letters that follow one another as one text: a third of the work."""
    for literal, parts in itertools.groupby(sequence.data, lambda part: part[0] is op.LITERAL):
        if literal:
            yield op.LITERAL, "".join(chr(of) for _, of in parts)
        else:
            yield from parts


def _joined(first: _Pieces, second: _Pieces) -> _Pieces:
    return frozenset(a + b for a, b in itertools.product(first, second))


def _shortest(pieces: _Pieces) -> _Pieces:
    """Without those that contain another one."""
    return frozenset(p for p in pieces if not any(other in p for other in pieces if other != p))


def _inside(kind: Any, of: Any) -> _Pieces:
    """The pieces that something of which not all the ways to write it are known cannot do without."""
    if kind is op.SUBPATTERN and not of[1] & re.IGNORECASE:
        return _needed(of[3])
    if kind is op.ATOMIC_GROUP:
        return _needed(of)
    if kind in _REPEATS and of[0] > 0:
        return _needed(of[2])
    if kind is op.BRANCH:
        branches = [_needed(branch) for branch in of[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    return frozenset()


def _ways(kind: Any, of: Any) -> _Pieces:
    """All the ways to write one part, where they are few; none where they are many or not known."""
    if kind is op.LITERAL:
        return frozenset({of})
    if kind in _NO_WIDTH:
        return _EMPTY
    if kind is op.IN:
        return _letters(of)
    if kind is op.SUBPATTERN and not of[1] and not of[2]:
        return _ways_of_all(of[3])
    if kind is op.BRANCH:
        branches = [_ways_of_all(branch) for branch in of[1]]
        together = frozenset().union(*branches) if all(branches) else frozenset()
        return together if len(together) <= _MOST else frozenset()
    if kind in _REPEATS:
        least, most, repeated = of
        once = _ways_of_all(repeated)
        if once and least == most and len(once) ** most <= _MOST:
            return frozenset(map("".join, itertools.product(once, repeat=most)))
        return once | _EMPTY if once and (least, most) == (0, 1) else frozenset()
    return frozenset()


def _letters(members: list[tuple[Any, Any]]) -> _Pieces:
    """The letters of "[sz]"; none of "[^sz]", "[a-z]" or "[\\d]"."""
    return frozenset(chr(of) for _, of in members) if all(kind is op.LITERAL for kind, _ in members) else frozenset()


def _ways_of_all(sequence: _parser.SubPattern) -> _Pieces:
    run = _EMPTY
    for kind, of in _words(sequence):
        ways = _ways(kind, of)
        if not ways or len(run) * len(ways) > _MOST:
            return frozenset()
        run = _joined(run, ways)
    return run

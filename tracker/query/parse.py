"""PubMed's search language read into a tree (PubMed User Guide; a small grammar, so read by hand).

search  := operand ( [AND | OR | NOT] operand )*        from left to right, no precedence; none written means AND
operand := "(" search ")" [tag] | {block} | term [":" term]
term    := "phrase" [tag] | word+ [tag]
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tracker.query.fields import DATE_FIELDS, Field, Position, Tag, read_tag
from tracker.query.scan import Kind, SearchError, Token, tokens
from tracker.query.tree import Group, Join, Node, Operator, Range, Term

_DEEPEST = 50
"""Groups within groups: no searcher writes more, and deeper ones could exhaust the stack."""

_END = re.compile(r"\d+(?:[/ -](?:\d+|[A-Za-z][a-z]{2,}))*")
"""An end of a range: digits, or a date in one of PubMed's ways."""

_STARTS = frozenset({Kind.OPEN, Kind.PHRASE, Kind.WORD, Kind.BLOCK})


def parse(text: str, blocks: Mapping[str, str] | None = None) -> Node:
    """The tree of a search. `{name}` is replaced by blocks[name], as if it stood in parentheses.

    Raises SearchError (with position and mend) where the text cannot be read at all: parentheses or quotes without
    a partner, an operator without an operand, an unknown block. Everything PubMed would accept and silently
    change is read, and left to `lint`.
    """
    return _Parser(text, blocks or {}).whole()


class _Parser:
    def __init__(self, text: str, blocks: Mapping[str, str], block: str = "", depth: int = 0) -> None:
        self.tokens = list(tokens(text, block))
        self.blocks = blocks
        self.index = 0
        self.depth = depth

    @property
    def next(self) -> Token:
        return self.tokens[self.index]

    def take(self) -> Token:
        token = self.tokens[self.index]
        self.index += 1
        return token

    def whole(self) -> Node:
        if self.next.kind is Kind.END:
            raise SearchError("The search is empty.", self.next.at, "Write at least one term.")
        node = self.search()
        if self.next.kind is Kind.CLOSE:
            raise SearchError("This ) closes nothing.", self.next.at, "Take it out, or add the ( that it belongs to.")
        return node

    def search(self) -> Node:
        node: Node = self.operand()
        while True:
            token = self.next
            if token.kind is Kind.OPERATOR:
                self.take()
                node = Join(node, Operator(token.text), self.operand(after=token), token.at)
            elif token.kind in _STARTS:
                node = Join(node, Operator.AND, self.operand(), token.at, implied=True)
            elif token.kind in (Kind.TAG, Kind.COLON):
                raise SearchError(
                    f"{_shown(token)} follows no term.", token.at, "Put it right after the term it is for."
                )
            else:
                return node

    def operand(self, after: Token | None = None) -> Term | Range | Group:
        token = self.take()
        match token.kind:
            case Kind.OPEN:
                return self.group(token)
            case Kind.BLOCK:
                return self.block(token)
            case Kind.PHRASE | Kind.WORD:
                return self.term_or_range(token)
        if after is not None:
            raise SearchError(f"Nothing follows this {after.text}.", after.at, "Add a term after it, or take it out.")
        if token.kind is Kind.OPERATOR:
            raise SearchError(
                f"Nothing stands before this {token.text}.", token.at, "Add a term before it, or take it out."
            )
        if token.kind in (Kind.TAG, Kind.COLON):
            raise SearchError(f"{_shown(token)} follows no term.", token.at, "Put it right after the term it is for.")
        raise SearchError("A term is missing here.", token.at, "Write a term, or take the empty parentheses out.")

    def group(self, opening: Token) -> Group:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise SearchError("Too many groups within groups.", opening.at, "Take superfluous parentheses out.")
        inner = self.search()
        if self.next.kind is not Kind.CLOSE:
            raise SearchError("This ( is never closed.", opening.at, "Add the ) that belongs to it.")
        self.take()
        self.depth -= 1
        return Group(inner, self.tag(), opening.at)

    def block(self, token: Token) -> Group:
        if token.text not in self.blocks:
            known = ", ".join(f"{{{name}}}" for name in sorted(self.blocks)) or "none"
            raise SearchError(f"There is no block {{{token.text}}}.", token.at, f"Known blocks: {known}.")
        if self.depth >= _DEEPEST:
            raise SearchError(f"The block {{{token.text}}} contains itself.", token.at, "Take it out of itself.")
        inner = _Parser(self.blocks[token.text], self.blocks, token.text, self.depth + 1).whole()
        return Group(inner, self.tag(), token.at, token.text)

    def term_or_range(self, first: Token) -> Term | Range:
        term = self.term(first)
        if self.next.kind is Kind.COLON:
            colon = self.take()
            if self.next.kind not in (Kind.PHRASE, Kind.WORD):
                raise SearchError("This range has no end.", colon.at, "Write both ends: 2020:3000[dp].")
            end = self.term(self.take())
            found = _range(term.text, end.text, end.tag or term.tag, term.at)
            if found is None:
                raise SearchError(
                    "This colon joins no range.", colon.at, "Only dates and PMIDs have ranges; use quotes."
                )
            return found
        start, _, end_text = term.text.partition(":")
        return _range(start.strip(), end_text.strip(), term.tag, term.at) or term

    def term(self, first: Token) -> Term:
        words = [first.text]
        if first.kind is Kind.WORD:
            while self.next.kind is Kind.WORD or (self.next.kind is Kind.COLON and self._colon_in_text()):
                words.append(self.take().text)
        text = " ".join(" ".join(words).split())
        if not text:
            raise SearchError(
                "This phrase is empty.", first.at, "Write something between the quotes, or take them out."
            )
        return Term(text, first.kind is Kind.PHRASE, self.tag(), first.at)

    def tag(self) -> Tag | None:
        if self.next.kind is not Kind.TAG:
            return None
        token = self.take()
        return read_tag(token.text, token.at)

    def _colon_in_text(self) -> bool:
        """A colon among untagged words ("2020 : 2024[dp]"): part of the words, cut apart once the tag is known."""
        return self.tokens[self.index + 1].kind is Kind.WORD


def _range(start: str, end: str, tag: Tag | None, at: Position) -> Range | None:
    if tag is None or not (tag.field in DATE_FIELDS or tag.field is Field.PMID):
        return None
    return Range(start, end, tag, at) if _END.fullmatch(start) and _END.fullmatch(end) else None


def _shown(token: Token) -> str:
    return f"[{token.text}]" if token.kind is Kind.TAG else f'"{token.text}"'

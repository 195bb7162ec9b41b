"""PubMed's search language: read, checked, and run over records. Pure.

node = parse(text, blocks)               the tree, with positions; SearchError where it cannot be read
problems = lint(node, text, mesh)        what PubMed would silently change
problems = check_search(text, ...)       both at once, never raising
node, problems = read_search(text, ...)  the same with the tree, None where there is none
search = compile_search(node, mesh)
search.finds(record)                     whether it is found
match = search.matches(record)           None, or what it was found by (match.by_words: headings met by words)
differences(node, translation)           what PubMed says it read otherwise
show(node)                               the search on one line, without comments: what PubMed is sent
"""

from tracker.query.clauses import clauses, without
from tracker.query.lint import check_search, hand_down, lint, read_search
from tracker.query.lints import Lint
from tracker.query.parse import parse
from tracker.query.recordtext import RecordText
from tracker.query.scan import SearchError
from tracker.query.search import Match, Search, compile_search, ready
from tracker.query.spotter import Spotter
from tracker.query.translation import differences
from tracker.query.tree import Node, leaves, show

__all__ = [
    "Lint",
    "Match",
    "Node",
    "RecordText",
    "Search",
    "SearchError",
    "Spotter",
    "check_search",
    "clauses",
    "compile_search",
    "differences",
    "hand_down",
    "leaves",
    "lint",
    "parse",
    "read_search",
    "ready",
    "show",
    "without",
]

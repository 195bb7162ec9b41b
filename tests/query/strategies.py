"""Searches and records of every kind, for the laws that hold for all of them."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.query.examples import MESH
from tracker.model.record import MeshHeading, Record, Section
from tracker.query import compile_search, parse

WORDS = ("rain", "wind", "hail", "Drizzle", "cold", "façade")
texts = st.lists(st.sampled_from([*WORDS, "and", "the"]), max_size=8).map(" ".join)
records = st.builds(
    Record,
    title=texts,
    abstract=st.lists(st.builds(Section, texts), max_size=2).map(tuple),
    mesh=st.lists(st.builds(MeshHeading, st.sampled_from(["Rain", "Drizzle", "Humans"])), max_size=2).map(tuple),
    languages=st.sampled_from([(), ("eng",), ("fre",)]),
)
terms = st.one_of(
    st.builds("{}[{}]".format, st.sampled_from(WORDS), st.sampled_from(["ti", "tiab", "ab", "tw", "mh", "mh:noexp"])),
    st.builds('"{} {}"[tiab]'.format, st.sampled_from(WORDS), st.sampled_from(WORDS)),
    st.builds('"{} {}"[tiab:~{}]'.format, st.sampled_from(WORDS), st.sampled_from(WORDS), st.integers(0, 3)),
    st.sampled_from(
        ["driz*[tiab]", "wind", "Weather[mh]", "english[la]", '"rain"[pt]', "2020:2021[dp]", "humans[filter]"]
    ),
)
searches = st.recursive(
    terms,
    lambda inner: st.one_of(
        st.builds("{} {} {}".format, inner, st.sampled_from(["AND", "OR", "NOT"]), terms),
        st.builds("({})".format, inner),
        st.builds("{} {} ({})".format, terms, st.sampled_from(["AND", "OR", "NOT"]), inner),
    ),
    max_leaves=6,
)


def matches(search: str, record: Record) -> bool:
    return compile_search(parse(search), MESH).matches(record) is not None

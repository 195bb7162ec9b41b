"""Counts of people: the words for people, and a candidate for the number of them."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.reading import sections as part
from tracker.reading.document import Document, Sentence
from tracker.reading.expressions import Expression

PEOPLE = (
    r"(?:patients?|participants?|subjects?|adults?|individuals?|volunteers?|veterans?|adolescents?|children|women|"
    r"men|(?:fe)?males?(?! (?:and (?:fe)?male |patient|subject|inpatient|volunteer|participant|adult|"
    r"outpatient|veteran|user|student))|people|persons?|"
    r"out-?patients?|in-?patients?|users?|abusers?|smokers?|responders|pts|completers|parturients?|mothers|boys|"
    r"girls|youths?|respondents|"
    r"students|drinkers|cases|soldiers|staff|workers|ss|dyads|parents|caregivers|nurses|physicians|residents|"
    r"clients|members|controls|adolescents|seniors|survivors|candidates|infants|"
    r"offspring|attendees|arrestees|pregnant women|sufferers|recipients)"
)
GAP_STOP = Expression(
    r"\b(?:of|in|the|were|was|with|for|from|at|to|by|mg|kg|ml|days?|weeks?|hours?|years?|months?|min|minutes|"
    r"studies|study|trials?|rcts?|infusions?|doses?|times|points?|sessions?|"
    r"items?|per|sites?|centers?|centres?|articles?|papers|treatments|arms|groups|databases|hospitals|countries|"
    r"versus|vs|publications|records|administrations|who|that|which|each|is|are|out|among|on|clinics|both|all|"
    r"enrolled|received|including|involving|useful|comprising|additional|reporting|as|points?|episodes|weeks?|yr|"
    r"criteria)\b|%|[=<>;:]"
)
#: The authors' own work: "we studied", "this trial", "here".
OURS = Expression(
    r"\bwe (?:tested|report|treated|studied|enrolled|conducted|administered|examined|reviewed|investigated|"
    r"analy[sz]ed?|"
    r"describe)|(?:this|present|current) (?:[\w-]+ ){0,2}(?:study|trial|report|analysis|article)|\bhere\b"
)
RANDOMISED = Expression(r"\brandomi[sz]|randomly|allocat|assigned")


@dataclass(frozen=True, slots=True)
class Count:
    """A candidate with the weight that decides between candidates, and the sentence it stands in."""

    value: int
    weight: float
    sentence: Sentence
    start: int
    randomised: bool = False  #: the words beside it speak of randomisation
    parts: tuple[int, ...] = ()  #: the arms or groups it is the sum of


def own_sentences(document: Document) -> list[Sentence]:
    """The sentences in which a study counts its people."""
    aside = (part.BACKGROUND, part.CONCLUSION)
    return [
        s
        for s in document.sentences
        if s.role != part.OTHER and (s.role not in aside or (not s.labelled and OURS.found(s.folded)))
    ]

"""Signs of harm: what the words beside an unwanted effect say of whose it was, when, and how it moved."""

from __future__ import annotations

from tracker.model.appraisal import Comparator
from tracker.model.vocabulary import ConceptKind
from tracker.reading.clauses import Clause
from tracker.reading.effects import effects_in, excludes_null
from tracker.reading.expressions import Expression, expression
from tracker.reading.inwhom import than_others
from tracker.reading.mentions import Mention
from tracker.reading.numbers import p_values
from tracker.reading.study import Study

#: "Increases in the score were similar after all doses".
_INCREASE_OF = Expression(r"(?<!no )\b(?:increases?|elevations?|rises?) (?:in|of) (?:[\w-]+,? ){0,6}$")


def had_by_all(clause: Clause, before: str, study: Study) -> bool:
    """Alike among people who all had the drug, and there: "increases in it were similar", "similar (32 % vs 27 %)"."""
    if study.comparator not in _DRUG_IN_ALL and "-treated" not in clause.folded:
        return False
    if clause.of(ConceptKind.COMPARATOR):
        return False
    return _INCREASE_OF.found(before) or (bool(clause.percents) and min(p.value for p in clause.percents) >= 5)


_DRUG_IN_ALL = (Comparator.NONE, Comparator.DOSE, Comparator.NOT_APPLICABLE)


#: Kinds of people, who all had the drug.
_KINDS = Expression(r"\b(?:women|men|females?|males?|older|younger|responders|users|carriers)\b")


def own_p_values(clause: Clause, mention: Mention) -> bool | None:
    """In a list that gives each effect its own p value, whether this one's is significant; None where it has none."""
    if than_others(clause) or _KINDS.found(clause.folded):
        return None
    if clause.folded.count("p =") + clause.folded.count("p >") + clause.folded.count("p<") < 2:
        return None
    start = mention.end - clause.start
    others = [m.start - clause.start for m in clause.of(ConceptKind.HARM) if m.start >= mention.end]
    end = min(others, default=len(clause.folded))
    if effects := effects_in(clause.text[start:end], clause.folded[start:end]):
        return excludes_null(effects[0])  # in pooled results the p value may be that of how the studies differ
    told = p_values(clause.folded[start:end])
    return told[0].significant if told else None


#: "Declined over successive infusions", "peaked at 40 minutes", "remitted within an hour": what lessens with time was
#: there. Against: "was lower after the second drug", "resolved in the placebo group".
_IN_TIME = Expression(
    r"(?:(?!and|or|but)[\w-]+,? ){0,3}(?:declin|lessen|decreas|diminish|reduc|attenuat|wan|abat|fell|subsid|"
    r"dissipat)\w*"
    r"(?: (?!by|on|than)[\w-]+){0,3} (?:over time|(?:over|with|across|after|in|at|during) (?:the )?(?:each|every|"
    r"further|"
    r"successive|subsequent|repeated|later|following|second|third|fourth|sixth|last|final|course of)\b)|"
    r"(?:(?!and|or|but)[\w-]+ ){0,3}(?:peaked|was maximal|were maximal|reached (?:a |their |its )?(?:peak|maximum))\b|"
    r"[^.;]{0,60}?\b(?:resolv\w+|remitted|disappeared|subsided|abated|dissipated|returned to \w+|ended|wore off|"
    r"had gone|ceased|vanished) (?:completely |fully |spontaneously |again )?(?:within|by|in|after|before|at|over) "
    r"(?:(?:the|about|approximately|all|less|than|end|of|a|an|few|two|one|half|next|same|first|infusion|"
    r"observation) ?)*"
    r"(?:\d+(?:\.\d+)? ?)?(?:min|h\b|hours?|day|period|discharge|infusion|stopping)"
)


#: "Returned to normal within the hour and did not differ thereafter".
_FROM_THEN_ON = Expression(r"\b(?:thereafter|afterwards?|from then on|subsequently)\b")


def is_over(clause: Clause, mention: Mention) -> bool:
    after = clause.folded[mention.end - clause.start :].lstrip()
    said = "null" not in clause.cues or _FROM_THEN_ON.found(clause.folded)
    return said and _IN_TIME.match(after) is not None


def words_of_change(clause: Clause, mention: Mention) -> set[str]:
    """The cues of change beside a mention: not those that are part of a name, nor the bound in "fewer than 5 %"."""
    harms = clause.of(ConceptKind.HARM)
    alike = [m for m in harms if m.id == mention.id]
    return {
        m.id
        for m in clause.cue_places("fall", "rise", "better", "worse")
        if min(min(abs(m.start - o.end), abs(o.start - m.end)) for o in alike) <= _NEAR
        and not any(o.start <= m.start < o.end for o in harms)
        and not _A_BOUND.match(clause.folded[m.end - clause.start :])
        and not (
            m.start > mention.end
            and _ANOTHER_DEED.found(clause.folded[mention.end - clause.start : m.start - clause.start])
        )
    }


_NEAR = 60  #: characters
#: "It produced dissociation, and decreased fluency": the second verb has an object of its own.
_ANOTHER_DEED = Expression(r", and (?:\w+ly )?$")
_A_BOUND = Expression(r" than (?:\d|one|two|three|four|five|ten|half)")

_ROSE_BEFORE = Expression(r"(?:increas|elevat|rise|higher|greater)\w*(?: in| of)?(?: the)?(?: [\w-]+)? ?$")
_ROSE_AFTER = Expression(
    r"\W*(?:[\w-]+ ){0,2}(?:was|were) (?:significantly |markedly )?(?:increased|elevated|higher|raised)"
)


_IS_ASSOCIATED = Expression(r"\W*(?:(?!and )[\w-]+ ){0,2}(?:was|were) (?:[\w-]+ )?(?:associated|correlated|related)")


def rose_beside(clause: Clause, mention: Mention) -> bool:
    """ "An increase in the score, and was associated with ...": the rise stands on its own before the association."""
    places = [m.start for m in clause.cue_places("associated")]
    if not places or mention.end > min(places):
        return False
    before = clause.folded[: mention.start - clause.start]
    after = clause.folded[mention.end - clause.start :]
    if _IS_ASSOCIATED.match(after):
        return False
    return bool(_ROSE_BEFORE.found(before) or _ROSE_AFTER.match(after))


_BROUGHT = Expression(r"\b(?:resulted in|caused|produced|induced|led to|evoked|elicited)\b")


def of_another_drug(clause: Clause, mention: Mention, study: Study) -> bool:
    """ "The comparator's infusion resulted in dizziness": the subject of the clause is another treatment."""
    before = clause.folded[: mention.start - clause.start]
    brought = _BROUGHT.search(before)
    if brought is None or any(m.id in study.drugs for m in clause.of(ConceptKind.DRUG)):
        return False
    return any(m.start - clause.start < brought.start() for m in clause.of(ConceptKind.COMPARATOR))


def before_drug(clause: Clause, study: Study) -> bool:
    """The clause tells of what came before the drug: "events before its administration were mild"."""
    ours = [m for m in clause.of(ConceptKind.DRUG) if m.id in study.drugs]
    # One mention after "before" settles it only where no other mention says that the drug was given.
    return bool(ours) and all(
        expression(r"(?:before|prior to) (?:the )?$").found(clause.folded[: m.start - clause.start]) for m in ours
    )

"""What a verdict, a claim's state and an alert are called before a reader.

About one study: past tense, bound to it. About a claim: at most "may" while it rests on one study, "probably" where
several randomised trials agree; never more, since no full text was appraised. "Supports" and "challenges" stay inside.
"""

from __future__ import annotations

from collections.abc import Mapping

from tracker.model.appraisal import Appraisal, Comparator, Design, Species
from tracker.model.claim import Claim, ClaimKind, Polarity, StateModel
from tracker.model.ledger import ClaimState, State
from tracker.model.record import RecordId
from tracker.model.verdict import Confidence, Ground, Stance, Verdict
from tracker.rules.seenstate import RULE_OUT_RARE
from tracker.rules.studywords import (
    NO_TEXT_YET,
    RETRACTED_NO_VERDICT,
    badges,
    design_rank,
    design_words,
    is_in_people,
    is_uncontrolled,
    plain_line,
    study_line,
    why_no_verdict,
)

__all__ = [
    "CANNOT_TELL",
    "NOT_SHOWN",
    "NO_TEXT_YET",
    "RETRACTED_NO_VERDICT",
    "alert_words",
    "badges",
    "claim_words",
    "design_rank",
    "design_words",
    "plain_line",
    "reader_stance",
    "state_words",
    "stratum_words",
    "study_line",
    "verdict_words",
    "why_no_verdict",
]

NOT_SHOWN = "did not show a difference; a useful one is not excluded"

AS_CLAIMED = "as claimed"
LESS_BENEFIT = "less benefit"
MORE_HARM = "more harm"
LESS_HARM = "less harm"
OTHERWISE = "other than claimed"
CANNOT_TELL = "cannot tell"


_READINGS = {
    Polarity.BENEFIT: (AS_CLAIMED, LESS_BENEFIT),
    Polarity.MORE_HARM: (MORE_HARM, LESS_HARM),
    Polarity.LESS_HARM: (LESS_HARM, MORE_HARM),
    Polarity.NEUTRAL: (AS_CLAIMED, OTHERWISE),
}


def reader_stance(claim: Claim, verdict: Verdict) -> str:
    """One of: as claimed, less benefit, more harm, less harm, other than claimed, cannot tell.

    A claim about harm says which way its verdict points, for "as claimed" would leave that open.
    """
    if verdict.stance is Stance.MIXED or (
        verdict.stance is Stance.CHALLENGES and verdict.ground not in (Ground.AGAINST, Ground.RULED_OUT)
    ):
        return CANNOT_TELL
    borne_out = verdict.stance is Stance.SUPPORTS
    if_borne_out, if_contradicted = _READINGS[claim.polarity]
    return if_borne_out if borne_out else if_contradicted


def verdict_words(claim: Claim, verdict: Verdict, appraisal: Appraisal) -> str:
    """What the verdict rests on, as the end of a sentence that begins "In this study: "."""
    words = _what_was_found(claim, verdict, appraisal)
    if not is_in_people(appraisal):
        place = "animals" if appraisal.species is Species.ANIMAL else "the laboratory"
        words = f"in {place}, {words}; what that means for people is unknown"
    if verdict.confidence is Confidence.LOW:
        words += " (our reading is unsure)"
    return words


def _what_was_found(claim: Claim, verdict: Verdict, appraisal: Appraisal) -> str:
    if verdict.stance is Stance.MIXED:
        return "the results went both ways"
    if verdict.stance is Stance.CHALLENGES and verdict.ground not in (Ground.AGAINST, Ground.RULED_OUT):
        return NOT_SHOWN
    if claim.polarity in (Polarity.MORE_HARM, Polarity.LESS_HARM):
        return _about_harm(claim, verdict, appraisal)
    if verdict.stance is Stance.CHALLENGES:
        if verdict.ground is Ground.RULED_OUT:
            return "a useful difference was ruled out"
        return "the result went against the claim"
    return _in_line(claim, verdict, appraisal)


def _in_line(claim: Claim, verdict: Verdict, appraisal: Appraisal) -> str:
    if claim.kind is not ClaimKind.EFFICACY or claim.polarity is not Polarity.BENEFIT:
        return "the result was in line with the claim"
    if is_uncontrolled(appraisal):
        return "improved; the cause is unknown"
    if appraisal.design is Design.RCT and verdict.confidence is Confidence.LOW:
        # beside another treatment or dose this marks a change from before treatment, not a difference
        if appraisal.comparator in (Comparator.ACTIVE, Comparator.DOSE):
            return "improved from before treatment; the cause is unknown"
        return "the result was in line with the claim"
    if appraisal.design is Design.RCT:
        if appraisal.comparator is Comparator.PLACEBO:
            return "the result was better than on an inert placebo"
        if appraisal.comparator is Comparator.ACTIVE_PLACEBO:
            return "the result was better than on a placebo that can be felt"
    if appraisal.design in (Design.TRIAL_NONRANDOMISED, Design.COHORT):
        return "the result was better than in those compared; the groups were not formed by chance"
    return "the result was in line with the claim"


def _about_harm(claim: Claim, verdict: Verdict, appraisal: Appraisal) -> str:
    harm = (verdict.stance is Stance.SUPPORTS) == (claim.polarity is Polarity.MORE_HARM)
    if harm:
        more = claim.polarity is Polarity.MORE_HARM
        return "this harm was reported" if more else "more harm was reported than the claim says"
    if claim.polarity is Polarity.MORE_HARM:
        words = "this harm was looked for and hardly or not found"
    else:
        words = "harm was looked for and was as small or as brief as claimed"
    if (appraisal.participants or 0) < RULE_OUT_RARE:
        words += "; too few people to rule out a rare one"
    return words


_OF_HARM = {
    (Polarity.LESS_HARM, State.SEEN): "contradicted once by harm seen",
    (Polarity.LESS_HARM, State.SEEN_REPEATEDLY): "contradicted repeatedly by harm seen",
    (Polarity.LESS_HARM, State.LOOKED_FOR): "looked into and not contradicted",
}


def state_words(claim: Claim, state: str) -> str:
    """A state's value as it stands beside the claim in "was X, now Y", with whatever follows its first comma.

    "Seen" alone would turn a claim round that says there is hardly any harm: what was seen is the harm.
    """
    value, comma, rest = state.partition(",")
    if value == State.NONE_SEEN:
        return "no study that counts" + comma + rest
    if claim.state_model is not StateModel.SEEN or not state:
        return state
    return _OF_HARM.get((claim.polarity, State(value)), value) + comma + rest


def stratum_words(stratum: str, words: Mapping[str, str]) -> str:
    """ "a+b / iv / c" with the readers' words for the ids that have one."""
    parts = [" + ".join(words.get(id, id) for id in part.split("+")) for part in stratum.split(" / ") if part]
    return ", ".join(parts)


def claim_words(state: ClaimState) -> str:
    """One sentence for the state of a claim in one stratum."""
    words = _state_words(state)
    return f"{words} Blinding was not secured." if state.blinding_not_secured else words


def _state_words(state: ClaimState) -> str:
    match state.state:
        case State.NONE_SEEN:
            return "No study that counts was seen here."
        case State.PRELIMINARY:
            return "This may be so; the evidence is early." if _leans_for(state) else "Too little is known to tell."
        case State.SUPPORTED:
            return "This is probably so: several randomised trials agree."
        case State.CONTESTED:
            return "Studies disagree."
        case State.CHALLENGED:
            return "This is probably not so." if len(_studies(state)) > 1 else "This may not be so."
        case State.NOT_SHOWN:
            return f"Randomised trials {NOT_SHOWN}."
        case State.LISTED:
            return "What studies reported is listed; no state is given."
        case State.SEEN | State.SEEN_REPEATEDLY | State.LOOKED_FOR if state.note:
            return f"{state.note[0].upper()}{state.note[1:]}."
        case State.SEEN:
            return "This was seen in a study."
        case State.SEEN_REPEATEDLY:
            return "This was seen in more than one study."
        case _:
            return "This was looked for and not seen."


def _studies(state: ClaimState) -> set[int]:
    counted: set[RecordId] = set(state.moved_by)
    return {row.study for row in state.evidence if row.record in counted}


def _leans_for(state: ClaimState) -> bool:
    counted = set(state.moved_by)
    return all(row.stance is Stance.SUPPORTS for row in state.evidence if row.record in counted)


def alert_words(kind: str, *, was_sent: bool, statement: str) -> str:
    """kind: "retraction", "concern", "correction" or "reversed"; statement: the claim, for a reversed verdict."""
    which = "A study that we sent you" if was_sent else "A study on one of your topics"
    match kind:
        case "retraction":
            return f"{which} was retracted. What it reported must not be relied on."
        case "concern":
            return f"{which} is under an expression of concern by its journal. Until that is settled it does not count."
        case "correction":
            return f"{which} was corrected. What it reported may read differently now."
        case "reversed":
            about = f' about "{statement}"' if statement else ""
            return f"{which} was read wrongly or reads differently now: what we said of it{about} is reversed."
        case "guideline":
            return (
                "A guideline or consensus statement on one of your topics is new. It recommends; it is no new result."
            )
        case _:
            return f"There is a notice about a study: {kind}."

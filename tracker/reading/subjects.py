"""Who and what: species, conditions, drugs, routes, circumstances of use."""

from __future__ import annotations

from tracker.model.appraisal import Species
from tracker.model.vocabulary import ConceptKind, Vocabulary
from tracker.reading import sections as part
from tracker.reading.document import Document
from tracker.reading.expressions import Expression

_PEOPLE = Expression(
    r"patients?\b|participants\b|volunteers?\b|\bhumans?\b|\bmen\b|women\b|adults\b|adolescents\b|individuals\b|"
    r"subjects\b|veterans\b|children\b|clinical trials?\b|people\b|\bcases\b|meta-analysis\b|boys\b|girls\b|"
    r"\bfemale\b|students\b|\busers\b|\bpersons\b"
)
#: Said of animals as well: "in female rats", "at doses relevant for human use".
_ALSO_ANIMALS = Expression(r"\bhuman\b|\bfemale\b")
_WHO = Expression(
    r"\b(?:patients?|participants?|subjects?|adults?|individuals?|volunteers?|veterans?|adolescents?|children|"
    r"diagnos\w+|enrolled|recruited|suffering|included|treatment of|treating|for)\b"
)

#: "Adults with the illness received": these are the people studied.
_STUDIED = Expression(
    r"\b(?:patients?|participants?|subjects?|adults?|individuals?|veterans?|inpatients|outpatients|women|men|"
    r"adolescents) "
    r"(?:\([^)]*\) )?(?:with|diagnosed with|suffering from) [^.;]{2,80}? (?:received|were|underwent|completed|"
    r"participated)\b"
)


#: A way of measuring a substance, made or tried out: "determination in hair by mass spectrometry".
_ASSAY = Expression(
    r"chromatograph|mass spectromet|\b[lg]c-(?:ms|hrms)|immunoassay|enantioselective separation|"
    r"simultaneous (?:quantitation|quantification|determination)"
)
_COUNTED = Expression(
    r"\b(?:\d+|twelve|twenty|thirty|forty) (?:[\w-]+ ){0,3}(?:patients|participants|volunteers|subjects)\b"
)
#: Where people who are named took part. Elsewhere "patients" are those whom the work may serve one day.
_OF_THE_STUDY = (part.TITLE, part.METHODS, part.OBJECTIVE, part.RESULTS)
#: "This may help patients", "we recorded".
_HOPED = Expression(r"\b(?:may|might|could|would)\b")
#: "In contrast to findings in rats": said of others' work.
_ELSEWHERE = Expression(
    r"\b(?:contrast to|unlike|consistent with|in line with|similar to|as (?:found|seen|reported|shown)) "
    r"(?:[\w-]+ ){0,4}(?:in|from) (?:[\w-]+ ){0,2}(?:rats|mice|rodents?|animals?|monkeys|primates)\b"
)
_WE = Expression(r"\bwe (?:recorded|measured|investigated|examined|tested|used|found|assessed|studied|show|report)")


def species_of(document: Document) -> Species:
    """People, animals or cells; nobody where a way of measuring is the subject.

    For animals: "Rats received the drug"; "synapses were recorded in slices", where nobody took part and patients
    are only hoped for. Against: "Although rats improve, patients here did not" (people studied).
    For nobody: "Determination of the drug in hair by mass spectrometry". Against: the same in 20 volunteers.
    """
    if _ASSAY.found(document.heading.folded) and not any(_COUNTED.found(s.folded) for s in document.sentences):
        return Species.NONE
    animal = human = cell = studied = handled = 0.0
    for s in document.sentences:
        if s.role == part.OTHER:
            continue
        weight = {part.TITLE: 3.0, part.METHODS: 2.0, part.RESULTS: 2.0, part.CONCLUSION: 1.0, part.OBJECTIVE: 1.5}.get(
            s.role, 0.5
        )
        animals = frozenset() if _ELSEWHERE.found(s.folded) else s.ids(ConceptKind.ANIMAL)
        if animals:
            only_tissue = s.role == part.TITLE and animals == {"animal-tissue"}
            animal += weight * (0.2 if only_tissue else 1.0 if animals - {"animal-model"} else 0.7)
        if s.ids(ConceptKind.CELL):
            cell += weight
        named = _ALSO_ANIMALS.sub("", s.folded) if animals - {"animal-model"} else s.folded
        rated = s.role in (part.METHODS, part.RESULTS) and any(m.scale for m in s.mentions)
        if rated and not animals:
            studied += weight
        if _PEOPLE.found(named) and not (animals and s.role in (part.BACKGROUND, part.CONCLUSION)):
            human += weight * (0.5 if s.role == part.BACKGROUND else 1.0)
            studied += weight if s.role in _OF_THE_STUDY and not _HOPED.found(s.folded) else 0.0
        if animals and (s.role in (part.METHODS, part.RESULTS) or _WE.found(s.folded)):
            handled += 2.0 if animals - {"animal-model"} else 1.0
    if handled >= 2.0 and not studied and not any(_COUNTED.found(s.folded) for s in document.sentences):
        return Species.ANIMAL
    if animal >= 3.0 and animal > human:
        return Species.ANIMAL
    if cell >= 4.0 and cell > human and cell > animal:
        return Species.IN_VITRO
    if animal >= 2.0 and animal >= 1.5 * human:
        return Species.ANIMAL
    return Species.HUMAN


def ids_of(document: Document, kind: ConceptKind, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Ids of this kind that the study itself is about, in the vocabulary's order.

    An id counts if the title names it, if a sentence on the people studied does, or if it is named more than once
    outside the background.
    """
    score: dict[str, float] = {}
    for s in document.sentences:
        if s.role == part.OTHER:
            continue
        for id in s.ids(kind):
            if s.role == part.TITLE:
                gain = 3.0
            elif s.role == part.BACKGROUND:
                gain = 0.25
            elif s.role in (part.METHODS, part.OBJECTIVE, part.RESULTS) and _STUDIED.found(s.folded):
                gain = 2.0
            elif s.role in (part.METHODS, part.OBJECTIVE) and _WHO.found(s.folded):
                gain = 1.5
            elif s.role == part.RESULTS and _WHO.found(s.folded):
                gain = 1.15
            elif s.role == part.CONCLUSION:
                gain = 0.6
            else:
                gain = 0.8
            score[id] = score.get(id, 0.0) + gain
    named = document.heading.ids(kind)
    return tuple(
        c.id
        for c in vocabulary.of(kind)
        if score.get(c.id, 0.0) * c.weight >= (1.15 if c.id in named or not named else 2.0)
    )


def conditions_of(document: Document, vocabulary: Vocabulary) -> tuple[str, ...]:
    found = ids_of(document, ConceptKind.CONDITION, vocabulary)
    if not found:
        counts: dict[str, int] = {}
        for s in document.sentences:
            for id in s.ids(ConceptKind.CONDITION):
                counts[id] = counts.get(id, 0) + 1
        found = tuple(c.id for c in vocabulary.of(ConceptKind.CONDITION) if counts.get(c.id, 0) * c.weight >= 2)
    if found and all(_only_measured(document, id) for id in found):
        by_title = _illness_of_title(document, vocabulary)
        return tuple(c.id for c in vocabulary.of(ConceptKind.CONDITION) if c.id in found or c.id in by_title)
    return found or _named_once(document, vocabulary) or _by_outcome(document, vocabulary)


def _only_measured(document: Document, id: str) -> bool:
    """The condition is named only within the names of outcomes: "thoughts of it fell" tells not who took part."""
    return id not in document.heading.ids(ConceptKind.CONDITION) and all(
        any(o.kind == ConceptKind.OUTCOME and o.start <= m.start and m.end <= o.end for o in s.mentions)
        for s in document.body
        for m in s.mentions
        if m.kind == ConceptKind.CONDITION and m.id == id
    )


def _illness_of_title(document: Document, vocabulary: Vocabulary) -> set[str]:
    """The illness of an outcome that the title says was treated: "the drug for insomnia"."""
    title = document.heading
    named = {
        m.id
        for m in title.mentions
        if m.kind == ConceptKind.OUTCOME and _OF_IT.found(title.folded[max(0, m.start - 9) : m.start])
    }
    told = (vocabulary.get(ConceptKind.OUTCOME, id) for id in named)
    return {c.illness for c in told if c is not None and c.illness}


def _named_once(document: Document, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Where no condition is named twice: those of a sentence on people ("participants with it entered the study")."""
    studied = document.with_role(part.METHODS, part.OBJECTIVE, part.RESULTS)
    told = {id for s in studied if _WHO.found(s.folded) for id in s.ids(ConceptKind.CONDITION)}
    found = [c for c in vocabulary.of(ConceptKind.CONDITION) if c.id in told]
    return tuple(c.id for c in found if c.weight >= 1) or tuple(c.id for c in found if c.id == "healthy")


_OF_IT = Expression(r"\b(?:in|for|of|with) $")


def _by_outcome(document: Document, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Where none is named at all: the illness of the outcomes that the title names, or of "trials in" an outcome."""
    named = document.heading.ids(ConceptKind.OUTCOME) or {
        m.id
        for s in document.with_role(part.METHODS, part.OBJECTIVE)
        for m in s.mentions
        if m.kind == ConceptKind.OUTCOME and _OF_IT.found(s.folded[max(0, m.start - 9) : m.start])
    }
    told = {c.illness for id in named if (c := vocabulary.get(ConceptKind.OUTCOME, id)) is not None and c.illness}
    return tuple(c.id for c in vocabulary.of(ConceptKind.CONDITION) if c.id in told)


def drugs_of(document: Document, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The watched drugs that were studied: an enantiomer alone where the text is about it alone."""
    watched = {c.id: c for c in vocabulary.of(ConceptKind.DRUG) if c.watched}
    counts: dict[str, float] = {}
    for s in document.sentences:
        weight = {part.TITLE: 4.0, part.BACKGROUND: 0.3, part.OTHER: 0.0}.get(s.role, 1.0)
        for id in s.ids(ConceptKind.DRUG):
            if id in watched:
                counts[id] = counts.get(id, 0.0) + weight
    if not counts:
        return ()
    top = max(counts.values())
    kept = [id for id in watched if counts.get(id, 0.0) >= max(1.0, 0.3 * top)]
    title = document.heading.ids(ConceptKind.DRUG) & frozenset(watched)
    forms = [id for id in kept if watched[id].form_of]
    if forms and len(kept) > len(forms) and title and not any(not watched[id].form_of for id in title):
        kept = forms
    return tuple(kept) or tuple(id for id in watched if counts.get(id))


def routes_of(document: Document, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Routes by which a watched drug was given: named in the title, or close to it outside the background."""
    score: dict[str, float] = {}
    watched = {c.id for c in vocabulary.of(ConceptKind.DRUG) if c.watched}
    for s in document.sentences:
        if s.role in (part.OTHER,):
            continue
        routes = s.ids(ConceptKind.ROUTE)
        if not routes:
            continue
        weight = 3.0 if s.role == part.TITLE else 0.3 if s.role == part.BACKGROUND else 1.0
        if not s.ids(ConceptKind.DRUG) & watched:
            weight *= 0.5
        for id in routes:
            score[id] = score.get(id, 0.0) + weight
    titled = document.heading.ids(ConceptKind.ROUTE)
    least = 3.0 if titled else 0.9
    return tuple(c.id for c in vocabulary.of(ConceptKind.ROUTE) if score.get(c.id, 0.0) >= least or c.id in titled)


def settings_of(document: Document, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Circumstances of use: named in the title, or in a sentence on what was done or found."""
    score: dict[str, float] = {}
    for s in document.sentences:
        if s.role == part.OTHER:
            continue
        weight = {part.TITLE: 3.0, part.METHODS: 1.5, part.OBJECTIVE: 1.2, part.RESULTS: 0.8, part.CONCLUSION: 0.5}.get(
            s.role, 0.2
        )
        for id in s.ids(ConceptKind.SETTING):
            score[id] = score.get(id, 0.0) + weight
    return tuple(c.id for c in vocabulary.of(ConceptKind.SETTING) if score.get(c.id, 0.0) * c.weight >= 1.2)


_KIND_OF_DRUG = Expression(r"\b(?:antagonist|agonist|modulator|blocker|inhibitor)s?\b")


def title_is_about_drug(document: Document, vocabulary: Vocabulary) -> bool:
    """The title names a watched drug; or it names the kind of drug, and a watched one is all that the text names.

    For: "Rapid relief after a receptor antagonist", where the text goes on to name only the watched drug. Against: a
    title with another drug's name, or with none.
    """
    watched = {c.id for c in vocabulary.of(ConceptKind.DRUG) if c.watched}
    named = document.heading.ids(ConceptKind.DRUG)
    if named or not _KIND_OF_DRUG.found(document.heading.folded):
        return bool(named & watched)
    counts: dict[bool, int] = {True: 0, False: 0}
    for s in document.with_role(part.METHODS, part.OBJECTIVE, part.RESULTS, part.CONCLUSION):
        for id in s.ids(ConceptKind.DRUG):
            counts[id in watched] += 1
    return counts[True] >= 1 and not counts[False]


_PREDICTOR = Expression(
    r"\b(?:predict\w*|association|associations|associated with|biomarkers?|correlat\w*|moderat\w*|mediat\w*|"
    r"relationship|genetic|polymorphism|role of|baseline|trajector\w*|"
    r"genome|connectivity|neural correlates|metabolom\w*|cortical|imaging|eeg|meg|fmri|sex differences|"
    r"differences in|impact of|influence of|changes in|markers?|levels|plasma|serum|volume|mechanisms?|"
    r"magnetoencephalography|neuroimaging|circuit\w*|sleep|inflammatory|cytokines?|resting-state|subtypes?|"
    r"factor analysis|machine learning|proteom\w*|microrna|gene|pharmacokinetics?|metabolites?|network(?! "
    r"meta)|amygdala|"
    r"hippocamp\w*|spectroscopy|electrophysiolog\w*|evoked|mutation|transcript\w*|methylation|heart rate|underlying|"
    r"qeeg|placebo response|preference|preferences|pathways|trait|neuroplasticity|expectancy|therapeutic alliance|"
    r"early response)\b"
)


def is_predictor_study(document: Document) -> bool:
    """The title is about what goes with the response, not about the response.

    For: "Baseline sleep predicts response to …". Against: "Efficacy of … in …".
    """
    return _PREDICTOR.found(document.heading.folded)


def main_outcomes_of(document: Document, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The outcomes that stand with "primary outcome" in the methods; else those of the title; else the most named."""
    named: dict[str, int] = {}
    for s in document.with_role(part.METHODS, part.OBJECTIVE, part.BACKGROUND):
        if "primary" in s.cues:
            for id in s.ids(ConceptKind.OUTCOME):
                named[id] = named.get(id, 0) + 1
    if not named:
        named = dict.fromkeys(document.heading.ids(ConceptKind.OUTCOME), 1)
    if not named:
        for s in document.body:
            for id in s.ids(ConceptKind.OUTCOME):
                named[id] = named.get(id, 0) + 1
        top = max(named.values(), default=0)
        named = {id: count for id, count in named.items() if count == top}
    return tuple(c.id for c in vocabulary.of(ConceptKind.OUTCOME) if c.id in named)

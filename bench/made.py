"""Made-up papers, as many as wanted, the same in every run. No such study, author, journal or patient exists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

FIRST_PMID = 91_000_001
FIRST_DAY = date(2026, 1, 1)
A_DAY = 40
"""Papers of one day."""

CONDITIONS = (
    "treatment-resistant depression", "bipolar depression", "post-traumatic stress disorder",
    "obsessive-compulsive disorder", "alcohol use disorder", "chronic pain", "migraine", "anorexia nervosa",
    "social anxiety disorder", "suicidal ideation",
)  # fmt: skip
DRUGS = ("ketamine", "esketamine", "intravenous ketamine", "intranasal esketamine", "oral ketamine")
CONTROLS = ("placebo", "midazolam", "saline", "usual care")
ENDS = ("depressive symptoms", "pain intensity", "symptom severity", "craving", "anxiety scores")
MESH = (
    "Humans", "Adult", "Ketamine", "Female", "Male", "Depression", "Double-Blind Method", "Middle Aged", "Pain",
    "Treatment Outcome", "Infusions, Intravenous", "Anesthetics, Dissociative",
)  # fmt: skip
FILLER = (
    "Invented participants were seen in a made-up clinic on the far side of the moon.",
    "All assessments were carried out by raters who do not exist.",
    "The imaginary protocol had been registered before the first imaginary visit.",
    "Missing values were replaced by other missing values.",
    "Analyses followed the intention-to-treat principle in an invented population.",
    "Adverse events were dissociation, nausea and transient hypertension, all of them fictional.",
    "Sensitivity analyses gave the same made-up picture.",
    "No conclusion about any real patient can be drawn from this text.",
)


def pmid(number: int) -> int:
    return FIRST_PMID + number


def day(number: int, *, a_day: int = A_DAY) -> date:
    return FIRST_DAY + timedelta(days=number // a_day)


def title(number: int) -> str:
    chance = random.Random(number)
    return (
        f"Fictional study {number}: {chance.choice(DRUGS)} versus {chance.choice(CONTROLS)} "
        f"for {chance.choice(CONDITIONS)}"
    )


def sections(number: int, *, sentences: int = 12) -> tuple[tuple[str, str], ...]:
    """(label, text) four times; about 1,500 characters in all with 12 sentences of filler."""
    chance = random.Random(number * 7 + 1)
    drug, control, condition = chance.choice(DRUGS), chance.choice(CONTROLS), chance.choice(CONDITIONS)
    people, effect, end = chance.randint(12, 400), chance.randint(1, 90) / 10, chance.choice(ENDS)
    worked = chance.random() < 0.6
    result = (
        f"At week 4, {drug} reduced {end} more than {control} (mean difference -{effect}, 95% CI "
        f"-{effect + 1:.1f} to -{max(effect - 0.9, 0.1):.1f}, p = 0.0{chance.randint(1, 4)})."
        if worked
        else f"At week 4, {drug} did not differ from {control} in {end} (mean difference -0.{chance.randint(1, 9)}, "
        f"p = 0.{chance.randint(12, 89)})."
    )
    filler = [chance.choice(FILLER) for _ in range(sentences)]
    third = len(filler) // 3
    return (
        ("BACKGROUND", " ".join([f"Whether {drug} helps in {condition} is unknown.", *filler[:third]])),
        (
            "METHODS",
            " ".join(
                [
                    f"In a randomised, double-blind trial {people} adults with {condition} received "
                    f"{drug} or {control}.",
                    *filler[third : 2 * third],
                ]
            ),
        ),
        ("RESULTS", " ".join([result, *filler[2 * third :]])),
        ("CONCLUSIONS", f"{drug.capitalize()} was {'' if worked else 'not '}better than {control} in this fiction."),
    )


def article(number: int, *, references: int = 30) -> str:
    """One PubmedArticle, about 13,000 bytes, with what PubMed sends and the tracker does not keep."""
    chance, made = random.Random(number * 13 + 5), day(number)
    parts = "".join(
        f'<AbstractText Label="{label}" NlmCategory="{label}">{text}</AbstractText>' for label, text in sections(number)
    )
    authors = "".join(
        f'<Author ValidYN="Y"><LastName>Invented{chance.randint(1, 9999)}</LastName><ForeName>Ada {letter}</ForeName>'
        f'<Initials>A{letter}</Initials><Identifier Source="ORCID">0000-0000-0000-{chance.randint(0, 9999):04}'
        f"</Identifier><AffiliationInfo><Affiliation>Department of Things that Are Not, University "
        f"of Nowhere {chance.randint(1, 99)}, Erewhon.</Affiliation></AffiliationInfo></Author>"
        for letter in "BCDEFGHIJ"[: chance.randint(3, 9)]
    )
    mesh = "".join(
        f'<MeshHeading><DescriptorName UI="D00000{n}" MajorTopicYN="N">{name}</DescriptorName>'
        f'<QualifierName UI="Q000628" MajorTopicYN="{"Y" if n == 2 else "N"}">therapeutic use</QualifierName>'
        "</MeshHeading>"
        for n, name in enumerate(MESH)
    )
    history = "".join(
        f'<PubMedPubDate PubStatus="{status}"><Year>{made.year}</Year><Month>{made.month}</Month><Day>{made.day}</Day>'
        "<Hour>6</Hour><Minute>0</Minute></PubMedPubDate>"
        for status in ("received", "revised", "accepted", "medline", "pubmed", "entrez")
    )
    chemicals = "".join(
        f'<Chemical><RegistryNumber>0</RegistryNumber><NameOfSubstance UI="D0">{name}</NameOfSubstance></Chemical>'
        for name in ("Ketamine", "Midazolam", "Unobtainium")
    )
    grants = "".join(
        f"<Grant><GrantID>IMAG-{n}</GrantID><Agency>Office of Nothing</Agency><Country>Erewhon</Country></Grant>"
        for n in range(3)
    )
    words = "".join(
        f'<Keyword MajorTopicYN="N">{word}</Keyword>' for word in ("fiction", "moon", "made-up trial", "ketamine")
    )
    cited = "".join(
        f"<Reference><Citation>Nobody N, Noone M. A paper that was never written, part {chance.randint(1, 9999)}. "
        f"J Imag Sci. 20{chance.randint(10, 25)};{n}:1-9.</Citation><ArticleIdList><ArticleId IdType="
        f'"pubmed">{chance.randint(80_000_000, 89_999_999)}</ArticleId></ArticleIdList></Reference>'
        for n in range(references)
    )
    dated = f"<Year>{made.year}</Year><Month>{made.month:02}</Month><Day>{made.day:02}</Day>"
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid(number)}</PMID>'
        f"<DateRevised>{dated}</DateRevised>"
        f'<Article PubModel="Print-Electronic"><Journal><ISSN IssnType="Electronic">0000-0000</ISSN><JournalIssue>'
        f"<PubDate><Year>{made.year}</Year><Month>{made:%b}</Month></PubDate></JournalIssue><Title>Journal of "
        f"Imaginary Science</Title><ISOAbbreviation>J Imag Sci</ISOAbbreviation></Journal><ArticleTitle>{title(number)}"
        f'</ArticleTitle><ELocationID EIdType="doi" ValidYN="Y">10.5555/bench.{number}</ELocationID><Abstract>{parts}'
        f'</Abstract><AuthorList CompleteYN="Y">{authors}</AuthorList><Language>eng</Language>'
        f'<GrantList CompleteYN="Y">{grants}</GrantList><PublicationTypeList>'
        '<PublicationType UI="D016428">Journal Article</PublicationType><PublicationType UI="D016449">Randomized '
        f'Controlled Trial</PublicationType></PublicationTypeList><ArticleDate DateType="Electronic">{dated}'
        "</ArticleDate></Article><MedlineJournalInfo><MedlineTA>J Imag Sci</MedlineTA><NlmUniqueID>0</NlmUniqueID>"
        f"</MedlineJournalInfo><ChemicalList>{chemicals}</ChemicalList><MeshHeadingList>{mesh}</MeshHeadingList>"
        f'<KeywordList Owner="NOTNLM">{words}</KeywordList></MedlineCitation><PubmedData><History>{history}</History>'
        f"<PublicationStatus>ppublish</PublicationStatus>"
        f'<ArticleIdList><ArticleId IdType="pubmed">{pmid(number)}</ArticleId><ArticleId IdType="doi">'
        f"10.5555/bench.{number}</ArticleId></ArticleIdList><ReferenceList>{cited}</ReferenceList></PubmedData>"
        "</PubmedArticle>"
    )


PROLOG = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>'
)


def article_set(numbers: range) -> Iterator[bytes]:
    """A reply, in pieces."""
    yield PROLOG.encode()
    for number in numbers:
        yield article(number).encode()
    yield b"</PubmedArticleSet>"


def reply(numbers: range) -> bytes:
    return b"".join(article_set(numbers))

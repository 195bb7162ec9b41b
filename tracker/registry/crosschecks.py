"""What the files have to be together: every name that one uses stands in another."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from tracker.model.claim import Claim
from tracker.registry.findings import Findings
from tracker.registry.searches import SearchReader
from tracker.registry.suggest import did_you_mean, nearest
from tracker.registry.yamlfile import YamlFile


def check_topics(topic_files: Mapping[str, YamlFile], claim_files: Mapping[str, YamlFile], findings: Findings) -> None:
    """A topic names each claim once, and only claims that there are. Told also where the file has other faults."""
    for file in topic_files.values():
        names = file.data.get("claims") if isinstance(file.data, dict) else None
        for number, id in enumerate(names if isinstance(names, list) else ()):
            path = ("claims", number)
            if not isinstance(id, str):
                continue
            if id not in claim_files:
                mend = did_you_mean(id, claim_files) or "Correct it, or add the claim to a file in claims/."
                findings.error(file.at_value(path, f"There is no claim '{id}'.", mend))
            elif isinstance(names, list) and id in names[:number]:
                findings.error(file.at_value(path, f"The claim '{id}' stands twice in the topic.", "Keep one."))


def check_claims(
    claims: Sequence[Claim],
    claim_files: Mapping[str, YamlFile],
    articles: Collection[str] | None,
    named: Collection[str] | None,
    findings: Findings,
) -> None:
    """articles: ids of all articles; named: ids of all claims that a topic names; None where they are not known."""
    by_id = {claim.id: claim for claim in claims}
    if named is not None:  # a claim misspelt in a topic is told there, and not as missing from every topic as well
        named = {id if id in claim_files else nearest(id, claim_files) for id in named}
    for claim in claims:
        file = claim_files[claim.id]
        if claim.comparable and named is not None and claim.id not in named:
            message = f"'{claim.id}' can be compared with studies, and no topic names it."
            mend = "Add it to the claims of a topic, or set comparable: false."
            findings.error(file.at_key((claim.id,), message, mend))
        if claim.comparable and claim.rule is None and not _has_rule(file, claim):  # a faulty one is told where it is
            message = f"'{claim.id}' has no rule: no study will be held against it."
            findings.warn(file.at_key((claim.id,), message, "Add a rule, or set comparable: false and say why."))
        if articles is not None:
            _check_sources(claim, file, articles, findings)
        _check_tensions(claim, file, by_id, claim_files, findings)


def _has_rule(file: YamlFile, claim: Claim) -> bool:
    written = file.data.get(claim.id) if isinstance(file.data, dict) else None
    return isinstance(written, dict) and "rule" in written


def _check_sources(claim: Claim, file: YamlFile, articles: Collection[str], findings: Findings) -> None:
    for number, source in enumerate(claim.sources):
        if source.article not in articles:
            path = (claim.id, "sources", number, "article")
            mend = did_you_mean(source.article, articles) or "Correct it, or add the article to articles.yaml."
            findings.error(file.at_value(path, f"There is no article '{source.article}'.", mend))


def _check_tensions(
    claim: Claim,
    file: YamlFile,
    by_id: Mapping[str, Claim],
    claim_files: Mapping[str, YamlFile],
    findings: Findings,
) -> None:
    others = [tension.claim for tension in claim.tensions]
    for number, other in enumerate(others):
        path = (claim.id, "tensions", number, "claim")
        if other == claim.id:
            findings.error(file.at_value(path, "A claim cannot be in tension with itself.", "Name the other claim."))
        elif other not in claim_files:
            mend = did_you_mean(other, claim_files) or "Correct it, or take the tension out."
            findings.error(file.at_value(path, f"There is no claim '{other}'.", mend))
        elif other in others[:number]:
            findings.error(file.at_value(path, f"The tension with '{other}' stands twice.", "Keep one."))
        elif other in by_id and claim.id not in [back.claim for back in by_id[other].tensions]:
            place = f"{by_id[other].file}:{by_id[other].line}"
            message = f"'{other}' does not name this tension in return."
            findings.error(file.at_value(path, message, f"Add the tension with '{claim.id}' at {place}."))


def check_blocks(searches: SearchReader, findings: Findings) -> None:
    """A block that no search uses is told: it may be a name mistyped."""
    for name in searches.blocks:
        if name not in searches.used:
            message = f"No search uses the block {{{name}}}."
            findings.warn(searches.block_file.at_key(("blocks", name), message, "Use it, or take it out."))

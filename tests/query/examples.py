"""A small, made-up MeSH file and records that the tests of the search language share."""

from __future__ import annotations

from datetime import date

from tracker.model.mesh import Descriptor, MeshFile
from tracker.model.record import Author, Journal, MeshHeading, PartialDate, Record, Section

MESH = MeshFile(
    (
        Descriptor(name="Weather", entry_terms=("Weathers",), narrower=("Rain", "Wind, Cold")),
        Descriptor(name="Rain", entry_terms=("Rainfall", "Precipitation, Liquid"), narrower=("Drizzle",)),
        Descriptor(name="Drizzle"),
        Descriptor(name="Wind, Cold"),
        Descriptor(name="Humans"),
        Descriptor(name="Animals"),
        Descriptor(name="Clinical Trial", narrower=("Randomized Controlled Trial",)),
        Descriptor(name="Randomized Controlled Trial"),
        Descriptor(name="/adverse effects", entry_terms=("ae",), narrower=("/poisoning",)),
        Descriptor(name="/poisoning", entry_terms=("po",)),
    )
)

FULL = Record(
    title="Umbrella use in Ménière's town: a rain-controlled trial",
    pmid=900001,
    doi="10.9999/fiction.1",
    abstract=(
        Section("Sixty fictional walkers carried an umbrella.", "METHODS"),
        Section("Umbrellas kept the walkers dry for α-hours.", "RESULTS"),
    ),
    other_abstracts=("Les marcheurs restent secs.",),
    vernacular_title="Parapluies en ville",
    authors=(Author("Puddle", "Anna Beth"), Author("Drop", "CD"), Author(collective="The Dry Walkers Group")),
    journal=Journal("Journal of Fictional Weather", "J Fict Weather", ("1234-5678",)),
    published=PartialDate(2024, 5),
    created=date(2024, 5, 17),
    revised=date(2024, 5, 18),
    publication_types=("Journal Article", "Randomized Controlled Trial"),
    mesh=(
        MeshHeading("Drizzle", "D9", True, ("poisoning",)),
        MeshHeading("Humans", "D8"),
    ),
    keywords=("wet socks",),
    substances=("waxed cotton",),
    trial_ids=("NCT00000000",),
    languages=("eng",),
    status="MEDLINE",
)

BARE = Record(title="Cold wind and rainfall: what walkers say", abstract=(Section("A survey of hats."),))
"""As a feed gives it: no headings, no types, no language, no date."""

"""The MeSH file: looked up in any spelling, exploded downwards."""

from __future__ import annotations

from tracker.model.mesh import Descriptor, MeshFile

MESH = MeshFile(
    (
        Descriptor(name="Weather", narrower=("Rain", "Snow")),
        Descriptor(name="Rain", entry_terms=("Rain-Fall", "Snow"), narrower=("Weather",)),
        Descriptor(name="/Rain", entry_terms=("ra",)),
        Descriptor(name="Snow"),
        Descriptor(name="Wind", narrower=("Gale",)),
    )
)


def test_found_by_name_or_entry_term():
    """In any case, with hyphen or space; a name goes before an entry term; subheadings are apart."""
    for name, heading in [
        ("RAIN", "Rain"),
        ("rain fall", "Rain"),
        ("snow", "Snow"),
        ("/rain", "/Rain"),
        ("/ra", "/Rain"),
    ]:
        found = MESH.find(name)
        assert found is not None
        assert found.name == heading
    assert MESH.find("ra") is None


def test_explosion_ends():
    """Everything beneath, itself first, though a tree runs in a circle."""
    assert [each.name for each in MESH.explode("weather")] == ["Weather", "Rain", "Snow"]


def test_a_name_that_nobody_describes_stands_bare():
    """A narrower heading counts though the file says nothing more of it."""
    assert [each.name for each in MESH.explode("wind")] == ["Wind", "Gale"]
    assert [each.name for each in MESH.explode("hail")] == ["hail"]

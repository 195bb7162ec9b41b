"""The part of NLM's MeSH that the searches use, as the MeSH file gives it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.model.folding import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """A heading with its entry terms (other names) and the names of those right beneath it in any MeSH tree.

    `narrower` may name headings that are not descriptors of their own here, and may skip levels.
    A name that starts with "/" is a subheading ("/adverse effects"); its two-letter code is an entry term of it.
    Publication types are descriptors as well.
    """

    name: str
    ui: str = ""
    entry_terms: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    verified: bool = False


@dataclass(frozen=True, slots=True)
class MeshFile:
    """Descriptors, looked up by name or entry term in any spelling that `fold` takes for the same.

    Subheadings and headings are kept apart: find("/drug therapy") and find("Drug Therapy") are two things.
    """

    descriptors: tuple[Descriptor, ...] = ()
    _by_name: dict[str, Descriptor] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names: dict[str, Descriptor] = {}
        for each in self.descriptors:
            for term in each.entry_terms:
                names.setdefault(_key(term, subheading=each.name.startswith("/")), each)
        names.update({_key(each.name): each for each in self.descriptors})
        object.__setattr__(self, "_by_name", names)

    def find(self, name: str) -> Descriptor | None:
        return self._by_name.get(_key(name))

    def explode(self, name: str) -> tuple[Descriptor, ...]:
        """The descriptor and everything beneath it, itself first; an undescribed name stands bare."""
        found: dict[str, Descriptor] = {}
        waiting: list[str] = [name]
        while waiting:
            asked = waiting.pop(0)
            descriptor = self.find(asked) or Descriptor(name=asked)
            if descriptor.name not in found:
                found[descriptor.name] = descriptor
                waiting.extend(descriptor.narrower)
        return tuple(found.values())


def _key(name: str, *, subheading: bool = False) -> str:
    return ("/" if subheading or name.startswith("/") else "") + fold(name)

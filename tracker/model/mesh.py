"""The part of NLM's MeSH that the searches use, as the MeSH file gives it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.model.folding import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """A heading with its entry terms (other names) and the names of those right beneath it in any MeSH tree.

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
        """The descriptor and everything beneath it, itself first; names the file does not hold are left out."""
        found: dict[str, Descriptor] = {}
        waiting: list[str] = [name]
        while waiting:
            descriptor = self.find(waiting.pop(0))
            if descriptor is not None and descriptor.name not in found:
                found[descriptor.name] = descriptor
                waiting.extend(descriptor.narrower)
        return tuple(found.values())

    def missing(self) -> Iterable[tuple[Descriptor, str]]:
        """(descriptor, narrower name) for every narrower name that the file does not describe."""
        return ((each, name) for each in self.descriptors for name in each.narrower if self.find(name) is None)


def _key(name: str, *, subheading: bool = False) -> str:
    return ("/" if subheading or name.startswith("/") else "") + fold(name)

"""Where the files lie: in a checkout beside daemon.py, in an installed wheel inside the package."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.registry.load import Registry
    from tracker.registry.sections import Settings

PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent


def shipped() -> Path:
    """The folder of the files that come with the program: the checkout, or a part of the installed package."""
    return CHECKOUT if (CHECKOUT / "queries").is_dir() else PACKAGE / "_files"


@dataclass(frozen=True, slots=True)
class Files:
    """settings_file: may not exist (documented defaults); state: None means as the settings say."""

    settings_file: Path
    queries: Path
    templates: Path
    state: Path | None

    @classmethod
    def find(cls, *, settings: Path | None = None, queries: Path | None = None, state: Path | None = None) -> Files:
        """What is named; else what lies in the folder one works in; else what is shipped.

        That folder is the settings file's, where one is named, or the checkout, or the current one.
        """
        base = shipped()
        home = settings.parent if settings else base if base == CHECKOUT else Path.cwd()
        own = home / "queries"
        return cls(
            settings_file=settings or home / "settings.yaml",
            queries=queries or (own if own.is_dir() else base / "queries"),
            templates=base / "templates",
            state=state,
        )

    def settings(self) -> Settings:
        from tracker.registry.settings import load_settings

        return load_settings(self.settings_file, os.environ)

    def registry(self) -> Registry:
        from tracker.registry.load import load

        return load(self.queries)

    def state_folder(self, settings: Settings) -> Path:
        """One that is named on the command line is meant from here; one in the settings, from beside them."""
        return self.state.absolute() if self.state else self.settings_file.parent / settings.store.folder

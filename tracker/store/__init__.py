"""The store: one SQLite file. Open it with `Store.open`, read and write through its parts."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from tracker.errors import StoreError
from tracker.store.backup import backup, restore
from tracker.store.browse import Browse
from tracker.store.cited import Cited
from tracker.store.cursors import Cursors
from tracker.store.database import Database
from tracker.store.deliveries import Deliveries
from tracker.store.events import Events
from tracker.store.facts import Facts, facts, problems
from tracker.store.faults import RESTORE
from tracker.store.ledger import Ledger
from tracker.store.lock import held, run_lock
from tracker.store.opening import PATIENCE, open_database
from tracker.store.readings import Readings
from tracker.store.receipts import Receipts
from tracker.store.records import Records
from tracker.store.studies import Studies
from tracker.store.subscribers import Subscribers
from tracker.store.thinning import Thinned, thin
from tracker.store.untold import Untold

__all__ = ["Facts", "Store", "held", "restore", "run_lock"]


class Store:
    """Fits the Protocol of the same name in jobs/ports. Belongs to the thread that opened it; closes as a context."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.records = Records(db)
        self.readings = Readings(db)
        self.studies = Studies(db)
        self.ledger = Ledger(db)
        self.events = Events(db)
        self.cursors = Cursors(db)
        self.receipts = Receipts(db)
        self.subscribers = Subscribers(db)
        self.deliveries = Deliveries(db)
        self.untold = Untold(db)
        self.cited = Cited(db)
        self.browse = Browse(db)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = False,
        read_only: bool = False,
        check: bool = False,
        older: bool = False,
        patience: float = PATIENCE,
    ) -> Store:
        """create: lay a new store where there is no file; a file that is there is never taken as new, not an empty one.

        check: read the whole file first and refuse a damaged one (0.1 s for 50 MB): for the start of a long life.
        older: take a store of an older version as it is, to copy it.
        patience: seconds to wait for other writers.
        Raises StoreError (absent, empty, damaged, not ours, newer than the program) or BusyError.
        """
        db = open_database(path, create=create, read_only=read_only, older=older, patience=patience)
        if check and (found := problems(db)):
            db.close()
            raise StoreError(f"the database is damaged: {found[0]}", where=str(path), mend=RESTORE)
        return cls(db)

    @property
    def path(self) -> Path:
        return self._db.path

    def atomic(self, *, durable: bool = False) -> AbstractContextManager[None]:
        """See Database.atomic."""
        return self._db.atomic(durable=durable)

    def version(self) -> int:
        """Another number from then on that anybody else, of this process or another, has written."""
        number: int = self._db.value("PRAGMA data_version")
        return number

    def facts(self) -> Facts:
        return facts(self._db)

    def backup(self, target: Path) -> None:
        """See store/backup."""
        backup(self._db, target)

    def thin(self, before: datetime) -> Thinned:
        """See store/thinning."""
        return thin(self._db, before)

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

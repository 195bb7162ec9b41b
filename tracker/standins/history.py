"""The history server: result sets kept under a WebEnv and a query key."""

from __future__ import annotations

import threading


class History:
    """Safe between threads. `lose` forgets an environment, as NCBI's does at times."""

    def __init__(self) -> None:
        self._sets: dict[str, list[tuple[int, ...]]] = {}
        self._made = 0
        self._lock = threading.Lock()

    def keep(self, pmids: tuple[int, ...], web_env: str = "") -> tuple[str, str]:
        """Returns the environment and the query key. An unknown environment is answered with a new one."""
        with self._lock:
            if web_env not in self._sets:
                self._made += 1
                web_env = f"MCID_{self._made:024x}"
                self._sets[web_env] = []
            self._sets[web_env].append(pmids)
            return web_env, str(len(self._sets[web_env]))

    def get(self, web_env: str, query_key: str) -> tuple[int, ...] | None:
        with self._lock:
            kept = self._sets.get(web_env, [])
            if not query_key.isdecimal() or not 1 <= int(query_key) <= len(kept):
                return None
            return kept[int(query_key) - 1]

    def lose(self, web_env: str = "") -> None:
        """One environment, or all of them."""
        with self._lock:
            if web_env:
                self._sets.pop(web_env, None)
            else:
                self._sets.clear()

"""All stores of one kind of cache, of the process and of its sessions.

Stores of the scope "global" belong to the process, those of the scope
"session" to the session, which keeps them in its ``cache`` dictionary and calls
`release_session` when it ends.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakSet

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from revoila.caching._store import Settings, Store


class Registry:
    """All stores of one kind of cache.

    Parameters
    ----------
    command : str
        ``"cache_data"`` or ``"cache_resource"``.
    """

    def __init__(self, command: str) -> None:
        self._command = command
        self._lock = Lock()
        self._global: MutableMapping[str, Store] = {}
        self._all: WeakSet[Store] = WeakSet()

    def store(
        self,
        function_key: str,
        settings: Settings,
        make: Callable[[Settings], Store],
        session_stores: MutableMapping[str, Store] | None = None,
    ) -> Store:
        """Return the store of a function, a new one when its settings have changed.

        Parameters
        ----------
        function_key : str
            Identity of the function.
        settings : Settings
            What they are now.
        make : Callable
            Returns a new store with these settings.
        session_stores : mutable mapping of str to Store, optional
            Stores of the session; None for the scope "global".
        """
        stores = self._global if session_stores is None else session_stores
        # Both kinds of cache share the dictionary of a session.
        key = f"{self._command}:{function_key}"
        with self._lock:
            store = stores.get(key)
            if store is None or (store.settings is not settings and store.settings != settings):
                if store is not None:
                    store.replace()
                store = stores[key] = make(settings)
                self._all.add(store)
            return store

    def stores(self) -> list[Store]:
        """Return all stores, those of sessions too."""
        with self._lock:
            return list(self._all)

    def clear(self) -> None:
        """Forget all results of all functions in all sessions.

        What a callback raises is raised again when everything is forgotten.
        """
        failed: Exception | None = None
        for store in self.stores():
            try:
                store.clear()
            except Exception as error:  # noqa: BLE001  # raised below
                failed = failed or error
        if failed is not None:
            raise failed


def release_session(stores: MutableMapping[str, Store]) -> None:
    """Let go of everything that a session has cached, calling ``on_release``.

    What a callback raises is raised again when everything is released.

    Parameters
    ----------
    stores : mutable mapping of str to Store
        The ``cache`` attribute of the session; empty afterwards.
    """
    failed: Exception | None = None
    while stores:
        _, store = stores.popitem()
        try:
            store.clear(close=True)
        except Exception as error:  # noqa: BLE001  # raised below
            failed = failed or error
    if failed is not None:
        raise failed

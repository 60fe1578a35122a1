"""``st.session_state``: a session's entries as a mapping with item and attribute access.

Follows statements 29 to 36 of the state specification of Streamlit 1.67.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from revoila.state.session_state import SessionState


class SessionStateProxy(MutableMapping[str | int, Any]):
    """``st.session_state``: the entries of whichever session is running.

    A mapping with item and attribute access. Keys are turned into text.

    Parameters
    ----------
    store : Callable
        Returns the state to use at the moment of each access.
    """

    def __init__(self, store: Callable[[], SessionState]) -> None:
        object.__setattr__(self, "_store", store)

    def _state(self) -> SessionState:
        return object.__getattribute__(self, "_store")()  # type: ignore[no-any-return]

    def __getitem__(self, key: Any) -> Any:
        """Return an entry.

        Raises
        ------
        KeyError
            There is no such entry.
        """
        try:
            return self._state().get_item(str(key))
        except KeyError:
            raise KeyError(_missing("key", str(key))) from None

    def __setitem__(self, key: Any, value: Any) -> None:
        """Assign an entry."""
        self._state().set_item(str(key), value)

    def __delitem__(self, key: Any) -> None:
        """Remove an entry.

        Raises
        ------
        KeyError
            There is no such entry.
        """
        try:
            self._state().delete_item(str(key))
        except KeyError:
            raise KeyError(_missing("key", str(key))) from None

    def __getattr__(self, name: str) -> Any:
        """Return an entry as an attribute.

        Raises
        ------
        AttributeError
            There is no such entry.
        """
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        try:
            return self._state().get_item(name)
        except KeyError:
            raise AttributeError(_missing("attribute", name)) from None

    def __setattr__(self, name: str, value: Any) -> None:
        """Assign an entry as an attribute."""
        self._state().set_item(name, value)

    def __delattr__(self, name: str) -> None:
        """Remove an entry as an attribute.

        Raises
        ------
        AttributeError
            There is no such entry.
        """
        try:
            self._state().delete_item(name)
        except KeyError:
            raise AttributeError(_missing("attribute", name)) from None

    def __contains__(self, key: Any) -> bool:
        """Whether there is an entry under `key`."""
        try:
            self._state().get_item(str(key))
        except KeyError:
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._state().keys())

    def __len__(self) -> int:
        """Count the entries."""
        return len(self._state().keys())

    def __str__(self) -> str:
        """Show the entries as a dict."""
        return str(self.to_dict())

    def __repr__(self) -> str:
        """Show the entries as a dict."""
        return repr(self.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """Return all entries as a dict."""
        state = self._state()
        return {name: state.get_item(name) for name in state.keys()}  # noqa: SIM118  # no mapping


def _missing(what: str, name: str) -> str:
    return (
        f'st.session_state has no {what} "{name}". Did you forget to initialize it? '
        "More info: https://docs.streamlit.io/develop/concepts/architecture/session-state"
    )

"""``st.secrets``: what only the author and the operator may know.

Read on first use, looked at again when a source changes, never sent to a
browser unless the script writes it. Every value is remembered by
`revoila.config.redaction`, so that exceptions and logs do not show it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from threading import RLock
from typing import TYPE_CHECKING, Any, Never

from revoila._context import active
from revoila.config._secret_sources import read_secrets, stamp
from revoila.config.options import get_option
from revoila.config.redaction import remember_secrets
from revoila.errors import StreamlitSecretNotFoundError

if TYPE_CHECKING:
    from collections.abc import ItemsView, KeysView, ValuesView

PAUSE = 1.0
"""How long sources are taken as unchanged, in seconds."""

_HINT = "Did you forget to add it to secrets.toml or to mount it in a folder of secrets?"


class AttrDict(Mapping[str, Any]):
    """A table of secrets: read-only, by item or by attribute.

    Parameters
    ----------
    value : mapping of str to object
        The table.
    """

    __slots__ = ("_values",)
    _values: Mapping[str, Any]

    def __init__(self, value: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_values", value)

    def __getitem__(self, key: str) -> Any:
        try:
            return _wrap(self._values[key])
        except KeyError:
            raise KeyError(_missing("key", key)) from None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return _wrap(self._values[name])
        except KeyError:
            raise AttributeError(_missing("attribute", name)) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return repr(self._values)

    def __reduce__(self) -> tuple[Any, ...]:
        return AttrDict, (self.to_dict(),)

    def __deepcopy__(self, memo: dict[int, Any]) -> AttrDict:
        return self

    def __setitem__(self, key: str, value: object) -> Never:
        raise TypeError("Secrets does not support item assignment.")

    def __delitem__(self, key: str) -> Never:
        raise TypeError("Secrets does not support item deletion.")

    def __setattr__(self, name: str, value: object) -> Never:
        raise TypeError("Secrets does not support attribute assignment.")

    def to_dict(self) -> dict[str, Any]:
        """Return the table as a plain dictionary of its own."""
        return {key: _plain(value) for key, value in self._values.items()}


class _Loaded:
    """What one list of sources said when it was read."""

    def __init__(self, files: tuple[str, ...], values: Mapping[str, Any]) -> None:
        self.stamp = stamp(files)
        self.checked = time.monotonic()
        self.table = AttrDict(values)
        self.exported: dict[str, str] = {}

    def is_current(self, files: tuple[str, ...]) -> bool:
        """Whether the sources are as they were; asks the disk at most once per `PAUSE`."""
        now = time.monotonic()
        if now - self.checked < PAUSE:
            return True
        self.checked = now
        return stamp(files) == self.stamp

    def export(self) -> None:
        """Put top-level texts and numbers into the environment."""
        for key, value in self.table._values.items():  # noqa: SLF001  # a class of this module
            if isinstance(value, str | int | float) and not isinstance(value, bool):
                self.exported[key] = os.environ[key] = str(value)

    def withdraw(self) -> None:
        """Take out of the environment what is still as `export` put it."""
        for key, value in self.exported.items():
            if os.environ.get(key) == value:
                del os.environ[key]


class Secrets(Mapping[str, Any]):
    """The type of ``st.secrets``: behaves as Streamlit 1.67 `st.secrets`.

    Sources are the option ``secrets.files``: by default ``secrets.toml`` in
    ``~/.streamlit``, on the Jupyter config path, and in ``.streamlit`` of the
    working directory and of the script's folder. A run can bring secrets of
    its own (app tests); then only those count.

    Raises
    ------
    StreamlitSecretNotFoundError
        On use: there is no source, or one cannot be read.
    KeyError
        On item access: there is no such secret.
    AttributeError
        On attribute access: there is no such secret, or no source.

    Examples
    --------
    >>> secrets["database"]["password"]  # doctest: +SKIP
    >>> secrets.database.password  # doctest: +SKIP
    """

    def __init__(self) -> None:
        vars(self).update(_lock=RLock(), _loaded={}, _added={}, _outside=(float("-inf"), ()))

    def __getitem__(self, key: str) -> Any:
        return self._table()[key]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name in ("_lock", "_loaded", "_added", "_outside"):
            raise AttributeError(name)
        try:
            return getattr(self._table(), name)
        except StreamlitSecretNotFoundError:
            raise AttributeError(_missing("attribute", name)) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._table())

    def __len__(self) -> int:
        return len(self._table())

    def __contains__(self, key: object) -> bool:
        return key in self._table()

    def __repr__(self) -> str:
        if active() is not None:
            with suppress(StreamlitSecretNotFoundError):
                return repr(self._table())
        return type(self).__name__

    def __setitem__(self, key: str, value: object) -> Never:
        raise TypeError("Secrets does not support item assignment.")

    def __delitem__(self, key: str) -> Never:
        raise TypeError("Secrets does not support item deletion.")

    def __setattr__(self, name: str, value: object) -> Never:
        raise TypeError("Secrets does not support attribute assignment.")

    def keys(self) -> KeysView[str]:
        """Return the names of all secrets."""
        return self._wrapped().keys()

    def values(self) -> ValuesView[Any]:
        """Return all secrets."""
        return self._wrapped().values()

    def items(self) -> ItemsView[str, Any]:
        """Return all secrets with their names."""
        return self._wrapped().items()

    def has_key(self, k: str) -> bool:
        """Return whether there is a secret of that name."""
        return k in self._table()

    def to_dict(self) -> dict[str, Any]:
        """Return all secrets as a plain dictionary."""
        return self._table().to_dict()

    def load_if_toml_exists(self) -> bool:
        """Read the sources now; whether there was one that could be read."""
        try:
            self._table()
        except StreamlitSecretNotFoundError:
            return False
        return True

    def merge_programmatic_secrets(self, programmatic_secrets: Mapping[str, Any]) -> None:
        """Add secrets that come from no source; they replace those of the same name.

        Parameters
        ----------
        programmatic_secrets : mapping of str to object
            Texts, numbers, bools, and lists and dictionaries of them.

        Raises
        ------
        TypeError
            A value of another type.
        """
        for key, value in programmatic_secrets.items():
            _check_programmatic(key, value)
        with self._lock:
            self._added.update(programmatic_secrets)
            for loaded in self._loaded.values():
                loaded.withdraw()
            self._loaded.clear()

    def _table(self) -> AttrDict:
        here = active()
        replaced = None if here is None else here.run.secrets
        if replaced is not None:
            # Made up by a test: masking them would last longer than the test.
            return AttrDict(replaced)
        files = self._files() if here is None else tuple(here.run.option("secrets.files") or ())
        with self._lock:
            loaded: _Loaded | None = self._loaded.get(files)
            if loaded is None or not loaded.is_current(files):
                loaded = self._load(files, loaded)
            return loaded.table

    def _files(self) -> tuple[str, ...]:
        """Return the sources outside of an app, where every look at the options is a look at the disk."""
        now = time.monotonic()
        if now - self._outside[0] >= PAUSE:
            vars(self)["_outside"] = (now, tuple(get_option("secrets.files") or ()))
        return tuple(self._outside[1])

    def _load(self, files: tuple[str, ...], old: _Loaded | None) -> _Loaded:
        if old is not None:
            old.withdraw()
            del self._loaded[files]
        values = read_secrets(files)
        if values is None and not self._added:
            message = (
                "No secrets found. Valid paths for a secrets.toml file or secret directories are: "
                f"{', '.join(files)}"
            )
            raise StreamlitSecretNotFoundError(message)
        loaded = _Loaded(files, {**(values or {}), **self._added})
        remember_secrets(loaded.table)
        loaded.export()
        self._loaded[files] = loaded
        return loaded

    def _wrapped(self) -> dict[str, Any]:
        table = self._table()
        return {key: table[key] for key in table}


def _wrap(value: Any) -> Any:
    return AttrDict(value) if isinstance(value, Mapping) and not isinstance(value, AttrDict) else value


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _missing(what: str, name: object) -> str:
    return f'st.secrets has no {what} "{name}". {_HINT}'


def _check_programmatic(name: str, value: object) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                message = f"Names of secrets are texts; {name} has one of type {type(key).__name__}."
                raise TypeError(message)
            _check_programmatic(f"{name}.{key}", inner)
    elif isinstance(value, list):
        for inner in value:
            _check_programmatic(name, inner)
    elif not isinstance(value, str | int | float | bool):
        message = f"The secret {name} is a {type(value).__name__}; texts, numbers, bools, lists and dicts are accepted."
        raise TypeError(message)


secrets = Secrets()


def look_again() -> None:
    """Read the sources that have changed, which are read once in a while only."""
    with secrets._lock:  # noqa: SLF001  # a class of this module
        for files, loaded in list(secrets._loaded.items()):  # noqa: SLF001  # as above
            loaded.checked = float("-inf")
            if not loaded.is_current(files):
                # Whoever asks for a secret next gets the error.
                with suppress(StreamlitSecretNotFoundError):
                    secrets._load(files, loaded)  # noqa: SLF001  # as above

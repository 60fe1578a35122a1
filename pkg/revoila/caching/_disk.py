"""Results on the disk: ``st.cache_data(persist="disk")``.

Each result is a file in a folder of its function, below ``revoila/cache`` in the
user's data folder of Jupyter (``jupyter --data-dir``). A file is a magic text, a
signature (HMAC-SHA256 with a key of this installation, which is beside the
folder) and a pickle. The signature covers the function and the arguments, too:
a file in the place of another one is not what was asked for.

Unpickling can run any code. So nothing is unpickled before the signature is
right; a file that was changed, cut off or made elsewhere is as good as none.
"""

from __future__ import annotations

import hmac
import io
import logging
import os
import pickle
import secrets
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revoila import __version__
from revoila.caching._options import tell_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from revoila.caching._replay import Step

MAGIC = f"revoila cache {__version__}\n".encode()
"""Another version may write elements in another way."""

SUFFIX = ".result"
_DRAFT = ".draft"
_SIGNATURE = 32
_TRIES = 2

_LOG = logging.getLogger(__name__)


class _Pickler(pickle.Pickler):
    """Also takes the views of buffers that elements have."""

    def reducer_override(self, value: Any) -> Any:
        return (bytes, (bytes(value),)) if isinstance(value, memoryview) else NotImplemented


class Folder:
    """The results of one function.

    Parameters
    ----------
    function_key : str
        Identity of the function; hexadecimal.
    """

    def __init__(self, function_key: str) -> None:
        self._function_key = function_key

    def read(self, key: str) -> tuple[Any, tuple[Step, ...]] | None:
        """Return a result and how to draw again what was drawn, or None.

        Parameters
        ----------
        key : str
            Identity of the arguments; hexadecimal.
        """
        path = self._path(key)
        try:
            payload = self._verified(key, path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            _tell_once(error)
            return None
        if payload is None:
            _LOG.warning(
                "A kept result is not used: its signature is wrong. It was changed or cut off, or made elsewhere "
                "or by another version: %s",
                path,
            )
            return None
        try:
            value, steps = pickle.loads(payload)  # noqa: S301  # we have signed it
        except Exception as error:  # noqa: BLE001  # classes and libraries may have changed since
            _LOG.warning("A kept result is not used: it cannot be read any more: %s: %s", path, error)
            return None
        return value, steps

    def write(self, key: str, value: Any, steps: tuple[Step, ...]) -> None:
        """Keep a result; a log line says when that is not possible.

        Parameters
        ----------
        key : str
            Identity of the arguments; hexadecimal.
        value : object
            The result.
        steps : tuple of Step
            What the function drew.
        """
        buffer = io.BytesIO()
        try:
            _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump((value, steps))
        except Exception as error:  # noqa: BLE001  # pickling runs code of any class
            _LOG.warning("A result is kept in memory only, because it cannot be written down: %s", error)
            return
        payload = buffer.getvalue()
        try:
            self._put(self._path(key), MAGIC + self._signature(key, payload) + payload)
        except OSError as error:
            _tell_once(error)

    def remove(self, key: str) -> None:
        """Forget one result."""
        with suppress(FileNotFoundError, NotADirectoryError):
            self._path(key).unlink()

    def clear(self) -> None:
        """Forget all results of the function."""
        _empty(root() / self._function_key)

    def _path(self, key: str) -> Path:
        return root() / self._function_key / f"{key}{SUFFIX}"

    @staticmethod
    def _put(path: Path, content: bytes) -> None:
        """Write a file so that it is there in whole or not at all, for this user only.

        Raises
        ------
        OSError
            It cannot be written.
        """
        for left in reversed(range(_TRIES)):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = path.with_name(f"{secrets.token_hex(8)}{_DRAFT}")
            try:
                with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123  # a descriptor
                    file.write(content)
                draft.replace(path)
            except OSError as error:
                draft.unlink(missing_ok=True)
                # Or else somebody clears the cache at this moment.
                if not left or not isinstance(error, FileNotFoundError):
                    raise
            else:
                return

    def _verified(self, key: str, content: bytes) -> memoryview | None:
        """Return what is signed, or None when the signature is wrong."""
        start = len(MAGIC) + _SIGNATURE
        signature, payload = content[len(MAGIC) : start], memoryview(content)[start:]
        if not content.startswith(MAGIC) or not hmac.compare_digest(signature, self._signature(key, payload)):
            return None
        return payload

    def _signature(self, key: str, payload: bytes | memoryview) -> bytes:
        digest = hmac.new(_key(root()), digestmod="sha256")
        for name in (self._function_key.encode(), key.encode()):
            digest.update(len(name).to_bytes(4, "big") + name)
        digest.update(payload)
        return digest.digest()


def root() -> Path:
    """Return the folder with the folders of all functions."""
    from jupyter_core.paths import jupyter_data_dir  # few apps keep results on the disk

    return Path(jupyter_data_dir()) / "revoila" / "cache"


def remove_all() -> None:
    """Forget the results of all functions."""
    for folder in _entries(root()):
        if folder.is_dir() and not folder.is_symlink():
            _empty(folder)


def _empty(folder: Path) -> None:
    for path in _entries(folder):
        if path.suffix in (SUFFIX, _DRAFT):
            path.unlink(missing_ok=True)
    with suppress(OSError):
        # What is not ours, or has just been written, stays.
        folder.rmdir()


def _entries(folder: Path) -> Iterator[Path]:
    try:
        yield from list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return


@lru_cache(maxsize=8)
def _key(folder: Path) -> bytes:
    from revoila.config._signing import installation_key  # as above

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return installation_key(folder.with_name("cache.key"))


def _tell_once(error: OSError) -> None:
    tell_once(f"disk {error.errno}", f"Results of st.cache_data cannot be kept on the disk: {error}")

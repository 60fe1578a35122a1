"""Reading secrets: TOML files, and folders as Kubernetes mounts them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revoila.errors import StreamlitSecretNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def read_secrets(files: Sequence[str]) -> dict[str, Any] | None:
    """Return what all sources together say; a later one replaces whole top-level keys.

    Parameters
    ----------
    files : sequence of str
        Paths of TOML files, which may be missing, and of folders.

    Returns
    -------
    dict or None
        None when there is no source at all.

    Raises
    ------
    StreamlitSecretNotFoundError
        A path is neither, or a file cannot be read.
    """
    values: dict[str, Any] = {}
    found = False
    for name in files:
        path = Path(name).expanduser()
        if path.suffix == ".toml":
            if path.is_file():
                values.update(_read_toml(path))
                found = True
        elif path.is_dir():
            values.update(_read_folder(path))
            found = True
        else:
            message = f"Invalid secrets path: {name}: it is neither a .toml file nor a folder."
            raise StreamlitSecretNotFoundError(message)
    return values if found else None


def stamp(files: Iterable[str]) -> tuple[tuple[str, int, int] | None, ...]:
    """Return what changes when a source changes: name, time and size of every file."""
    seen: list[tuple[str, int, int] | None] = []
    for name in files:
        path = Path(name).expanduser()
        inside = sorted(path.glob("*/*")) if path.suffix != ".toml" else []
        for file in (path, *inside):
            try:
                status = file.stat()
            except OSError:
                seen.append(None)
            else:
                seen.append((str(file), status.st_mtime_ns, status.st_size))
    return tuple(seen)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"Error parsing secrets file at {path}: {error}"
        # The error's context would show lines of the file.
        raise StreamlitSecretNotFoundError(message) from None


def _read_folder(path: Path) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for entry in sorted(path.iterdir()):
        # Kubernetes keeps the data of a volume in hidden folders that links point to.
        if entry.name.startswith(".."):
            continue
        if not entry.is_dir():
            message = (
                f"Invalid secrets path: {path}: {entry.name} is not a folder. "
                "A folder of secrets has one folder for each secret."
            )
            raise StreamlitSecretNotFoundError(message)
        try:
            files = {
                file.name: file.read_text(encoding="utf-8").strip()
                for file in sorted(entry.iterdir())
                if file.is_file()
            }
        except (OSError, ValueError) as error:
            message = f"Error reading secrets in {entry}: {error}"
            raise StreamlitSecretNotFoundError(message) from None
        values[entry.name] = next(iter(files.values())) if len(files) == 1 else files
    return values

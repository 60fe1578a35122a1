"""Where values of options come from, and how one source is read."""

from __future__ import annotations

import logging
import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.config import _jupyter
from revoila.config._table import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LOG = logging.getLogger(__name__)

FOLDER = ".streamlit"
PREFIXES = ("STREAMLIT_", "REVOILA_")
"""Of environment variables; the last one counts most."""


class Source(NamedTuple):
    """One place that sets options.

    Parameters
    ----------
    label : str
        How messages call it.
    values : mapping of str to object
        What it sets, unchecked.
    """

    label: str
    values: Mapping[str, Any]


def folders(script_dir: Path | None) -> list[Path]:
    """Return the folders with ``config.toml`` and ``secrets.toml`` of the project, the most important last."""
    found = [Path.cwd() / FOLDER]
    if script_dir is not None and script_dir.resolve() != Path.cwd():
        found.append(script_dir.resolve() / FOLDER)
    return found


def home_folder() -> Path:
    """Return the folder for all projects of the user."""
    return Path.home() / FOLDER


def config_files(script_dir: Path | None) -> list[Path]:
    """Return all files that may set options, the most important last."""
    jupyter = [
        folder / f"{_jupyter.NAME}{suffix}"
        for folder in _jupyter.config_folders()
        for suffix in (".py", ".json")
    ]
    project = [folder / "config.toml" for folder in folders(script_dir)]
    return [home_folder() / "config.toml", *jupyter, *project]


def secret_files(script_dir: Path | None) -> list[str]:
    """Return where secrets are looked for unless the option says otherwise, the most important last."""
    jupyter = [folder / "secrets.toml" for folder in _jupyter.config_folders()]
    paths = [home_folder() / "secrets.toml"]
    paths += [path for path in jupyter if path.is_file()]
    paths += [folder / "secrets.toml" for folder in folders(script_dir)]
    return list(dict.fromkeys(map(str, paths)))


def read_file(path: Path) -> Source:
    """Return what a file sets; nothing when it cannot be read."""
    values = dict(_read_toml(path)) if path.suffix == ".toml" else _jupyter.read_file(path)
    return Source(str(path), values)


def read_environment(variables: Mapping[str, str]) -> Iterator[Source]:
    """Yield what environment variables set, one source per prefix."""
    for prefix in PREFIXES:
        given = {
            option.name: variables[f"{prefix}{option.variable}"]
            for option in OPTIONS.values()
            if f"{prefix}{option.variable}" in variables
        }
        if given:
            yield Source(f"{prefix}* of the environment", given)


def _read_toml(path: Path) -> Iterator[tuple[str, Any]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        _LOG.error("%s cannot be read and is left out: %s", path, error)  # the trace says no more
        return
    for name, value in _leaves("", content):
        if isinstance(value, str) and value.startswith("env:"):
            variable = value.removeprefix("env:")
            if variable not in os.environ:
                _LOG.warning("%s: %s is left out: there is no environment variable %s.", path, name, variable)
                continue
            yield name, os.environ[variable]
        else:
            yield name, value


def _leaves(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and name not in OPTIONS:
            yield from _leaves(f"{name}.", value)
        else:
            yield name, value

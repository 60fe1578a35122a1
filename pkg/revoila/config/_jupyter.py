"""What ``jupyter_revoila_config.py`` and ``.json`` say, in the names of the option table.

Only files of this name are read, so nobody else's configuration is executed.
traitlets is imported when there is a file, not before.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from revoila.config._table import OPTIONS, snake_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOG = logging.getLogger(__name__)

NAME = "jupyter_revoila_config"
"""Name of the files without their suffix."""

CLASSES: dict[str, str] = {
    "Theme": "theme",
    "Secrets": "secrets",
    "Runner": "runner",
    "Client": "client",
    "Server": "server",
    "Limits": "limits",
}
"""Class of the traits of each section."""

PARTS = ("sidebar", "light", "dark")
"""Traits of ``Theme`` that are tables of tokens, and so may be tables in them."""


def config_folders() -> list[Path]:
    """Return the folders of the Jupyter config path, the most important last."""
    from pathlib import Path  # with the line below

    from jupyter_core.paths import jupyter_config_path  # slow, and only options need it

    return [Path(folder) for folder in reversed(jupyter_config_path())]


def read_file(path: Path) -> dict[str, Any]:
    """Return the options that a file sets; nothing when it cannot be read.

    Parameters
    ----------
    path : Path
        A ``.py`` or ``.json`` file that exists.
    """
    from traitlets.config.loader import (  # only where there is such a file
        JSONFileConfigLoader,
        PyFileConfigLoader,
    )

    loader = JSONFileConfigLoader if path.suffix == ".json" else PyFileConfigLoader
    try:
        return option_values(loader(path.name, str(path.parent)).load_config())
    except Exception:  # noqa: BLE001  # as the next line says
        # A script may raise anything; the app should come up and the log say why it looks different.
        _LOG.exception("%s cannot be read and is left out.", path)
        return {}


def option_values(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a traitlets configuration by option name.

    Parameters
    ----------
    config : mapping of str to mapping
        Traits by class, such as an application's ``cli_config``. Classes that are not
        ours are left out.

    Returns
    -------
    dict of str to object
        Values as they are, unchecked.

    Examples
    --------
    >>> option_values({"Theme": {"primary_color": "teal", "light": {"text_color": "black"}}})
    {'theme.primaryColor': 'teal', 'theme.light.textColor': 'black'}
    """
    values: dict[str, Any] = {}
    for name, section in CLASSES.items():
        traits = config.get(name)
        if isinstance(traits, Mapping):
            values.update(_flatten(section, traits))
    return values


def _flatten(section: str, traits: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    known = _names(section)
    for trait, given in traits.items():
        # A value that the file changed in place, such as `c.Secrets.files.append(...)`.
        value = given.get_value([]) if hasattr(given, "get_value") and hasattr(given, "to_dict") else given
        if section.startswith("theme") and trait in PARTS and isinstance(value, Mapping):
            yield from _flatten(f"{section}.{trait}", value)
        else:
            yield known.get(trait, f"{section}.{trait}"), value


def _names(section: str) -> dict[str, str]:
    """Return the options of a section by trait name, and by their own last part."""
    names: dict[str, str] = {}
    for option in OPTIONS.values():
        if option.section == section:
            last = option.name.rpartition(".")[2]
            names[last] = names[snake_case(last)] = option.name
    return names

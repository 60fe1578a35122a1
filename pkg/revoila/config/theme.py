"""From the options of a theme to what the front end is told.

The front end knows the values of the light and the dark theme; only what is
configured travels. Sections inherit as in Streamlit 1.67 (statements 9 to 14
of the configuration specification): ``light`` and ``dark`` over the whole
theme, the sidebar's own values over those of the page.
"""

from __future__ import annotations

import logging
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from revoila.config._theme_tokens import SECTIONS, TOKENS
from revoila.config._theme_values import check_token
from revoila.errors import (
    StreamlitInvalidThemeError,
    StreamlitInvalidThemeOptionError,
    StreamlitInvalidThemeSectionError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LOG = logging.getLogger(__name__)

MODES = ("light", "dark")


class _Values(Protocol):
    def get(self, name: str) -> Any:
        """Return the value of an option."""


def resolve_theme(options: _Values) -> dict[str, Any]:
    """Return what the front end is told about the theme.

    Parameters
    ----------
    options : Options
        The values of the options, or anything else with a ``get(name)``.

    Returns
    -------
    dict
        ``base`` ("light", "dark", or None to follow the visitor), the tokens of
        ``light`` and ``dark``, and in ``sidebar`` those that differ there. A token
        with a value that it cannot have is left out, with a warning in the log.

    Raises
    ------
    StreamlitInvalidThemeError
        ``theme.base`` names a file that cannot be used.
    StreamlitInvalidThemeSectionError
        That file has a section that themes do not have.
    StreamlitInvalidThemeOptionError
        That file has an option that themes do not have.

    Examples
    --------
    >>> from revoila.config.options import load_options
    >>> sorted(resolve_theme(load_options()))
    ['base', 'dark', 'light', 'sidebar']
    """
    sections = {section: dict(_configured(options, section)) for section in SECTIONS}
    base = sections["theme"].pop("base", None)
    if base is not None and base not in MODES:
        base, inherited = _from_file(base)
        sections = {section: {**inherited[section], **tokens} for section, tokens in sections.items()}
    modes: dict[str, dict[str, Any]] = {}
    sidebars: dict[str, dict[str, Any]] = {}
    for mode in MODES:
        modes[mode] = sections["theme"] | sections[f"theme.{mode}"]
        inside = (
            modes[mode]
            | sections["theme.sidebar"]
            | sections[f"theme.{mode}"]
            | sections[f"theme.{mode}.sidebar"]
        )
        sidebars[mode] = {name: value for name, value in inside.items() if value != modes[mode].get(name)}
    return {"base": _offered(base, sections), **modes, "sidebar": sidebars}


def _offered(base: str | None, sections: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Return the only mode there is, or None when the visitor's system decides."""
    if any(tokens for section, tokens in sections.items() if "light" in section or "dark" in section):
        return None
    if base is None and any(sections.values()):
        return "light"
    return base


def _configured(options: _Values, section: str) -> Iterator[tuple[str, Any]]:
    for name, token in TOKENS.items():
        if token.everywhere or section == "theme":
            value = options.get(f"{section}.{name}")
            if value is not None:
                yield from _checked(f"{section}.{name}", value)


def _checked(option: str, value: Any) -> Iterator[tuple[str, Any]]:
    name = option.rpartition(".")[2]
    try:
        yield name, check_token(TOKENS[name].kind, value)
    except ValueError as error:
        _LOG.warning("%r is ignored for %s. Expected: %s.", value, option, error)


def _from_file(base: str) -> tuple[str | None, Mapping[str, Mapping[str, Any]]]:
    """Return the base and the tokens that a theme file has.

    Raises
    ------
    StreamlitInvalidThemeError
        There is no such file.
    """
    if "://" in base:
        _LOG.warning("theme.base: %s is ignored: themes are read from local files only.", base)
        return None, {section: {} for section in SECTIONS}
    path = Path(base).expanduser()
    if not path.is_file():
        message = f"theme.base is neither light nor dark, nor a file: {base}"
        raise StreamlitInvalidThemeError(message)
    return _read_theme(path.resolve(), path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read_theme(path: Path, _changed: int) -> tuple[str | None, Mapping[str, Mapping[str, Any]]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"The theme file {path} cannot be read: {error}"
        raise StreamlitInvalidThemeError(message) from error
    sections: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    for option, value in _leaves("", content):
        section, _, name = option.rpartition(".")
        if section not in SECTIONS:
            raise StreamlitInvalidThemeSectionError(option, str(path))
        token = TOKENS.get(name)
        if token is None or not (token.everywhere or section == "theme"):
            message = f"The theme file {path} has an option that does not exist: {option}"
            raise StreamlitInvalidThemeOptionError(message)
        sections[section].update(_checked(option, value))
    base = sections["theme"].pop("base", None)
    if base is not None and base not in MODES:
        message = f"The theme file {path} may only have light or dark as its base, not {base}"
        raise StreamlitInvalidThemeError(message)
    return base, sections


def _leaves(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(f"{prefix}{key}.", value)
        else:
            yield f"{prefix}{key}", value

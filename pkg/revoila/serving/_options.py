"""What of the app's options means something to its server.

The app reads the options in its kernel; the server reads the same sources for
what comes before there is a kernel: address, cookies, the look of the empty
page. What the command line says is handed down to the kernels.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.config.options import command_line_environment, load_options, use_command_line
from revoila.config.theme import resolve_theme
from revoila.errors import StreamlitInvalidThemeError
from revoila.serving._limits import Limits, read_limits
from revoila.serving._usage import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from logging import Logger
    from pathlib import Path

FLAG = re.compile(r"--([a-z]+(?:\.[a-z]+)?\.[a-zA-Z]+)(?:=(.*))?", re.DOTALL)
"""An option in Streamlit's spelling: section in lower case, a dot, and the name."""

TRAITS = {
    "server.port": "port",
    "server.address": "ip",
    "server.baseUrlPath": "base_url",
    "server.disconnectedSessionTTL": "lease",
    "limits.stateLease": "lease",
}
"""Options, and the server's traits that mean the same; of two for one trait the later wins."""


class FlagError(UsageError):
    """An option of the command line that cannot be used."""


class Look(NamedTuple):
    """How the page looks before the app is there.

    Parameters
    ----------
    mode : {"auto", "light", "dark"}
        With "auto" the visitor's browser decides.
    light : str
        Background in light mode, a CSS colour.
    dark : str
        Background in dark mode.
    """

    mode: str = "auto"
    light: str = "#ffffff"
    dark: str = "#171614"


def split_flags(arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Separate options in Streamlit's spelling from other arguments.

    Parameters
    ----------
    arguments : sequence of str
        A command line without what follows ``--``.

    Returns
    -------
    list of str
        The other arguments.
    dict of str to str
        Values by option name.

    Raises
    ------
    FlagError
        An option has no value.

    Examples
    --------
    >>> split_flags(["app.py", "--server.port", "80"])
    (['app.py'], {'server.port': '80'})
    """
    rest: list[str] = []
    values: dict[str, str] = {}
    pending = list(arguments)
    while pending:
        argument = pending.pop(0)
        flag = FLAG.fullmatch(argument)
        if flag is None:
            rest.append(argument)
            continue
        name, value = flag.groups()
        if value is None:
            if not pending or pending[0].startswith("--"):
                raise FlagError(f"--{name} needs a value.")
            value = pending.pop(0)
        # A list may be given by repeating the option.
        values[name] = f"{values[name]},{value}" if name in values else value
    return rest, values


def remember_flags(values: Mapping[str, Any]) -> None:
    """Let options of the command line win in this process and in the kernels it starts.

    Parameters
    ----------
    values : mapping of str to object
        By option name.

    Raises
    ------
    FlagError
        There is no such option, or it is a secret.
    """
    try:
        use_command_line(values)
    except ValueError as error:
        raise FlagError(str(error)) from error
    os.environ.update(command_line_environment())


def server_settings(folder: Path) -> dict[str, Any]:
    """Return what somebody has set, by the names of the server's traits.

    Parameters
    ----------
    folder : Path
        That is served.

    Returns
    -------
    dict
        Of the traits in `TRAITS`, and of ``open_browser``.

    Raises
    ------
    FlagError
        The theme cannot be used; better said now than by every page.
    """
    options = load_options(folder)
    try:
        resolve_theme(options)
    except StreamlitInvalidThemeError as error:
        raise FlagError(str(error)) from error
    settings = {trait: options.get(name) for name, trait in TRAITS.items() if options.source(name)}
    if options.source("server.headless"):
        settings["open_browser"] = not options.get("server.headless")
    return settings


def web_settings(folder: Path) -> dict[str, Any]:
    """Return what somebody has set, by the names of Jupyter's web settings.

    Parameters
    ----------
    folder : Path
        Of the script.

    Returns
    -------
    dict
        Empty with the defaults, which protect.
    """
    options = load_options(folder)
    settings: dict[str, Any] = {}
    if options.source("server.cookieSecret"):
        settings["cookie_secret"] = options.get("server.cookieSecret").encode()
    if not options.get("server.enableCORS"):
        settings["allow_origin"] = "*"
    if not options.get("server.enableXsrfProtection"):
        settings["disable_check_xsrf"] = True
    return settings


def server_limits(folder: Path) -> Limits:
    """Return the limits that the server enforces.

    Parameters
    ----------
    folder : Path
        That is served.

    Returns
    -------
    Limits
        As they are configured now.
    """
    return read_limits(load_options(folder))


def page_look(folder: Path, log: Logger) -> Look:
    """Return how the page of an app looks before the app is there.

    Parameters
    ----------
    folder : Path
        Of the script.
    log : Logger
        Gets the reason when the theme cannot be used.

    Returns
    -------
    Look
        From the theme that is configured now.
    """
    try:
        theme = resolve_theme(load_options(folder))
    except StreamlitInvalidThemeError as error:
        log.warning("The theme is left out: %s", error)
        return Look()
    plain = Look()
    return Look(
        mode=theme["base"] or plain.mode,
        light=theme["light"].get("backgroundColor", plain.light),
        dark=theme["dark"].get("backgroundColor", plain.dark),
    )

"""The values of all options, and ``st.get_option`` and ``st.set_option``."""

from __future__ import annotations

import json
import logging
import os
import secrets as random_secrets
import sys
import time
from functools import cache
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila._context import active
from revoila.config._sources import (
    PREFIXES,
    Source,
    config_files,
    read_environment,
    read_file,
    secret_files,
)
from revoila.config._table import OPTIONS, Option
from revoila.config._values import checked_value
from revoila.config.redaction import remember_secrets
from revoila.errors import StreamlitAPIException

if TYPE_CHECKING:
    from collections.abc import Mapping

_LOG = logging.getLogger(__name__)

COMMAND_LINE = "REVOILA_COMMAND_LINE"
"""Environment variable that carries the command line of a server to its kernels, as JSON."""

PAUSE = 1.0
"""How long the places of secrets are taken as unchanged, in seconds: every access to a secret asks."""

_lock = Lock()
_snapshots: dict[tuple[Path | None, str], tuple[Any, Options]] = {}
_command_line: Mapping[str, Any] = MappingProxyType({})
_set_by_script: dict[str, Any] = {}


class _Setting(NamedTuple):
    value: Any
    source: str


class Options:
    """The values of all options at one moment.

    Files, environment and command line are as they were; only what
    `set_option` changes shows at once, in the whole process.

    Parameters
    ----------
    settings : mapping of str to (object, str)
        Values that are not defaults, with the names of their sources.
    script_dir : Path or None
        Folder of the script.
    """

    def __init__(self, settings: Mapping[str, _Setting], script_dir: Path | None) -> None:
        self._settings = MappingProxyType(dict(settings))
        self._script_dir = script_dir
        self._looked_for_secrets = (float("-inf"), [""])

    def get(self, name: str) -> Any:
        """Return the value of an option.

        Parameters
        ----------
        name : str
            Such as ``"server.port"``.

        Raises
        ------
        RuntimeError
            There is no such option.
        """
        option = OPTIONS.get(name)
        if option is None:
            message = f'Config key "{name}" not defined.'
            raise RuntimeError(message)
        if name in _set_by_script:
            return _set_by_script[name]
        setting = self._settings.get(name)
        value = self._default(option) if setting is None else setting.value
        return value.copy() if isinstance(value, list | dict) else value

    def source(self, name: str) -> str | None:
        """Return what has set an option, or None when it has its default."""
        if name in _set_by_script:
            return "st.set_option"
        setting = self._settings.get(name)
        return None if setting is None else setting.source

    def section(self, name: str) -> dict[str, Any]:
        """Return the values of a section by trait name, such as ``"limits"``."""
        return {option.trait: self.get(option.name) for option in OPTIONS.values() if option.section == name}

    def changed(self, values: Mapping[str, Any], source: str) -> Options:
        """Return these options with other values for some of them.

        Parameters
        ----------
        values : mapping of str to object
            Checked values by the names of options.
        source : str
            What sets them.
        """
        settings = {name: _Setting(value, source) for name, value in values.items()}
        return Options({**self._settings, **settings}, self._script_dir)

    def _secret_files(self) -> list[str]:
        now = time.monotonic()
        if now - self._looked_for_secrets[0] >= PAUSE:
            self._looked_for_secrets = (now, secret_files(self._script_dir))
        return self._looked_for_secrets[1].copy()

    def _default(self, option: Option) -> Any:
        if option.default is not None:
            return option.default
        if option.name == "secrets.files":
            return self._secret_files()
        if option.name == "browser.serverPort":
            return self.get("server.port")
        if option.name == "server.cookieSecret":
            return _made_up_secret()
        if option.name == "server.headless":
            return not _has_display()
        return None


def load_options(script_dir: Path | None = None) -> Options:
    """Return the values of all options as they are now.

    Cheap when nothing has changed: then it is the same object as before.

    Parameters
    ----------
    script_dir : Path, optional
        Folder of the script, whose ``.streamlit/config.toml`` counts, too.

    Returns
    -------
    Options
        A snapshot.

    Examples
    --------
    >>> load_options().get("client.toolbarMode")
    'auto'
    """
    files = [path for path in config_files(script_dir) if path.is_file()]
    variables = {name: value for name, value in os.environ.items() if name.startswith(PREFIXES)}
    state = ([(path, path.stat().st_mtime_ns) for path in files], variables, _command_line)
    key = (script_dir, str(Path.cwd()))
    with _lock:
        known = _snapshots.get(key)
        if known is None or known[0] != state:
            sources = [read_file(path) for path in files]
            sources += read_environment(variables)
            sources.append(Source("the command line", {**_carried(variables), **_command_line}))
            known = _snapshots[key] = (state, Options(_merged(sources), script_dir))
        return known[1]


def get_option(key: str) -> Any:
    """Return the value of an option.

    Behaves as Streamlit 1.67 `st.get_option`.

    Parameters
    ----------
    key : str
        Section and name, such as ``"theme.primaryColor"``.

    Returns
    -------
    object
        What is in effect for the running app, or for this process outside of one.

    Raises
    ------
    RuntimeError
        There is no such option.

    See Also
    --------
    set_option : Changes some of them.

    Examples
    --------
    >>> get_option("client.showErrorDetails")
    'full'
    """
    here = active()
    return load_options().get(key) if here is None else here.run.option(key)


def set_option(key: str, value: Any) -> None:
    """Change an option for all apps of this process.

    Behaves as Streamlit 1.67 `st.set_option`. Only a few options can be changed
    while an app runs. A value that the option cannot have is logged and ignored.

    Parameters
    ----------
    key : str
        Section and name, such as ``"client.toolbarMode"``.
    value : object
        Its new value.

    Raises
    ------
    StreamlitAPIException
        There is no such option, or it is fixed when the app starts.

    See Also
    --------
    get_option : Reads one.

    Examples
    --------
    >>> set_option("client.showErrorDetails", "full")
    """
    option = OPTIONS.get(key)
    if option is None:
        message = f"Unrecognized config option: {key}"
        raise StreamlitAPIException(message)
    if not option.scriptable:
        message = (
            f"{key} cannot be set on the fly. Set as command line option, e.g. streamlit run script.py --{key}, "
            "or in config.toml instead."
        )
        raise StreamlitAPIException(message)
    setting = _checked(option, value, "st.set_option")
    if setting is not None:
        _set_by_script[key] = setting.value


def use_command_line(values: Mapping[str, Any]) -> None:
    """Let options of the command line win over files and environment in this process.

    Parameters
    ----------
    values : mapping of str to object
        Values by option name; texts are converted.

    Raises
    ------
    ValueError
        There is no such option, or it must not be given there.
    """
    global _command_line  # noqa: PLW0603  # a process has one command line
    for name in values:
        option = OPTIONS.get(name)
        if option is None:
            raise ValueError(f"There is no option {name}.")
        if option.sensitive:
            raise ValueError(f"{name} cannot be given on the command line, where others can see it.")
    _command_line = MappingProxyType(dict(values))


def command_line_environment() -> dict[str, str]:
    """Return the variables that tell a kernel what the command line of its server says."""
    return {COMMAND_LINE: json.dumps(dict(_command_line), default=str)} if _command_line else {}


def reset_options() -> None:
    """Forget what `set_option` and `use_command_line` have set, and all snapshots."""
    global _command_line  # noqa: PLW0603  # a process has one command line
    _command_line = MappingProxyType({})
    _set_by_script.clear()
    _snapshots.clear()


def _carried(variables: Mapping[str, str]) -> Mapping[str, Any]:
    try:
        carried = json.loads(variables.get(COMMAND_LINE, "{}"))
    except ValueError:
        carried = None
    if isinstance(carried, dict):
        return carried
    _LOG.warning("%s is no JSON object and is ignored.", COMMAND_LINE)
    return {}


def _merged(sources: list[Source]) -> dict[str, _Setting]:
    settings: dict[str, _Setting] = {}
    for label, values in sources:
        for name, raw in values.items():
            option = OPTIONS.get(name)
            if option is None:
                _LOG.warning('%s: "%s" is not a valid config option and is ignored.', label, name)
                continue
            setting = _checked(option, raw, label)
            if setting is not None:
                settings[name] = setting
    for name, setting in settings.items():
        if OPTIONS[name].sensitive:
            remember_secrets(setting.value)
        if OPTIONS[name].status == "later":
            _LOG.warning('%s: "%s" is accepted but has no effect yet.', setting.source, name)
    return settings


def _checked(option: Option, raw: Any, label: str) -> _Setting | None:
    try:
        return _Setting(checked_value(option, raw), label)
    except ValueError as error:
        given = "the value" if option.sensitive else repr(raw)
        _LOG.warning("%s: %s is ignored for %s. Expected: %s.", label, given, option.name, error)
        return None


@cache
def _made_up_secret() -> str:
    secret = random_secrets.token_hex(32)
    remember_secrets(secret)
    return secret


def _has_display() -> bool:
    return not sys.platform.startswith("linux") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "MIR_SOCKET")
    )

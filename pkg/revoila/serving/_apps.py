"""Which apps a server serves, and which of them an address means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import quote

from revoila.serving._paths import safe_join

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SUFFIX = ".py"


@dataclass(frozen=True, kw_only=True)
class ServedApp:
    """One app.

    Parameters
    ----------
    script : Path
        The app's main script.
    arguments : tuple of str, optional
        What the script finds in ``sys.argv`` after its own name.
    name : str, default ""
        Where it is below the base URL, for one of several apps of a server.
    """

    script: Path
    arguments: tuple[str, ...] = ()
    name: str = ""

    @property
    def label(self) -> str:
        """What those who look after the server see."""
        return self.name or self.script.stem

    @property
    def title(self) -> str:
        """Title of the page until the app sets one."""
        return self.script.stem.replace("_", " ").strip() or self.script.name

    def address(self, base: str) -> str:
        """Return the URL path below which its pages are; like `base` it begins and ends with a slash."""
        return f"{base}{quote(self.name)}/" if self.name else base


class Found(NamedTuple):
    """What an address means.

    Parameters
    ----------
    app : ServedApp
        The app.
    page : str or None
        Path of its page; None when the slash after the app's name is missing.
    """

    app: ServedApp
    page: str | None


class Apps(Protocol):
    """The apps of a server."""

    def named(self, name: str) -> ServedApp | None:
        """Return the app with that name, or None."""

    def find(self, path: str) -> Found | None:
        """Return the app and the page that a decoded path below the base URL means, or None."""


class FixedApps:
    """The apps that a command line names.

    Parameters
    ----------
    apps : mapping of str to ServedApp
        By name; one that is alone has none.
    """

    def __init__(self, apps: Mapping[str, ServedApp]) -> None:
        self._apps = dict(apps)

    def __iter__(self) -> Iterator[ServedApp]:
        """Iterate over the apps in the order of their names."""
        return iter(self._apps.values())

    @property
    def alone(self) -> bool:
        """Whether there is one app, at the base URL itself."""
        return "" in self._apps

    def named(self, name: str) -> ServedApp | None:
        """Return the app with that name, or None."""
        return self._apps.get(name)

    def find(self, path: str) -> Found | None:
        """Return the app and the page that a path means."""
        name, slash, page = ("", "/", path) if self.alone else path.partition("/")
        app = self._apps.get(name)
        if app is None or "/" in page:
            return None
        return Found(app, page if slash else None)


class FolderApps:
    """Every script below a folder, by its path: the apps of somebody who may run code there anyway.

    Parameters
    ----------
    root : Path
        The folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def named(self, name: str) -> ServedApp | None:
        """Return the app whose script has that path, or None."""
        if not name.endswith(SUFFIX):
            return None
        script = safe_join(self._root, name)
        return None if script is None else ServedApp(script=script, name=name)

    def find(self, path: str) -> Found | None:
        """Return the app and the page that a path means: the page is what follows the script."""
        parts = path.split("/")
        for number, part in enumerate(parts, 1):
            # A folder may have such a name, too.
            app = self.named("/".join(parts[:number])) if part.endswith(SUFFIX) else None
            if app is not None:
                rest = parts[number:]
                return None if len(rest) > 1 else Found(app, rest[0] if rest else None)
        return None

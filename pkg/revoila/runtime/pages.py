"""The pages of an app: ``st.Page``, ``st.navigation`` and the ``pages/`` folder.

Follows the pages specification of Streamlit 1.67.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlencode

from revoila._context import active
from revoila.elements._icon import check_icon
from revoila.elements._params import check_choice
from revoila.errors import (
    StreamlitAPIException,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitMissingRequiredParameterError,
    StreamlitPageNotFoundError,
    StreamlitValueError,
)
from revoila.state.query_params import to_fields

if TYPE_CHECKING:
    from collections.abc import Callable

FILE_NAME = re.compile(r"^(?P<number>\d*)[_ -]*(?P<label>.*)$", re.DOTALL)
EMOJI = re.compile(
    "^(?P<icon>[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\u3030\u303d\u3297\u3299\u00a9\u00ae]"
    "[\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
    "(?:\u200d[\U0001f000-\U0001faff\u2600-\u27bf]\ufe0f?)*)[_ -]*(?P<rest>.*)$"
)


def infer_from_file(path: Path) -> tuple[str, str, str]:
    """Return number, icon and label that a page's file name tells."""
    match = FILE_NAME.match(path.stem)
    number, label = (match["number"], match["label"]) if match else ("", path.stem)
    icon = ""
    emoji = EMOJI.match(label)
    if emoji:
        icon, label = emoji["icon"], emoji["rest"]
    return number, icon, label.strip(" _") or number or path.stem


def page_sort_key(path: Path) -> tuple[float, str]:
    """Order pages by their number, then by their label."""
    number, _, label = infer_from_file(path)
    return (float(number) if number else float("inf"), label.lower())


class Page:
    """A page of an app with several pages.

    Parameters
    ----------
    page : str, Path or Callable
        A Python file (relative to the main script), a function without
        arguments, or the address of another site.
    title : str, optional
        Title of the page and its entry in the menu; default from the name.
    icon : str, optional
        An emoji or ``":material/name:"``.
    url_path : str, optional
        Where the page is, below the address of the app; default from the name.
    default : bool, default False
        Whether this is the page at the address of the app itself.
    visibility : {"visible", "hidden"}, default "visible"
        Hidden pages are not in the menu.
    help : str, optional
        Tooltip of the entry in the menu.

    Raises
    ------
    StreamlitPageNotFoundError
        The file does not exist.
    StreamlitMissingRequiredParameterError
        There is no title and none can be inferred.
    StreamlitAPIException
        The path contains a slash, or the icon is not one.
    StreamlitValueError
        An unknown visibility.

    Examples
    --------
    >>> import revoila as st
    >>> def hello():
    ...     st.write("Hello")
    >>> st.Page(hello, title="Hello").title
    'Hello'

    Notes
    -----
    Behaviour of Streamlit 1.67 ``st.Page``.
    """

    def __init__(
        self,
        page: str | Path | Callable[[], None],
        *,
        title: str | None = None,
        icon: str | None = None,
        url_path: str | None = None,
        default: bool = False,
        visibility: Literal["visible", "hidden"] = "visible",
        help: str | None = None,
    ) -> None:
        check_choice("visibility", visibility, ("visible", "hidden"))
        if title is not None and not title.strip():
            raise StreamlitMissingRequiredParameterError(
                "title", detail="The title of a page must not be blank."
            )
        self._source: Path | Callable[[], None] | None = None
        self._external_url: str | None = None
        self._can_run = False
        self._help = help
        self._visibility = visibility
        self._default = default
        name, inferred_icon = self._inspect(page, title, default=default)
        self._title = title.strip() if title is not None else re.sub(r"[_ ]+", " ", name)
        self._icon = inferred_icon if icon is None else check_icon(icon) or ""
        self._url_path = self._choose_url_path(name, url_path, default=default)

    def _inspect(self, page: Any, title: str | None, *, default: bool) -> tuple[str, str]:
        if isinstance(page, str) and re.match(r"https?://", page):
            if title is None:
                raise StreamlitMissingRequiredParameterError(
                    "title", detail="A link to another site needs a title."
                )
            if default:
                raise StreamlitIncompatibleParametersError("default=True", "page='https://…'")
            self._external_url = page
            return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-"), ""
        if isinstance(page, (str, Path)):
            self._source = _script_file(page)
            _, icon, label = infer_from_file(self._source)
            return label, icon
        name = getattr(page, "__name__", None)
        if not callable(page):
            raise StreamlitInvalidParameterTypeError("page", type(page), ["str", "Path", "callable"])
        self._source = page
        if name is None and title is None:
            raise StreamlitMissingRequiredParameterError(
                "title", detail="This callable has no name to infer one from."
            )
        return str(name or title), ""

    def _choose_url_path(self, name: str, url_path: str | None, *, default: bool) -> str:
        if url_path is None:
            return re.sub(r"[_ ]+", "_", name)
        path = url_path.strip().strip("/")
        if "/" in path:
            message = f"The URL path of a page cannot include `/`. Got `{url_path}`."
            raise StreamlitAPIException(message)
        if not path and not default:
            raise StreamlitMissingRequiredParameterError(
                "url_path", detail="Only the default page has an empty path."
            )
        return path

    @property
    def title(self) -> str:
        """Title of the page."""
        return self._title

    @property
    def icon(self) -> str:
        """Icon of the page, or an empty string."""
        return self._icon

    @property
    def help(self) -> str | None:
        """Tooltip of the entry in the menu."""
        return self._help

    @property
    def url_path(self) -> str:
        """Where the page is below the address of the app; empty for the default page."""
        return "" if self._default else self._url_path

    @property
    def visibility(self) -> str:
        """Whether the page is in the menu."""
        return self._visibility

    @property
    def is_external(self) -> bool:
        """Whether this is a link to another site."""
        return self._external_url is not None

    @property
    def external_url(self) -> str | None:
        """Address of the other site."""
        return self._external_url

    @property
    def pathname(self) -> str:
        """The URL path that this page reserves, also when it is the default page."""
        return self._url_path

    @property
    def page_hash(self) -> str:
        """Identity of the page; part of the identity of its inputs."""
        return blake2b(self._url_path.encode(), digest_size=8).hexdigest()

    @property
    def source(self) -> Path | Callable[[], None] | None:
        """The file or function that draws it."""
        return self._source

    def allow_run(self, *, default: bool) -> None:
        """Make this the current page of the run, which `run` may draw once."""
        self._can_run = True
        self._default = self._default or default

    def make_default(self) -> None:
        """Make this the page at the address of the app."""
        self._default = True

    def run(self) -> None:
        """Draw the page here.

        Raises
        ------
        StreamlitAPIException
            This is not the page that `st.navigation` returned, or it ran already.
        """
        here = active()
        if here is None or self.is_external:
            return
        if not self._can_run:
            message = (
                "This page cannot be called directly. "
                "Only the page returned from st.navigation can be called once."
            )
            raise StreamlitAPIException(message)
        self._can_run = False
        run = here.run
        outer, run.page_hash = run.page_hash, self.page_hash
        try:
            if isinstance(self._source, Path):
                run.session.run_file(self._source)
            elif self._source is not None:
                self._source()
        finally:
            run.page_hash = outer

    def wire(self) -> dict[str, Any]:
        """Return the entry for the menu of the front end."""
        entry: dict[str, Any] = {"url_path": self.url_path, "title": self.title, "icon": self.icon}
        if self._help:
            entry["help"] = self._help
        if self._visibility == "hidden":
            entry["hidden"] = True
        if self._external_url is not None:
            entry["external_url"] = self._external_url
        if self._default:
            entry["default"] = True
        return entry


def _script_file(page: str | Path) -> Path:
    """Return the file of a page; relative paths start at the main script's folder.

    Raises
    ------
    StreamlitAPIException
        The path contains null bytes.
    _PageFileMissingError
        There is no such file.
    """
    text = str(page)
    if "\0" in text:
        message = "The path of a page must not contain null bytes."
        raise StreamlitAPIException(message)
    here = active()
    folder = here.run.session.script.path.parent if here is not None else Path.cwd()
    path = (folder / text).resolve()
    if not path.is_file():
        message = f"Unable to create Page. The file `{path.name}` could not be found."
        raise _PageFileMissingError(message)
    return path


class _PageFileMissingError(StreamlitPageNotFoundError):
    """The file of a page does not exist."""

    def __init__(self, message: str) -> None:
        StreamlitAPIException.__init__(self, message)


def navigation(
    pages: Sequence[Any] | Mapping[str, Sequence[Any]],
    *,
    position: Literal["sidebar", "hidden", "top"] = "sidebar",
    expanded: bool | int = False,
) -> Page:
    """Declare the pages of the app and return the one to draw.

    Parameters
    ----------
    pages : sequence or mapping of str to sequence
        Pages, or anything that `st.Page` takes; a mapping groups them under headers.
    position : {"sidebar", "top", "hidden"}, default "sidebar"
        Where the menu is.
    expanded : bool or int, default False
        Whether a long menu shows all its pages, or how many.

    Returns
    -------
    Page
        The current page. Call its ``run()`` where it shall be drawn.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        There are no pages.
    StreamlitInvalidParameterTypeError
        Something is not a page, or `expanded` is no bool or number.
    StreamlitValueError
        An unknown position, or a negative `expanded`.
    StreamlitAPIException
        Two default pages, two pages with one path, or only links.

    Examples
    --------
    >>> import revoila as st
    >>> page = st.navigation([st.Page("report.py"), st.Page("admin.py")])
    >>> page.run()

    Notes
    -----
    Behaviour of Streamlit 1.67 ``st.navigation``.
    """
    check_choice("position", position, ("sidebar", "top", "hidden"))
    if not isinstance(expanded, int):
        raise StreamlitInvalidParameterTypeError("expanded", type(expanded), ["bool", "int"])
    if expanded < 0:
        raise StreamlitValueError("expanded", ["True", "False", "a non-negative int"])
    grouped = {"": pages} if not isinstance(pages, Mapping) else pages
    sections = {str(label): [_as_page(item) for item in items] for label, items in grouped.items()}
    everything = [page for items in sections.values() for page in items]
    if not everything:
        raise StreamlitMissingRequiredParameterError(
            "pages", detail="Pass at least one page to `st.navigation`."
        )
    default = _default_page(everything)
    _refuse_equal_paths(everything)
    here = active()
    if here is None:
        default.allow_run(default=True)
        return default
    return here.run.session.pages.enter(here.run, sections, default, position, expanded)  # type: ignore[no-any-return]


def _as_page(item: Any) -> Page:
    if isinstance(item, Page):
        return item
    if isinstance(item, (str, Path)) or callable(item):
        return Page(item)
    raise StreamlitInvalidParameterTypeError("pages", type(item), ["Page", "str", "Path", "callable"])


def _default_page(pages: list[Page]) -> Page:
    marked = [page for page in pages if page._default]  # noqa: SLF001  # same module
    if len(marked) > 1:
        message = "Multiple Pages specified with `default=True`. At most one Page can be set to default."
        raise StreamlitAPIException(message)
    inner = [page for page in pages if not page.is_external]
    if not inner:
        message = "`st.navigation` needs at least one page that is not a link to another site."
        raise StreamlitAPIException(message)
    default = marked[0] if marked else inner[0]
    default.make_default()
    return default


def _refuse_equal_paths(pages: list[Page]) -> None:
    seen: set[str] = set()
    for page in pages:
        if page.pathname in seen:
            message = f"Two pages resolve to the URL pathname `/{page.pathname}`: give one of them another `url_path`."
            raise StreamlitAPIException(message)
        seen.add(page.pathname)


class PageRegistry:
    """The pages that a session knows, and which of them is current.

    Parameters
    ----------
    main : Path
        The app's main script.
    """

    def __init__(self, main: Path) -> None:
        self._main = main
        self._known: list[Page] = []
        self.wanted = ""
        """URL path that the browser shows or a script switched to."""
        self.current: Page | None = None

    def folder_pages(self) -> list[Page]:
        """Return the pages of the ``pages/`` folder, the main script first; none without a folder."""
        folder = self._main.parent / "pages"
        if not folder.is_dir():
            return []
        files = [
            file
            for file in folder.glob("*.py")
            if not file.name.startswith(".") and file.name != "__init__.py"
        ]
        if not files:
            return []
        return [Page(self._main, default=True), *(Page(file) for file in sorted(files, key=page_sort_key))]

    def enter(
        self, run: Any, sections: Mapping[str, list[Page]], default: Page, position: str, expanded: bool | int
    ) -> Page:
        """Take over the pages of this run and return the current one."""
        self._known = [page for items in sections.values() for page in items]
        inner = [page for page in self._known if not page.is_external]
        found = (
            default
            if not self.wanted
            else next((page for page in inner if page.pathname == self.wanted), None)
        )
        run.config.page_missing = found is None
        current = found or default
        current.allow_run(default=current is default)
        self.current = current
        run.config.page = current
        if run.option("client.showSidebarNavigation") is False:
            position = "hidden"
        run.config.navigation = {
            "position": "hidden" if len(self._known) == 1 else position,
            "expanded": expanded,
            "sections": [
                {"label": label, "pages": [page.wire() for page in items]}
                for label, items in sections.items()
            ],
        }
        return current

    def path_of_file(self, file: Path) -> str:
        """Return the URL path of the page that a file draws.

        Raises
        ------
        ValueError
            It is no page of the app.
        """
        pages = self._known or self.folder_pages()
        for page in pages:
            if page.source == file:
                return page.url_path
        if file == self._main:
            return ""
        names = ", ".join(page.title for page in pages) or "none"
        message = f"{file.name} is not a page of the app. Known pages: {names}."
        raise ValueError(message)

    def resolve(self, page: str | Path | Page) -> str:
        """Return the URL path of a page of the app.

        Raises
        ------
        StreamlitPageNotFoundError
            The app has no such page.
        StreamlitAPIException
            The page is a link to another site.
        """
        if isinstance(page, Page):
            if page.is_external:
                message = f"`{page.external_url}` is another site. Use a link instead of switching to it."
                raise StreamlitAPIException(message)
            known = next((one for one in self._known if one.pathname == page.pathname), None)
            if known is None:
                raise StreamlitPageNotFoundError(page.title, str(self._main.parent))
            return known.url_path
        path = (self._main.parent / str(page)).resolve()
        for known in self._known:
            if isinstance(known.source, Path) and known.source == path:
                return known.url_path
        if path == self._main and not self._known:
            return ""
        in_folder = (self._main.parent / "pages").is_dir()
        raise StreamlitPageNotFoundError(str(page), str(self._main.parent), in_folder)


def query_of(query_params: Any) -> str:
    """Return the query string that `st.switch_page` asks for.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        It is neither a mapping nor pairs.
    """
    if query_params is None:
        return ""
    if isinstance(query_params, (str, bytes)) or not isinstance(query_params, (Mapping, Iterable)):
        raise StreamlitInvalidParameterTypeError(
            "query_params", type(query_params), ["mapping", "iterable of pairs"]
        )
    return urlencode(to_fields(query_params), doseq=True)

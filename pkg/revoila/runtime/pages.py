"""The pages of an app: ``st.Page`` and ``st.navigation``.

Follows the pages specification of Streamlit 1.67. What a session knows of its
pages, and the ``pages/`` folder, are in ``_page_registry``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlencode

from revoila._context import active
from revoila.elements._icon import check_icon, split_icon
from revoila.elements._params import check_choice, help_text
from revoila.errors import (
    StreamlitAPIException,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitMissingRequiredParameterError,
    StreamlitPageNotFoundError,
    StreamlitValueError,
)
from revoila.state.query_params import to_fields, to_values

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.runtime._page_registry import PageRegistry

SEPARATORS = "_ -"
URL = re.compile(r"https?://[^/\s]", re.IGNORECASE)


def infer_from_file(path: Path) -> tuple[str, str, str]:
    """Return number, icon and label that a page's file name tells; no label when it has none."""
    if path.suffix != ".py":
        return "", "", ""
    number = re.match("[0-9]*", path.stem)[0]  # type: ignore[index]  # matches everything
    icon, label = split_icon(path.stem.removeprefix(number).lstrip(SEPARATORS) or number)
    return number, icon or "", label.lstrip(SEPARATORS) if icon else label


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
        There is no title and none can be inferred, or no path, or `page` is nothing that could be a page.
    StreamlitIncompatibleParametersError
        A link to another site is the default page.
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
        self._source: Path | Callable[[], None] | None = None
        self._external_url: str | None = None
        self._help = help_text(help) or ""
        self._visibility = visibility
        self._declared_default = self._default = bool(default)
        name, inferred_icon = self._inspect(page, title)
        self._title = title or re.sub("[_ ]+", " ", name)
        if not self._title.strip():
            detail = "It is blank, or there is no name to infer it from."
            raise StreamlitMissingRequiredParameterError("title", detail=detail)
        self._icon = inferred_icon if icon is None else check_icon(icon) or ""
        self._url_path = self._choose_url_path(name, url_path)

    def _inspect(self, page: Any, title: str | None) -> tuple[str, str]:
        """Take over what draws the page; the name and the icon that it suggests.

        Raises
        ------
        StreamlitMissingRequiredParameterError
            A link has no title, or it is nothing that could be a page.
        StreamlitIncompatibleParametersError
            A link is the default page.
        """
        if isinstance(page, str) and URL.match(page):
            if title is None or not title.strip():
                raise StreamlitMissingRequiredParameterError(
                    "title", detail="A link to another site needs a title."
                )
            if self._declared_default:
                raise StreamlitIncompatibleParametersError(
                    "default=True", "page=<URL>", explanation="Another site cannot be the start page."
                )
            self._external_url = page
            return _path_of_title(title), ""
        if isinstance(page, (str, Path)):
            self._source = _script_file(page)
            _, icon, label = infer_from_file(self._source)
            return label, icon
        if not callable(page):
            raise StreamlitMissingRequiredParameterError(
                "title", detail=f"A page is a path, an address or a function, not {page!r}."
            )
        self._source = page
        return str(getattr(page, "__name__", _path_of_title(title or ""))), ""

    def _choose_url_path(self, name: str, url_path: str | None) -> str:
        if url_path is None:
            return re.sub("[_ ]+", "_", name)
        path = url_path.strip().strip("/")
        if "/" in path:
            message = f"The URL path of a page cannot include `/`, as in `{path}`: pages cannot be nested."
            raise StreamlitAPIException(message)
        if not path and not self._declared_default:
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
    def help(self) -> str:
        """Tooltip of the entry in the menu, or an empty string."""
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

    @property
    def declared_default(self) -> bool:
        """Whether the author made this the page at the address of the app."""
        return self._declared_default

    def be_default(self, default: bool) -> None:
        """Make this the page at the address of the app, or not."""
        self._default = default

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
        run = here.run
        # The run knows which page may be drawn: a page object may be in use by several sessions.
        if self not in run.config.runnable:
            raise StreamlitAPIException(
                "This page cannot be called directly. "
                "Only the page returned from st.navigation can be called once."
            )
        run.config.runnable.remove(self)
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


def _path_of_title(title: str) -> str:
    """Return a URL path made from a title."""
    return re.sub(r"[\s_]+", "_", re.sub(r"[/\\?#&'\"<>]", "", title.strip().lower()))


def _script_file(page: str | Path) -> Path:
    """Return the file of a page.

    Raises
    ------
    StreamlitPageNotFoundError
        There is none.
    """
    here = active()
    path = resolved_path(page, here.run.session.script.path.parent if here is not None else Path.cwd())
    if not path.is_file():
        raise StreamlitPageNotFoundError(path.name)
    return path


def resolved_path(page: str | Path, folder: Path) -> Path:
    """Return an absolute path; relative ones start at the main script's folder.

    Raises
    ------
    StreamlitAPIException
        No path can look like this.
    """
    if "\0" in str(page):
        message = "The path of a page must not contain null bytes."
        raise StreamlitAPIException(message)
    return (folder / str(page)).resolve()


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
    AttributeError
        `pages` is a single page.
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
    if isinstance(pages, Page) or callable(pages):
        # The kind of error is that of Streamlit.
        raise AttributeError(  # noqa: TRY004
            "`pages` is a list, or a mapping of lists. Put a single page into a list, too."
        )
    if isinstance(pages, str) or not isinstance(pages, Iterable):
        raise StreamlitInvalidParameterTypeError(
            "pages", type(pages), ["sequence", "mapping of str to sequence"]
        )
    grouped = pages if isinstance(pages, Mapping) else {"": pages}
    sections = {str(label): [_as_page(item) for item in items] for label, items in grouped.items()}
    default = default_page([page for items in sections.values() for page in items])
    here = active()
    if here is None:
        return default
    registry: PageRegistry = here.run.session.pages
    registry.declare()
    return registry.enter(here.run, sections, default, position, expanded)


def _as_page(item: Any) -> Page:
    if isinstance(item, Page):
        return item
    if isinstance(item, (str, Path)) or callable(item):
        return Page(item)
    raise StreamlitInvalidParameterTypeError("pages", type(item), ["Page", "str", "Path", "callable"])


def default_page(pages: list[Page]) -> Page:
    """Check that pages can be told apart, and return the one at the address of the app.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        There are no pages.
    StreamlitAPIException
        Two default pages, two pages with one path, or only links.
    """
    if not pages:
        raise StreamlitMissingRequiredParameterError(
            "pages", detail="Pass at least one page to `st.navigation`."
        )
    declared = [page for page in pages if page.declared_default]
    if len(declared) > 1:
        message = "Multiple Pages specified with `default=True`. At most one Page can be set to default."
        raise StreamlitAPIException(message)
    inner = [page for page in pages if not page.is_external]
    if not inner:
        message = "`st.navigation` needs at least one page that is not a link to another site."
        raise StreamlitAPIException(message)
    _refuse_equal_paths(pages)
    default = (declared or inner)[0]
    for page in pages:
        page.be_default(page is default)
    return default


def _refuse_equal_paths(pages: list[Page]) -> None:
    seen: dict[str, Page] = {}
    for page in pages:
        other = seen.setdefault(page.pathname, page)
        if other is not page or pages.count(page) > 1:
            message = (
                f"Two pages resolve to the URL pathname `/{page.pathname}`: the one titled `{other.title}` and the "
                f"one titled `{page.title}`. Give one of them another `url_path`."
            )
            raise StreamlitAPIException(message)


def query_of(query_params: Any, *, repeats: bool = False) -> str:
    """Return the query string that `st.switch_page` or a link asks for.

    Parameters
    ----------
    query_params : mapping, iterable of pairs or None
        As the author gives them.
    repeats : bool, default False
        Whether pairs with one name repeat the parameter, as in Streamlit's links; else the last one counts, as in
        `st.query_params.update`.

    Raises
    ------
    ValueError
        It is a text, for a link.
    StreamlitInvalidParameterTypeError
        It is neither a mapping nor pairs.
    """
    if query_params is None:
        return ""
    if repeats and isinstance(query_params, str):
        # The kind of error is that of Streamlit, which looks for pairs in the text.
        raise ValueError("`query_params` is a mapping or an iterable of pairs, not a text.")
    if isinstance(query_params, (str, bytes)) or not isinstance(query_params, (Mapping, Iterable)):
        raise StreamlitInvalidParameterTypeError(
            "query_params", type(query_params), ["mapping", "iterable of pairs"]
        )
    if isinstance(query_params, Mapping):
        return urlencode(to_fields(query_params), doseq=True)
    fields: dict[str, list[str]] = {}
    for name, value in query_params:
        before = fields.get(str(name), []) if repeats else []
        fields[str(name)] = [*before, *to_values(str(name), value)]
    return urlencode(fields, doseq=True)

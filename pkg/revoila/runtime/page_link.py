"""A link to another page of the app: ``st.page_link``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.elements._draw import draw
from revoila.elements._icon import check_icon
from revoila.elements._params import add_present, check_choice, check_flag, check_width, help_text
from revoila.errors import StreamlitMissingRequiredParameterError
from revoila.runtime.pages import URL, Page, infer_from_file, query_of

if TYPE_CHECKING:
    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator
    from revoila.runtime._page_registry import PageRegistry


def page_link(
    page: str | Path | Page,
    *,
    label: str | None = None,
    icon: str | None = None,
    icon_position: str = "left",
    help: str | None = None,
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: str | int = "content",
    query_params: Any = None,
) -> DeltaGenerator:
    """Show a link to another page of the app, or to another site.

    Behaviour of Streamlit 1.67 ``st.page_link``. A click shows the page as one in the menu does: the session goes
    on. The link to the page that is shown stands out.

    Parameters
    ----------
    page : str, Path or Page
        A page of `st.navigation`, a file relative to the main script, or the address of another site, which opens
        in a new tab.
    label : str, optional
        Text of the link, as Markdown; by default the title of the page. Another site needs one.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``; by default that of the page. An empty text is none.
    icon_position : {"left", "right"}
        Side of the icon.
    help : str, optional
        Tooltip, as Markdown; by default that of the page. An empty text is none.
    disabled : bool, default False
        Whether the link leads nowhere.
    use_container_width : bool, optional
        Older form of `width`, which it overrides.
    width : {"content", "stretch"} or int, default "content"
        Width; a number is in CSS pixels.
    query_params : mapping or iterable of pairs, optional
        Query parameters of the address that it leads to.

    Returns
    -------
    DeltaGenerator
        A handle that can replace the link.

    Raises
    ------
    StreamlitPageNotFoundError
        The app has no such page.
    StreamlitMissingRequiredParameterError
        A link to another site has no label.
    ValueError
        `query_params` are a text.
    StreamlitInvalidParameterTypeError
        `query_params` are neither a mapping nor pairs.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    TypeError
        `page` is nothing that could be a page, or `disabled` is no bool.

    See Also
    --------
    switch_page : Shows another page from within the script.
    link_button : A button that opens an address.

    Examples
    --------
    >>> import revoila as st
    >>> _ = st.page_link("https://jupyter.org", label="Jupyter", icon=":material/open_in_new:")
    """
    position = check_choice("icon_position", icon_position, ("left", "right"))
    checked_width = check_width(width, use_container_width=use_container_width)
    props = add_present(
        _target(page, label),
        label=None if label is None else str(label),
        # An empty text suppresses what the page has.
        icon=None if icon is None else check_icon(icon) or "",
        help=None if help is None else help_text(help) or "",
        icon_position=None if position == "left" else position,
        disabled=check_flag("disabled", disabled) or None,
        query_string=query_of(query_params, repeats=True) or None,
        width=None if checked_width == "content" else checked_width,
    )
    return draw("page_link", props)


def _target(page: Any, label: str | None) -> Props:
    """Return where a link leads, with what the page says of itself.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        Another site has no label.
    TypeError
        Nothing that could be a page.
    """
    if isinstance(page, str) and URL.match(page):
        if not label:
            raise StreamlitMissingRequiredParameterError(
                "label", detail="A link to another site needs a label."
            )
        return {"page": page, "external": True}
    here = active()
    registry: PageRegistry | None = None if here is None else here.run.session.pages
    if isinstance(page, Page):
        known = page if registry is None else registry.as_known(page)
        if page.is_external:
            return add_present({"page": page.external_url, "external": True}, **_told(page))
        return add_present({"page": known.url_path}, **_told(page))
    if not isinstance(page, (str, Path)):
        raise TypeError(f"`page` is a path, an address or a page, not {page!r}.")
    found = None if registry is None else registry.find_file(page)
    if found is None:
        # The main script of an app that has only this page.
        return {"page": "", "label": (infer_from_file(Path(page))[2] or Path(page).stem).replace("_", " ")}
    return add_present({"page": found.url_path}, **_told(found))


def _told(page: Page) -> Props:
    return {"label": page.title, "icon": page.icon or None, "help": page.help or None}

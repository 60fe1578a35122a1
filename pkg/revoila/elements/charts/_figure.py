"""What the figures of all libraries have in common: their size, their description, and who draws them.

The kind of such an element is the name of the library; the page loads what draws it when the first is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._draw import draw
from revoila.elements._params import add_present, check_height, check_width
from revoila.elements._presentation import check_alt
from revoila.errors import StreamlitAPIException

if TYPE_CHECKING:
    from collections.abc import Collection

    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator

LONG = 64
"""How many numbers or rows are worth a buffer."""


def put_apart(buffers: dict[str, bytes], data: bytes) -> str:
    """Add data to the buffers of a figure and return its name there.

    Parameters
    ----------
    buffers : dict of str to bytes
        Those that the figure has.
    data : bytes
        One more.
    """
    name = str(len(buffers))
    buffers[name] = data
    return name


def sized(
    props: Props,
    *,
    width: Any,
    height: Any,
    alt: Any,
    usual: tuple[str, str | int] = ("stretch", "content"),
    content: bool = True,
) -> Props:
    """Add the size and the description of a figure to its props, after a check.

    Parameters
    ----------
    props : dict
        What the figure is.
    width, height, alt
        As given.
    usual : tuple, default ("stretch", "content")
        Defaults of the command, which do not travel.
    content : bool, default True
        Whether ``"content"`` is a size that it can have.

    Raises
    ------
    StreamlitInvalidWidthError, StreamlitInvalidHeightError
        A size is neither a known word nor a positive number.
    """
    checked = check_width(width, content=content), check_height(height, content=content)
    own = [None if size == default else size for size, default in zip(checked, usual, strict=True)]
    return add_present(props, width=own[0], height=own[1], alt=check_alt(alt))


def draw_figure(kind: str, props: Props, key: str | None = None) -> DeltaGenerator:
    """Draw a figure that reports nothing and return its handle.

    Parameters
    ----------
    kind : str
        Name of the library.
    props : dict
        What it shows.
    key : str, optional
        Checked name of the element, for style sheets.
    """
    return draw(kind, add_present(props, key=key))


def refuse_address(value: Any, where: str, names: Collection[str] = ("http:", "https:", "//")) -> None:
    """Refuse data that would have to be fetched by the page.

    Parameters
    ----------
    value : object
        A value of the figure; only a text can be an address.
    where : str
        What the author calls it.
    names : collection of str
        How addresses of other sites begin.

    Raises
    ------
    StreamlitAPIException
        It is the address of another site.
    """
    if isinstance(value, str) and value.strip().lower().startswith(tuple(names)):
        raise StreamlitAPIException(
            f"{where} is an address of another site. Pages load nothing from there: load it in the script, "
            "and pass its content."
        )

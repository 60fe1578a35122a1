"""The parameters that all text commands share: tooltip, alignment, wrapping, width.

Defaults do not travel, so each is added to the props only when it differs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._params import add_present, check_bool, check_choice, check_width, help_text

if TYPE_CHECKING:
    from collections.abc import Collection

ALIGNMENTS = ("left", "center", "right", "justify")


def set_type(
    props: dict[str, Any],
    *,
    help: str | None = None,
    text_alignment: str | None = "left",
    wrap: bool = True,
    width: str | int,
    default_width: str = "stretch",
    also: Collection[str] = (),
) -> dict[str, Any]:
    """Check the shared parameters and add those that are not at their default.

    Parameters
    ----------
    props : dict
        Props of the element, extended in place.
    help : str, optional
        Tooltip text.
    text_alignment : str or None, default "left"
        One of `ALIGNMENTS`; None is the default.
    wrap : bool, default True
        False keeps the text on one line.
    width : str or int
        What the author asked for.
    default_width : str, default "stretch"
        What the command has when nobody asks.
    also : collection of str
        Words that `width` may be besides ``"stretch"`` and ``"content"``.

    Returns
    -------
    dict
        The same `props`.
    """
    if help is not None:
        add_present(props, help=help_text(help))
    if text_alignment is not None and check_choice("text_alignment", text_alignment, ALIGNMENTS) != "left":
        props["text_alignment"] = text_alignment
    if not check_bool("wrap", wrap):
        props["wrap"] = False
    if width != default_width:
        props["width"] = check_width(width, also=also)
    return props

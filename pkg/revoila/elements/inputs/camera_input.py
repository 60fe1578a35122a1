"""A camera, for a photo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._params import add_present
from revoila.elements.inputs._declaration import declare, face
from revoila.elements.inputs._uploads import draw_captured
from revoila.errors import StreamlitValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from revoila.elements.inputs._uploaded import UploadedFile

_RESOLUTIONS = ("480p", "720p", "1080p")


def camera_input(
    label: str,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: str = "visible",
    resolution: str | None = None,
    width: str | int = "stretch",
    rerun: bool = True,
) -> UploadedFile | None:
    """Show the picture of the visitor's camera and return the photo taken with it.

    As ``st.camera_input`` of Streamlit 1.67. The browser asks the visitor first. It offers the camera only to
    pages that came over HTTPS or from this machine.

    Parameters
    ----------
    label : str
        Text above the picture, as Markdown.
    key : str or int, optional
        Identity across runs and the name in session state, where it can only be read.
    help, on_change, args, kwargs, disabled, label_visibility, width
        As in `text_input`.
    resolution : {"480p", "720p", "1080p"}, optional
        Height of the photo that the camera is asked for; what it gives may differ. As wide as the place by
        default.
    rerun : bool, default True
        Whether a change runs the script; if not, the photo is there in the next run, whatever starts it. Not
        in Streamlit.

    Returns
    -------
    UploadedFile or None
        The photo as JPEG; None when there is none.

    Raises
    ------
    StreamlitValueError
        `resolution` is another one.
    StreamlitValueAssignmentNotAllowedError
        Session state was assigned to.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.

    See Also
    --------
    file_uploader : Any file.

    Examples
    --------
    >>> photo = camera_input("Your face", resolution="720p")  # doctest: +SKIP
    """
    if resolution is not None and resolution not in _RESOLUTIONS:
        raise StreamlitValueError("resolution", [*map(repr, _RESOLUTIONS), "None"])
    base = declare(
        "camera_input",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        bind=None,
        persist_state=None,
        rerun=rerun,
    )
    shown = face(label, help=help, label_visibility=label_visibility, width=width)
    return draw_captured(base, ".jpg", add_present(shown, resolution=resolution))

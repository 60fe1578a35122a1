"""A container that tells how something long is getting on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from revoila._context import active
from revoila.elements._draw import open_container
from revoila.elements._handle import DeltaGenerator
from revoila.elements._params import add_present, check_choice, check_flag, check_width, clean

if TYPE_CHECKING:
    from types import TracebackType

    from revoila.elements._element import Place, Props

STATES = ("running", "complete", "error")


class StatusContainer(DeltaGenerator):
    """What `status` returns.

    As a context manager it is complete when the block has ended, or says that there was an error.

    Parameters
    ----------
    place : Place or None
        Its inside.
    props : dict
        What it shows.
    """

    def __init__(self, place: Place | None, props: Props) -> None:
        super().__init__(place)
        self._props = props

    def update(
        self, *, label: str | None = None, expanded: bool | None = None, state: str | None = None
    ) -> None:
        """Change what it shows.

        Parameters
        ----------
        label : str, optional
            Another text.
        expanded : bool, optional
            Whether what is inside shows.
        state : {"running", "complete", "error"}, optional
            How it is getting on.

        Raises
        ------
        StreamlitValueError
            There is no such state.
        TypeError
            `label` is no text, or `expanded` is no bool.

        Examples
        --------
        >>> box = status("Reading")
        >>> box.update(label="Read", state="complete")
        """
        changed: Props = {}
        if label is not None:
            changed["label"] = _label(label)
        if expanded is not None:
            changed["expanded"] = check_flag("expanded", expanded)
        if state is not None:
            changed["state"] = _checked(state)
        self._props = {**self._props, **changed}
        here = active()
        if here is not None and self.place is not None:
            run: Any = here.run
            run.change(self.place.branch, self._props)

    def __enter__(self) -> Self:
        """Send the block's elements here."""
        return super().__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say how it has ended, unless the block has said it."""
        super().__exit__(kind, error, trace)
        # The signals that leave a script early are no errors.
        failed = isinstance(error, Exception)
        if self._props["state"] == "running" and (error is None or failed):
            self.update(state="error" if failed else "complete")


def status(
    label: str,
    *,
    expanded: bool = False,
    state: str = "running",
    type: str = "default",
    width: str | int = "stretch",
) -> StatusContainer:
    """Put a container on the page that shows how something long is getting on.

    Behaves as Streamlit 1.67 `st.status`.

    Parameters
    ----------
    label : str
        Text of the head, as Markdown.
    expanded : bool, default False
        Whether what is inside shows at first.
    state : {"running", "complete", "error"}
        How it is getting on.
    type : {"default", "compact", "step"}
        Look.
    width : "stretch" or int
        Width; a number is in CSS pixels.

    Returns
    -------
    StatusContainer
        The container, with `StatusContainer.update`.

    Raises
    ------
    StreamlitValueError
        There is no such state or look.
    StreamlitInvalidWidthError
        Neither ``"stretch"`` nor a positive number of pixels.
    TypeError
        `label` is no text, or `expanded` is no bool.

    See Also
    --------
    spinner : When there is nothing to tell but that it goes on.

    Examples
    --------
    >>> with status("Reading files") as box:
    ...     box.update(label="Read all files")
    """
    kind = check_choice("type", type, ("default", "compact", "step"))
    checked_width = check_width(width, content=False)
    props = add_present(
        {"label": _label(label), "state": _checked(state), "expanded": check_flag("expanded", expanded)},
        type=None if kind == "default" else kind,
        width=None if checked_width == "stretch" else checked_width,
    )
    return StatusContainer(open_container("status", props).place, props)


def _label(label: Any) -> str:
    """Return the text of the head: empty for None.

    Raises
    ------
    TypeError
        It is no text.
    """
    if label is not None and not isinstance(label, str):
        raise TypeError(f"The `label` of a status must be a text, not {type(label).__name__}.")
    return clean(label or "")


def _checked(state: Any) -> str:
    return str(check_choice("state", state, STATES))

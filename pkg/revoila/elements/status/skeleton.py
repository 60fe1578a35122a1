"""A grey shape where something is still being made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from revoila._context import active
from revoila.elements._draw import draw
from revoila.elements._element import Element
from revoila.elements._handle import DeltaGenerator
from revoila.elements._params import add_present, check_height, check_width

if TYPE_CHECKING:
    from types import TracebackType

    from revoila.elements._element import Place


class SkeletonPlaceholder(DeltaGenerator):
    """What `skeleton` returns: what is drawn into it replaces it.

    As a context manager it is there until the block ends, however that ends; what the block draws goes where it
    would go without it, as with `spinner`.

    Parameters
    ----------
    place : Place or None
        Its slot.
    """

    def __init__(self, place: Place | None) -> None:
        super().__init__(place)
        self._shown: list[Any] = []

    def __enter__(self) -> Self:
        """Remember what the slot shows now."""
        self._shown.append(self._slot())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear the slot, unless the block has drawn into it."""
        here, shown = active(), self._shown.pop()
        if here is not None and self.place is not None and self._slot() is shown:
            here.run.record(Element("empty", {}), self.place)

    def _slot(self) -> Any:
        place = self.place
        return None if place is None else place.occupant()


def skeleton(height: str | int | None = None, *, width: str | int = "stretch") -> SkeletonPlaceholder:
    """Show a grey, pulsing shape until there is something to show.

    Behaviour of Streamlit 1.67 `st.skeleton`.

    Parameters
    ----------
    height : "stretch" or int, optional
        Height; a number is in CSS pixels. By default that of a button.
    width : "stretch" or int
        Width; a number is in CSS pixels.

    Returns
    -------
    SkeletonPlaceholder
        A slot like that of `empty`, and a context manager that clears it at the end of the block.

    Raises
    ------
    StreamlitInvalidHeightError
        Neither ``"stretch"`` nor a positive number of pixels.
    StreamlitInvalidWidthError
        Neither ``"stretch"`` nor a positive number of pixels.

    See Also
    --------
    spinner : A sign instead of a shape.
    empty : A slot that shows nothing.

    Examples
    --------
    >>> with skeleton(height=200):
    ...     numbers = list(range(1000))
    """
    checked_width = check_width(width, content=False)
    props = add_present(
        {},
        height=None if height is None else check_height(height, content=False),
        width=None if checked_width == "stretch" else checked_width,
    )
    return SkeletonPlaceholder(draw("skeleton", props).place)

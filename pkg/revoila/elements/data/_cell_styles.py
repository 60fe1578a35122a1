"""What a pandas Styler adds to the cells of a frame, a column at a time: the text of each, and its CSS.

Both travel beside the values, in the same stream: ``3:text`` and ``3:css`` belong to the column ``3``. So they come
with the rows that they are for, however few of these a page has.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class CellStyles:
    """Texts and CSS of the cells of a frame, or of some of its rows.

    Parameters
    ----------
    texts : mapping of int to pyarrow.Array
        By the place of a column, those of the index first.
    css : mapping of int to pyarrow.DictionaryArray
        Declarations as JSON; missing ones for cells without any. Columns without any are not there.
    """

    texts: Mapping[int, pa.Array]
    css: Mapping[int, pa.DictionaryArray]

    def slice(self, start: int, stop: int) -> CellStyles:
        """Return those of the rows from `start` to before `stop`."""
        return self._of_rows(lambda cells: cells.slice(start, stop - start))

    def take(self, positions: pa.Array) -> CellStyles:
        """Return those of the rows at these positions, in their order."""
        return self._of_rows(lambda cells: cells.take(positions))

    def _of_rows(self, choose: Callable[[pa.Array], pa.Array]) -> CellStyles:
        return CellStyles(
            {place: choose(cells) for place, cells in self.texts.items()},
            {place: choose(cells) for place, cells in self.css.items()},
        )

    @property
    def fields(self) -> dict[str, pa.Array]:
        """The columns in which they travel, by name."""
        texts = {f"{place}:text": cells for place, cells in self.texts.items()}
        # Encoded anew: a part of a dictionary array has the dictionary of the whole.
        css = {f"{place}:css": _decoded(cells).dictionary_encode() for place, cells in self.css.items()}
        return {**texts, **css}

    @property
    def size(self) -> int:
        """How many bytes they take."""
        return sum(cells.nbytes for part in (self.texts, self.css) for cells in part.values())

    @property
    def digest(self) -> bytes:
        """What equals that of others with the same content."""
        from revoila.elements.data._arrow import write_stream  # imports pyarrow

        fields = self.fields
        return blake2b(write_stream(list(fields.values()), list(fields)), digest_size=16).digest()


def _decoded(cells: pa.DictionaryArray) -> pa.Array:
    return cells.dictionary_decode()

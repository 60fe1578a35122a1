"""What session state holds of an editor."""

from __future__ import annotations

from typing import Any

from revoila.elements._state_dict import StateDict


class DataEditorState(StateDict):
    """What has been changed in a `data_editor`, to read by key or by attribute.

    Behaviour of Streamlit 1.67 ``DataEditorState``.

    Attributes
    ----------
    edited_rows : dict of int to dict of str to object
        Changed cells by the position of the row in the data that the editor was given, then by column.
    added_rows : list of dict of str to object
        Cells of the rows that were added.
    deleted_rows : list of int
        Positions of the rows that were deleted.

    Examples
    --------
    >>> state = DataEditorState({"edited_rows": {0: {"rain": 0.4}}, "added_rows": [], "deleted_rows": []})
    >>> state.edited_rows[0]["rain"]
    0.4
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> DataEditorState:
        # Of what is inside, only the lists can be changed.
        return DataEditorState(
            {
                "edited_rows": self.cells,
                "added_rows": [dict(row) for row in self["added_rows"]],
                "deleted_rows": list(self["deleted_rows"]),
            }
        )

    @property
    def cells(self) -> dict[int, dict[str, Any]]:
        """The changed cells, without the wrapping that keeps scripts from writing to them."""
        found: dict[int, dict[str, Any]] = dict.__getitem__(self, "edited_rows")
        return found


def unchanged() -> DataEditorState:
    """Return the state of an editor that nobody has touched."""
    return DataEditorState({"edited_rows": {}, "added_rows": [], "deleted_rows": []})

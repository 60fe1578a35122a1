"""How the columns of a frame can be edited: which rules their cells follow, and what the page is told."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from revoila.elements.data._cells import CellRule
from revoila.elements.data._columns import INDEX
from revoila.elements.data._kinds import USUAL_EDITORS, arrow_kind, can_edit, is_editor, kind_of
from revoila.elements.data._values import is_missing
from revoila.elements.data.column_buttons import ButtonColumnResult
from revoila.errors import StreamlitAPIException

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from revoila.elements.data._frame import Frame
    from revoila.elements.data._values import Values

_log = logging.getLogger(__name__)

_INDEXES = (pd.RangeIndex, pd.Index, pd.DatetimeIndex, pd.CategoricalIndex)

_BOUNDED = ("datetime", "timedelta", "decimal", "time", "date")
"""Kinds whose Arrow or NumPy types hold less than Python's."""

_MOST_OPTIONS = 10_000
"""Most categories that are offered as options."""


def check_editable(data: Any) -> None:
    """Refuse a frame whose rows or columns could not be told apart.

    Raises
    ------
    StreamlitAPIException
        An index of a kind that cannot be edited, two columns of a name, or one with the name of the index.
    """
    if type(data.index) not in _INDEXES:
        raise StreamlitAPIException(
            f"The data editor cannot edit rows with labels of the type {type(data.index).__name__}. "
            "Use `reset_index()`, and edit the labels as columns."
        )
    twice = list(dict.fromkeys(data.columns[data.columns.duplicated()]))
    if twice:
        raise StreamlitAPIException(
            f"The data editor tells columns apart by their names, and these are there more than once: {twice}. "
            "Rename them."
        )
    if INDEX in data.columns:
        raise StreamlitAPIException(
            f"In a data editor, `{INDEX}` is the name of the row labels. Rename the column of that name."
        )


def with_text_names(data: Any) -> Any:
    """Return a frame whose columns have texts as names: with several levels, these joined by ``_``.

    Raises
    ------
    StreamlitAPIException
        Two columns have the same text.
    """
    columns = data.columns
    if columns.nlevels > 1:
        names = ["_".join(map(str, label)) for label in columns.to_flat_index()]
    elif all(isinstance(label, str) for label in columns):
        return data
    else:
        names = [str(label) for label in columns]
    named = data.set_axis(
        pd.Index(names, dtype=object, name=None if columns.nlevels > 1 else columns.name), axis=1
    )
    check_editable(named)
    return named


class EditedColumns:
    """The settings of the columns of an editor, from all parameters that say something about editing.

    Parameters
    ----------
    data : pandas.DataFrame
        The data.
    frame : Frame
        The same as Arrow columns, or some of its rows.
    column_config : mapping or None
        As the author gave it.
    disabled : bool or collection of str or int
        The columns that cannot be edited, or whether none can.
    seconds : frozenset of str, default empty
        Columns of durations that travel as numbers, see `as_seconds`.
    """

    def __init__(
        self,
        data: Any,
        frame: Frame,
        column_config: Any,
        disabled: Collection[Any] | bool,
        seconds: frozenset[str] = frozenset(),
    ) -> None:
        self._disabled = () if isinstance(disabled, bool) else disabled
        self._all_disabled = disabled is True
        self._config = column_config if isinstance(column_config, Mapping) else {}
        self._seconds = seconds
        self._data = data
        self._frame = frame

    def rules(self) -> dict[str, CellRule]:
        """Return the rule of each column by its name, that of the index first.

        Raises
        ------
        StreamlitAPIException
            A column type cannot edit the values of its column.
        """
        data, frame = self._data, self._frame
        found = {}
        for place, column in enumerate(frame.index):
            found[INDEX] = self._rule(INDEX, place, data.index, column.values)
        for place, column in enumerate(frame.columns):
            label = str(column.label)
            found[label] = self._rule(label, len(frame.index) + place, data.iloc[:, place], column.values)
        found.setdefault(INDEX, CellRule(label=INDEX, name="", editor=None, kind="empty"))
        return found

    def _rule(self, label: str, place: int, data: Any, values: Values) -> CellRule:
        own, settings = self._config.get(label), self._settings(label, place, data)
        config = settings.get("type_config") or {}
        kind = "timedelta" if label in self._seconds else kind_of(data, values)
        categories = isinstance(data.dtype, pd.CategoricalDtype)
        usual = "selectbox" if categories and USUAL_EDITORS.get(kind) else USUAL_EDITORS.get(kind)
        editor = config.get("type") or usual
        off = settings.get("disabled") is True or label in self._disabled or place in self._disabled
        if editor is not None and not can_edit(editor, kind):
            if isinstance(own, Mapping) and not off:
                _refuse_type(label, editor, kind)
            off = True
        if editor is not None and not is_editor(editor):
            editor = None
        counts = label == INDEX and isinstance(data, pd.RangeIndex)
        return CellRule(
            label=label,
            name=str(place),
            editor=None if off or counts or self._all_disabled else editor,
            kind=kind,
            nullable=data.dtype != np.dtype(bool),
            required=not counts and (label == INDEX or settings.get("required") is True),
            default=settings.get("default"),
            options=_options(config, data.dtype) if editor in ("selectbox", "multiselect") else None,
            config=config,
            bounds=_bounds(data.dtype) if kind == "integer" else None,
            item=_item_kind(values) if kind == "list" else None,
            zone=getattr(values.array.type, "tz", None) if kind == "datetime" else None,
            type=_bounding_type(data, kind, values),
        )

    def _settings(self, label: str, place: int, data: Any) -> Mapping[str, Any]:
        name = label if label != INDEX or data.name is None else str(data.name)
        found = self._config.get(name) or self._config.get(place) or self._config.get(label) or {}
        if isinstance(found, ButtonColumnResult):
            return found.config
        return found if isinstance(found, Mapping) else {}


def _refuse_type(label: str, editor: str, kind: str) -> None:
    raise StreamlitAPIException(
        f"A `{editor}` column cannot edit values of the kind `{kind}`, which column `{label}` has. "
        "Choose another column type, disable the column, or convert its values."
    )


def _options(config: Mapping[str, Any], dtype: Any) -> list[Any] | None:
    """Return what can be chosen: as the author says, else the categories."""
    given = config.get("options")
    if given is not None:
        return [option["value"] if isinstance(option, Mapping) else option for option in given]
    if isinstance(dtype, pd.CategoricalDtype):
        return [value for value in dtype.categories.tolist() if not is_missing(value)][:_MOST_OPTIONS]
    return None


def _bounds(dtype: Any) -> tuple[int, int] | None:
    kind = getattr(dtype, "numpy_dtype", dtype)
    if not isinstance(kind, np.dtype) or kind.kind not in "iu":
        return None
    limits = np.iinfo(kind)
    return int(limits.min), int(limits.max)


def _item_kind(values: Values) -> str:
    return arrow_kind(values.array.type.value_type)


def _bounding_type(data: Any, kind: str, values: Values) -> Any:
    """Return the type that holds less than the values of Python that are to go into it, or None."""
    dtype = data.dtype
    if kind not in _BOUNDED:
        return None
    if kind == "timedelta":
        return None if pd.api.types.is_object_dtype(dtype) else pa.duration(_unit(dtype))
    typed = isinstance(dtype, (pd.ArrowDtype, pd.DatetimeTZDtype)) or getattr(dtype, "kind", "") == "M"
    return values.array.type if typed else None


def _unit(dtype: Any) -> str:
    return str(dtype.pyarrow_dtype.unit if isinstance(dtype, pd.ArrowDtype) else np.datetime_data(dtype)[0])


def describe(columns: Sequence[dict[str, Any]], rules: Mapping[str, CellRule]) -> list[dict[str, Any]]:
    """Return the descriptions of columns with what the page has to know for editing."""
    known = {rule.name: rule for rule in rules.values()}
    return [{**column, **_description(known[column["name"]])} for column in columns]


def _description(rule: CellRule) -> dict[str, Any]:
    """Return what the page has to know of one column; nothing of a read-only one without a default."""
    about = {
        "kind": rule.kind,
        "editor": rule.editor,
        "required": rule.needed or None,
        "nullable": None if rule.nullable and (rule.needed or not rule.required) else False,
        "aware": None if rule.zone is None else True,
        "default": rule.default,
        "options": rule.options if rule.config.get("options") is None else None,
        "item": rule.item,
    }
    if rule.editor is None and rule.default is None:
        return {}
    return {"edit": {name: value for name, value in about.items() if value is not None}}


def as_seconds(data: Any, column_config: Any) -> tuple[Any, frozenset[str]]:
    """Return a frame whose durations are numbers of seconds where a number column edits them, and which these are.

    Parameters
    ----------
    data : pandas.DataFrame
        The data, which stays as it is.
    column_config : mapping or None
        As the author gave it.
    """
    config = column_config if isinstance(column_config, Mapping) else {}
    counted = {
        label: pd.to_timedelta(data[label]).dt.total_seconds()
        for label in data.columns
        if isinstance(config.get(label), Mapping)
        and (config[label].get("type_config") or {}).get("type") == "number"
        and _is_duration(data[label])
    }
    return (data.assign(**counted) if counted else data), frozenset(counted)


def _is_duration(column: Any) -> bool:
    if pd.api.types.is_object_dtype(column.dtype):
        return pd.api.types.infer_dtype(column, skipna=True) in ("timedelta", "timedelta64")
    return bool(column.dtype.kind == "m")

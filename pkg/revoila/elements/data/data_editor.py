"""A table to write into: the page sends what is changed, the script gets a changed copy."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from revoila.elements._deprecation import older_width
from revoila.elements._draw import draw_input
from revoila.elements._element import InputSpec
from revoila.elements._identity import derive_id
from revoila.elements._params import add_present, check_height, check_width
from revoila.elements._presentation import check_alt
from revoila.elements.data.column_buttons import with_buttons
from revoila.elements.data.dataframe import check_placeholder, check_row_height, note_cut, table_props
from revoila.elements.inputs._declaration import declare

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from revoila.elements._element import Props
    from revoila.elements.data._cells import CellRule
    from revoila.elements.data._containers import Editable
    from revoila.elements.data.rows._open import OpenTable

_log = logging.getLogger(__name__)


def data_editor(
    data: Any,
    *,
    width: str | int = "stretch",
    height: str | int = "auto",
    use_container_width: bool | None = None,
    hide_index: bool | None = None,
    column_order: Iterable[str] | None = None,
    column_config: Mapping[Any, Any] | None = None,
    num_rows: str = "fixed",
    disabled: bool | Iterable[str | int] = False,
    key: str | int | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    row_height: int | None = None,
    placeholder: str | None = None,
    alt: str | None = None,
    rerun: bool = True,
) -> Any:
    """Show a table that can be edited and return a copy of the data with the changes in it.

    Behaviour of Streamlit 1.67 `st.data_editor`. Needs pandas.

    Parameters
    ----------
    data : object
        A dataframe, series or array of any library, or a Python collection of rows or columns.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number.
    height : "auto", "content", "stretch" or int, default "auto"
        Height, in CSS pixels when a number; "auto" shows up to ten rows.
    use_container_width : bool, optional
        The older way to choose between "stretch" and "content".
    hide_index : bool, optional
        Whether to hide the row labels; None hides numbers that only count the rows where the data has no
        labels, or where rows can be added. Labels that an added row needs are shown all the same.
    column_order : iterable of str, optional
        Names of the columns to show, in this order.
    column_config : mapping, optional
        By column name, position or ``"_index"``: None hides the column, a text renames it, a
        `st.column_config` type says how its cells look and how they are edited.
    num_rows : {"fixed", "dynamic", "add", "delete"}, default "fixed"
        Which rows can be added and deleted; "dynamic" is both.
    disabled : bool or iterable of str or int, default False
        Whether nothing can be edited, or the columns that cannot: names, positions (counting the index)
        or ``"_index"``. A text is the name of one column.
    key : str or int, optional
        Identity across runs and the name in session state, which has a `DataEditorState`. With a key and a
        fixed number of rows the changes stay when only values of the data are others; in all other cases
        they go with any change of a parameter.
    on_change : "rerun", "ignore" or Callable, default "rerun"
        What a change does: run the script, nothing until something else runs it, or a call before the run.
    args, kwargs
        Arguments of `on_change`.
    row_height : int, optional
        Height of a row, in CSS pixels.
    placeholder : str, optional
        Text of missing cells.
    alt : str, optional
        Description for those who cannot see the table.
    rerun : bool, default True
        Whether a change runs the script; if not, it is there in the next run, whatever starts it. Not in
        Streamlit.

    Returns
    -------
    object
        The edited copy: of the kind that `data` is for a frame, series, array or table of pandas, NumPy,
        Arrow, Polars and xarray, a list, tuple, set or dict; a pandas DataFrame otherwise. Columns keep their
        types, but for the ints and bools of NumPy where a cell is missing.

    Raises
    ------
    StreamlitDataframeConversionError
        `data` is no table.
    StreamlitAPIException
        Two columns of the same name, a column ``_index``, row labels that cannot be edited (such as several
        levels), or a column type that cannot edit the values of its column.
    StreamlitValueError
        `on_change` or `row_height` is not one of the accepted values.
    StreamlitInvalidParameterTypeError
        A parameter is of the wrong type.
    StreamlitInvalidWidthError
        `width` is neither a known word nor a positive number.
    StreamlitInvalidHeightError
        `height` is neither a known word nor a positive number.
    StreamlitValueAssignmentNotAllowedError
        The key was assigned through session state.
    StreamlitInvalidFormCallbackError
        A callback inside a form.
    TypeError
        `disabled` is neither a bool nor columns.
    ModuleNotFoundError
        pandas is not installed.

    See Also
    --------
    dataframe : A table to look into.

    Examples
    --------
    >>> import revoila as st
    >>> edited = st.data_editor([{"city": "Lyon", "rain": 0.2}], num_rows="dynamic")  # doctest: +SKIP
    """
    base = declare(
        "data_editor",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled is True,
        bind=None,
        persist_state=None,
        rerun=rerun,
    )
    width = check_width(older_width("data_editor", use_container_width, width))
    height = check_height(height, also=("auto",))
    order = None if column_order is None else [str(name) for name in column_order]
    off = _check_disabled(disabled)
    editable, table, props, rules = _prepare(
        data,
        hide_index=hide_index,
        column_order=order,
        column_config=column_config,
        num_rows=num_rows,
        disabled=off,
    )
    add_present(
        props,
        width=None if width == "stretch" else width,
        height=None if height == "auto" else height,
        row_height=check_row_height(row_height),
        placeholder=check_placeholder(placeholder),
        alt=check_alt(alt),
    )
    from revoila.elements.data._apply import apply_changes  # imports pandas, as the rest of editing does
    from revoila.elements.data._changes import Sheet
    from revoila.elements.data._editor_state import unchanged

    sheet = Sheet(len(editable.data), rules, num_rows)
    keyed = base.key is not None and num_rows == "fixed"
    identity = _structure(editable, rules) if keyed else _everything(editable, props, rules)
    if base.disabled:
        props["columns"] = [{**column, "button": None} for column in props["columns"]]
    else:
        props["columns"] = with_buttons(props["columns"], table, column_config)
    state = draw_input(
        InputSpec(
            id=derive_id(
                "data_editor", base.key, {"num_rows": num_rows, "data": identity}, ("num_rows", "data")
            ),
            kind="data_editor",
            key=base.key,
            default=unchanged(),
            decode=sheet.decode,
            encode=sheet.encode,
            accept=sheet.admit,
            disabled=base.disabled,
            assignable=False,
            rerun=base.rerun,
            on_change=base.on_change,
            args=base.args,
            kwargs=base.kwargs,
            form=base.form,
        ),
        props,
    )
    return editable.restore(apply_changes(editable.data, state, rules))


def _prepare(
    data: Any,
    *,
    hide_index: bool | None,
    column_order: Any,
    column_config: Any,
    num_rows: str,
    disabled: Collection[Any] | bool,
) -> tuple[Editable, OpenTable, Props, dict[str, CellRule]]:
    """Return the data, the table that it is on the page, what that shows, and what it accepts.

    Raises
    ------
    ModuleNotFoundError
        pandas is not installed.
    """
    try:
        import pandas as pd  # what is edited is a frame of pandas, whatever it came as
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            "`st.data_editor` needs pandas. Install it: `pip install pandas`."
        ) from error
    from revoila.elements.data._changes import ADDS, DELETES
    from revoila.elements.data._containers import take_in
    from revoila.elements.data._editing import (
        EditedColumns,
        as_seconds,
        check_editable,
        describe,
        with_text_names,
    )
    from revoila.elements.data.rows._open import open_table

    editable = take_in(data)
    check_editable(editable.data)
    editable = editable._replace(data=with_text_names(editable.data))
    shown, seconds = as_seconds(editable.data, column_config)
    table = open_table(shown, styles=None if editable.style is None else editable.style.cells)
    frame = table.frame
    rules = EditedColumns(editable.data, frame, column_config, disabled, seconds).rules()
    counted = isinstance(editable.data.index, pd.RangeIndex)
    if hide_index is None and counted and (num_rows in ADDS or not editable.labelled):
        hide_index = True
    if hide_index and not counted and num_rows in ADDS:
        _log.warning("`hide_index` has no effect: an added row needs a label. Give the data a range index.")
        hide_index = False
    props = table_props(
        table,
        editable.style,
        hide_index=hide_index,
        column_order=column_order,
        column_config=column_config,
    )
    props["columns"] = describe(props["columns"], rules)
    props["num_rows"] = num_rows if num_rows in (*ADDS, *DELETES) else "fixed"
    if editable.cut is not None:
        note_cut(frame.cut_short(editable.cut))
    return editable, table, props, rules


def _check_disabled(disabled: Any) -> frozenset[Any] | bool:
    """Return the columns that cannot be edited, or whether none can.

    Raises
    ------
    TypeError
        Neither a bool nor columns.
    """
    if isinstance(disabled, bool):
        return disabled
    if isinstance(disabled, str):
        return frozenset({disabled})
    if not isinstance(disabled, Iterable):
        raise TypeError(
            f"`disabled` of an editor is a bool, or names or positions of columns, not {disabled!r}."
        )
    return frozenset(disabled)


def _everything(editable: Editable, props: Props, rules: Mapping[str, CellRule]) -> str:
    """Return a digest of all that an editor shows."""
    digest = blake2b(digest_size=16)
    for name in sorted(props):
        value = props[name]
        if name == "source":
            value = _content(editable.data) + (b"" if value.styles is None else value.styles.digest)
        digest.update(name.encode())
        digest.update(value if isinstance(value, bytes) else repr(value).encode(errors="replace"))
    digest.update(repr(list(rules.values())).encode(errors="replace"))
    return digest.hexdigest()


def _content(data: Any) -> bytes:
    """Return a digest of all cells of a frame that the page has only a part of."""
    import pandas as pd  # see `_prepare`

    digest = blake2b(digest_size=16)
    for place in range(data.shape[1]):
        column = data.iloc[:, place]
        try:
            digest.update(pd.util.hash_pandas_object(column, index=False).to_numpy().tobytes())
        except TypeError:  # lists
            digest.update(repr(column.tolist()).encode(errors="replace"))
    return digest.digest()


def _structure(editable: Editable, rules: Mapping[str, CellRule]) -> str:
    """Return a digest of what cannot change under changes that stay: columns, row labels, number of rows."""
    import pandas as pd  # see `_prepare`

    data = editable.data
    index = data.index
    counts = isinstance(index, pd.RangeIndex) and index.start == 0 and index.step == 1
    parts = [
        len(data),
        type(index).__name__,
        list(index.names),
        None if counts else pd.util.hash_pandas_object(index, index=False).to_numpy().tobytes(),
        [(label, rule.kind, rule.editor is None) for label, rule in rules.items()],
        [str(dtype) for dtype in data.dtypes],
    ]
    return blake2b(repr(parts).encode(errors="replace"), digest_size=16).hexdigest()

# ruff: noqa: N802  # the names are Streamlit's
"""How cells look that hold JSON or Markdown: as text, which a double click shows in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from revoila.elements.data.column_types import ColumnConfig


def JsonColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
) -> ColumnConfig:
    """Show cells as JSON; a double click shows one as a tree.

    Behaves as Streamlit 1.67 `st.column_config.JsonColumn`. Cells are JSON texts, or dicts and lists.

    Parameters
    ----------
    label, width, help, pinned, alignment
        As for `Column`.

    Returns
    -------
    dict
        The setting, for `column_config`.
    """
    return {
        "label": label,
        "width": width,
        "help": help,
        "pinned": pinned,
        "alignment": alignment,
        "type_config": {"type": "json"},
    }


def MarkdownColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
    default: str | None = None,
) -> ColumnConfig:
    """Show cells as Markdown text; a double click shows what it means.

    Behaves as Streamlit 1.67 `st.column_config.MarkdownColumn`.

    Parameters
    ----------
    label, width, help, disabled, required, pinned, alignment
        As for `Column`.
    default : str, optional
        Value of the cell in a row that an editor adds.

    Returns
    -------
    dict
        The setting, for `column_config`.
    """
    return {
        "label": label,
        "width": width,
        "help": help,
        "disabled": disabled,
        "required": required,
        "pinned": pinned,
        "alignment": alignment,
        "default": default,
        "type_config": {"type": "markdown"},
    }

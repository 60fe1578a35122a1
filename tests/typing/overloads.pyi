# The result of some commands depends on the types of their arguments. Each overload names only the
# parameters in which it differs from the command; generate_stubs.py adds the others.

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, TypeVar, overload

from revoila.elements._handle import DeltaGenerator
from revoila.elements.charts._selections import SelectionState
from revoila.elements.data._selecting import DataframeState
from revoila.elements.inputs._message import ChatInputValue
from revoila.elements.inputs._uploaded import UploadedFile

_T = TypeVar("_T")
_Key = TypeVar("_Key")
_Number = TypeVar("_Number", int, float)
_Moment = TypeVar("_Moment", datetime, date, time)

@overload
def text_input(value: str = "") -> str: ...
@overload
def text_input(value: object = "") -> str | None: ...
@overload
def text_area(value: str = "") -> str: ...
@overload
def text_area(value: object = "") -> str | None: ...
@overload
def radio(options: Iterable[_T], index: int = 0) -> _T: ...
@overload
def radio(options: Iterable[_T], index: int | None = 0) -> _T | None: ...
@overload
def selectbox(options: Iterable[_T], index: int = 0, accept_new_options: Literal[False] = False) -> _T: ...
@overload
def selectbox(
    options: Iterable[_T], index: int | None = 0, accept_new_options: Literal[False] = False
) -> _T | None: ...
@overload
def selectbox(options: Iterable[_T], index: int = 0, accept_new_options: bool = False) -> _T | str: ...
@overload
def selectbox(
    options: Iterable[_T], index: int | None = 0, accept_new_options: bool = False
) -> _T | str | None: ...
@overload
def link_button(on_click: Literal["ignore"] = "ignore") -> DeltaGenerator: ...
@overload
def link_button(on_click: Callable[..., object] | Literal["rerun"] | None) -> bool: ...
@overload
def link_button(on_click: str) -> DeltaGenerator | bool: ...
@overload
def dataframe(on_select: Literal["ignore"] = "ignore") -> DeltaGenerator: ...
@overload
def dataframe(on_select: Callable[..., object] | Literal["rerun"]) -> DataframeState: ...
@overload
def dataframe(on_select: str | Callable[..., object] = "ignore") -> DeltaGenerator | DataframeState: ...
@overload
def data_editor(data: list[_T]) -> list[_T]: ...
@overload
def data_editor(data: set[_T]) -> set[_T]: ...
@overload
def data_editor(data: dict[_Key, _T]) -> dict[_Key, _T]: ...
@overload
def data_editor(data: tuple[_T, ...]) -> tuple[_T, ...]: ...
@overload
def data_editor(data: object) -> Any: ...
def menu_button(options: Iterable[_T]) -> _T | None: ...
@overload
def multiselect(options: Iterable[_T], accept_new_options: Literal[False] = False) -> list[_T]: ...
@overload
def multiselect(options: Iterable[_T], accept_new_options: bool = False) -> list[_T | str]: ...
@overload
def pills(
    options: Iterable[_T],
    selection_mode: Literal["single"] = "single",
    *,
    default: _T,
    required: Literal[True],
) -> _T: ...
@overload
def pills(options: Iterable[_T], selection_mode: Literal["single"] = "single") -> _T | None: ...
@overload
def pills(options: Iterable[_T], selection_mode: Literal["multi"]) -> list[_T]: ...
@overload
def segmented_control(
    options: Iterable[_T],
    selection_mode: Literal["single"] = "single",
    *,
    default: _T,
    required: Literal[True],
) -> _T: ...
@overload
def segmented_control(options: Iterable[_T], selection_mode: Literal["single"] = "single") -> _T | None: ...
@overload
def segmented_control(options: Iterable[_T], selection_mode: Literal["multi"]) -> list[_T]: ...
@overload
def feedback(options: Literal["thumbs"] = "thumbs") -> Literal[0, 1] | None: ...
@overload
def feedback(options: Literal["faces", "stars"]) -> Literal[0, 1, 2, 3, 4] | None: ...
@overload
def feedback(options: str = "thumbs") -> int | None: ...
@overload
def select_slider(options: Iterable[_T], value: tuple[_T, _T] | list[_T]) -> tuple[_T, _T]: ...
@overload
def select_slider(options: Iterable[_T] = (), value: object = None) -> _T: ...
@overload
def number_input(
    min_value: int,
    max_value: int | None = None,
    value: int | Literal["min"] = "min",
    step: int | None = None,
) -> int: ...
@overload
def number_input(
    min_value: int, max_value: int | None, value: None, step: int | None = None
) -> int | None: ...
@overload
def number_input(
    min_value: int, max_value: int | None = None, *, value: None, step: int | None = None
) -> int | None: ...
@overload
def number_input(
    min_value: int | None, max_value: int | None, value: int, step: int | None = None
) -> int: ...
@overload
def number_input(
    min_value: int | None = None, max_value: int | None = None, *, value: int, step: int | None = None
) -> int: ...
@overload
def number_input(
    min_value: None = None, *, max_value: int, value: Literal["min"] = "min", step: int | None = None
) -> int: ...
@overload
def number_input(
    min_value: None = None, *, max_value: int, value: None, step: int | None = None
) -> int | None: ...
@overload
def number_input(
    min_value: None = None, max_value: None = None, value: Literal["min"] = "min", *, step: int
) -> int: ...
@overload
def number_input(min_value: None = None, max_value: None = None, *, value: None, step: int) -> int | None: ...
@overload
def number_input(
    min_value: float | None = None,
    max_value: float | None = None,
    value: float | Literal["min"] = "min",
    step: float | None = None,
) -> float: ...
@overload
def number_input(
    min_value: float | None = None,
    max_value: float | None = None,
    value: float | Literal["min"] | None = "min",
    step: float | None = None,
) -> float | None: ...
@overload
def slider(
    min_value: None = None, max_value: None = None, value: None = None, step: int | None = None
) -> int: ...
@overload
def slider(
    min_value: _Number | None = None,
    max_value: _Number | None = None,
    value: _Number | None = None,
    step: _Number | None = None,
) -> _Number: ...
@overload
def slider(
    min_value: _Number | None,
    max_value: _Number | None,
    value: Sequence[_Number],
    step: _Number | None = None,
) -> tuple[_Number, _Number]: ...
@overload
def slider(
    min_value: _Number | None = None,
    max_value: _Number | None = None,
    *,
    value: Sequence[_Number],
    step: _Number | None = None,
) -> tuple[_Number, _Number]: ...
@overload
def slider(
    min_value: _Moment,
    max_value: _Moment | None = None,
    value: _Moment | None = None,
    step: timedelta | None = None,
) -> _Moment: ...
@overload
def slider(min_value: None, max_value: None, value: _Moment, step: timedelta | None = None) -> _Moment: ...
@overload
def slider(
    min_value: None = None,
    max_value: None = None,
    *,
    value: _Moment,
    step: timedelta | None = None,
) -> _Moment: ...
@overload
def slider(
    min_value: _Moment | None,
    max_value: _Moment | None,
    value: Sequence[_Moment],
    step: timedelta | None = None,
) -> tuple[_Moment, _Moment]: ...
@overload
def slider(
    min_value: _Moment | None = None,
    max_value: _Moment | None = None,
    *,
    value: Sequence[_Moment],
    step: timedelta | None = None,
) -> tuple[_Moment, _Moment]: ...
@overload
def date_input(value: date | datetime | str = "today") -> date: ...
@overload
def date_input(value: None) -> date | None: ...
@overload
def date_input(
    value: list[date] | list[datetime] | list[str] | tuple[date | str, ...],
) -> tuple[()] | tuple[date] | tuple[date, date]: ...
@overload
def time_input(value: time | datetime | str = "now") -> time: ...
@overload
def time_input(value: None) -> time | None: ...
@overload
def datetime_input(value: datetime | date | time | str = "now") -> datetime: ...
@overload
def datetime_input(value: None) -> datetime | None: ...
@overload
def file_uploader(accept_multiple_files: Literal[False] = False) -> UploadedFile | None: ...
@overload
def file_uploader(
    type: str | Sequence[str] | None, accept_multiple_files: Literal[True, "directory"]
) -> list[UploadedFile]: ...
@overload
def file_uploader(
    type: str | Sequence[str] | None = None, *, accept_multiple_files: Literal[True, "directory"]
) -> list[UploadedFile]: ...
@overload
def altair_chart(on_select: Literal["ignore"] = "ignore") -> DeltaGenerator: ...
@overload
def altair_chart(on_select: Callable[..., object] | Literal["rerun"]) -> SelectionState: ...
@overload
def altair_chart(on_select: str | Callable[..., object]) -> DeltaGenerator | SelectionState: ...
@overload
def vega_lite_chart(on_select: Literal["ignore"] = "ignore") -> DeltaGenerator: ...
@overload
def vega_lite_chart(on_select: Callable[..., object] | Literal["rerun"]) -> SelectionState: ...
@overload
def vega_lite_chart(on_select: str | Callable[..., object]) -> DeltaGenerator | SelectionState: ...
@overload
def plotly_chart(on_select: Literal["ignore"] = "ignore") -> DeltaGenerator: ...
@overload
def plotly_chart(on_select: Callable[..., object] | Literal["rerun"]) -> SelectionState: ...
@overload
def plotly_chart(on_select: str | Callable[..., object]) -> DeltaGenerator | SelectionState: ...
@overload
def pydeck_chart(on_select: Literal["ignore"] = "ignore") -> DeltaGenerator: ...
@overload
def pydeck_chart(on_select: Callable[..., object] | Literal["rerun"]) -> SelectionState: ...
@overload
def pydeck_chart(on_select: str | Callable[..., object]) -> DeltaGenerator | SelectionState: ...
@overload
def echarts_chart(on_select: Literal["ignore"] = "ignore") -> DeltaGenerator: ...
@overload
def echarts_chart(on_select: Callable[..., object] | Literal["rerun"]) -> SelectionState: ...
@overload
def echarts_chart(on_select: str | Callable[..., object]) -> DeltaGenerator | SelectionState: ...
@overload
def chat_input(accept_file: Literal[False] = False, accept_audio: Literal[False] = False) -> str | None: ...
@overload
def chat_input(
    accept_file: Literal[True, "multiple", "directory"], accept_audio: bool = False
) -> ChatInputValue | None: ...
@overload
def chat_input(accept_file: bool | str = False, *, accept_audio: Literal[True]) -> ChatInputValue | None: ...
@overload
def chat_input(
    accept_file: bool | str = False, accept_audio: bool = False
) -> str | ChatInputValue | None: ...

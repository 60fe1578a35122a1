# The result of some commands depends on the types of their arguments. Each overload names only the
# parameters in which it differs from the command; generate_stubs.py adds the others.

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeVar, overload

from revoila.elements.inputs._uploaded import UploadedFile

_T = TypeVar("_T")
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

# Written by tests/typing/generate_stubs.py from the sources of the commands.

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, TypeVar, overload

from revoila import column_config as column_config
from revoila import components as components
from revoila import errors as errors
from revoila import testing as testing
from revoila import typing as typing
from revoila.caching import cache_data as cache_data
from revoila.caching import cache_resource as cache_resource
from revoila.config.options import get_option as get_option
from revoila.config.options import set_option as set_option
from revoila.config.secrets import secrets as secrets
from revoila.elements.charts.altair import altair_chart as altair_chart
from revoila.elements.charts.pyplot import pyplot as pyplot
from revoila.elements.charts.simple import area_chart as area_chart
from revoila.elements.charts.simple import bar_chart as bar_chart
from revoila.elements.charts.simple import line_chart as line_chart
from revoila.elements.charts.simple import scatter_chart as scatter_chart
from revoila.elements.data.dataframe import dataframe as dataframe
from revoila.elements.data.json import json as json
from revoila.elements.data.metric import metric as metric
from revoila.elements.data.table import table as table
from revoila.elements.inputs._uploaded import UploadedFile
from revoila.elements.inputs.audio_input import audio_input as audio_input
from revoila.elements.inputs.button import button as button
from revoila.elements.inputs.button import form_submit_button as form_submit_button
from revoila.elements.inputs.camera_input import camera_input as camera_input
from revoila.elements.inputs.checkbox import checkbox as checkbox
from revoila.elements.inputs.checkbox import toggle as toggle
from revoila.elements.layout.columns import columns as columns
from revoila.elements.layout.container import container as container
from revoila.elements.layout.empty import empty as empty
from revoila.elements.layout.expander import expander as expander
from revoila.elements.layout.form import form as form
from revoila.elements.layout.popover import popover as popover
from revoila.elements.layout.roots import bottom as bottom
from revoila.elements.layout.roots import sidebar as sidebar
from revoila.elements.layout.tabs import tabs as tabs
from revoila.elements.media.image import image as image
from revoila.elements.status.alert import error as error
from revoila.elements.status.alert import info as info
from revoila.elements.status.alert import success as success
from revoila.elements.status.alert import warning as warning
from revoila.elements.status.celebration import balloons as balloons
from revoila.elements.status.celebration import snow as snow
from revoila.elements.status.exception import exception as exception
from revoila.elements.status.progress import progress as progress
from revoila.elements.status.spinner import spinner as spinner
from revoila.elements.status.status import status as status
from revoila.elements.status.toast import toast as toast
from revoila.elements.text.code import code as code
from revoila.elements.text.divider import divider as divider
from revoila.elements.text.echo import echo as echo
from revoila.elements.text.heading import header as header
from revoila.elements.text.heading import subheader as subheader
from revoila.elements.text.heading import title as title
from revoila.elements.text.help import help as help  # noqa: A004  # the name is part of the API
from revoila.elements.text.html import html as html
from revoila.elements.text.markdown import badge as badge
from revoila.elements.text.markdown import caption as caption
from revoila.elements.text.markdown import latex as latex
from revoila.elements.text.markdown import markdown as markdown
from revoila.elements.text.text import text as text
from revoila.elements.text.write import write as write
from revoila.elements.text.write_stream import write_stream as write_stream
from revoila.elements.widget import widget as widget
from revoila.notebook import App as App
from revoila.runtime.context import context as context
from revoila.runtime.control import rerun as rerun
from revoila.runtime.control import stop as stop
from revoila.runtime.control import switch_page as switch_page
from revoila.runtime.dialog import dialog as dialog
from revoila.runtime.fragment import fragment as fragment
from revoila.runtime.page_config import set_page_config as set_page_config
from revoila.runtime.pages import Page as Page
from revoila.runtime.pages import navigation as navigation
from revoila.runtime.task import report_progress as report_progress
from revoila.runtime.task import task as task
from revoila.state.proxy import query_params as query_params
from revoila.state.proxy import session_state as session_state

_T = TypeVar("_T")
_Number = TypeVar("_Number", int, float)
_Moment = TypeVar("_Moment", datetime, date, time)
__version__: str
__all__ = [
    "App",
    "Page",
    "altair_chart",
    "area_chart",
    "audio_input",
    "badge",
    "balloons",
    "bar_chart",
    "bottom",
    "button",
    "cache_data",
    "cache_resource",
    "camera_input",
    "caption",
    "checkbox",
    "code",
    "column_config",
    "columns",
    "components",
    "container",
    "context",
    "dataframe",
    "dialog",
    "divider",
    "echo",
    "empty",
    "error",
    "errors",
    "exception",
    "expander",
    "file_uploader",
    "form",
    "form_submit_button",
    "fragment",
    "get_option",
    "header",
    "help",
    "html",
    "image",
    "info",
    "json",
    "latex",
    "line_chart",
    "markdown",
    "metric",
    "navigation",
    "number_input",
    "popover",
    "progress",
    "pyplot",
    "query_params",
    "radio",
    "report_progress",
    "rerun",
    "scatter_chart",
    "secrets",
    "selectbox",
    "session_state",
    "set_option",
    "set_page_config",
    "sidebar",
    "slider",
    "snow",
    "spinner",
    "status",
    "stop",
    "subheader",
    "success",
    "switch_page",
    "table",
    "tabs",
    "task",
    "testing",
    "text",
    "text_area",
    "text_input",
    "title",
    "toast",
    "toggle",
    "typing",
    "warning",
    "widget",
    "write",
    "write_stream",
]

@overload
def text_input(
    label: str,
    value: str = "",
    max_chars: int | None = None,
    key: str | int | None = None,
    type: str = "default",
    help: str | None = None,
    autocomplete: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    validate: str | tuple[str, str] | None = None,
    live: str | bool = False,
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> str: ...
@overload
def text_input(
    label: str,
    value: object = "",
    max_chars: int | None = None,
    key: str | int | None = None,
    type: str = "default",
    help: str | None = None,
    autocomplete: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    validate: str | tuple[str, str] | None = None,
    live: str | bool = False,
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> str | None: ...
@overload
def text_area(
    label: str,
    value: str = "",
    height: str | int | None = None,
    max_chars: int | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
    live: str | bool = False,
) -> str: ...
@overload
def text_area(
    label: str,
    value: object = "",
    height: str | int | None = None,
    max_chars: int | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
    live: str | bool = False,
) -> str | None: ...
@overload
def number_input(
    label: str,
    min_value: int,
    max_value: int | None = None,
    value: int | Literal["min"] = "min",
    step: int | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> int: ...
@overload
def number_input(
    label: str,
    min_value: int,
    max_value: int | None,
    value: None,
    step: int | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> int | None: ...
@overload
def number_input(
    label: str,
    min_value: int,
    max_value: int | None = None,
    *,
    value: None,
    step: int | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> int | None: ...
@overload
def number_input(
    label: str,
    min_value: int | None,
    max_value: int | None,
    value: int,
    step: int | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> int: ...
@overload
def number_input(
    label: str,
    min_value: int | None = None,
    max_value: int | None = None,
    *,
    value: int,
    step: int | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> int: ...
@overload
def number_input(
    label: str,
    min_value: None = None,
    *,
    max_value: int,
    value: Literal["min"] = "min",
    step: int | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> int: ...
@overload
def number_input(
    label: str,
    min_value: None = None,
    *,
    max_value: int,
    value: None,
    step: int | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> int | None: ...
@overload
def number_input(
    label: str,
    min_value: None = None,
    max_value: None = None,
    value: Literal["min"] = "min",
    *,
    step: int,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> int: ...
@overload
def number_input(
    label: str,
    min_value: None = None,
    max_value: None = None,
    *,
    value: None,
    step: int,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> int | None: ...
@overload
def number_input(
    label: str,
    min_value: float | None = None,
    max_value: float | None = None,
    value: float | Literal["min"] = "min",
    step: float | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> float: ...
@overload
def number_input(
    label: str,
    min_value: float | None = None,
    max_value: float | None = None,
    value: float | Literal["min"] | None = "min",
    step: float | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> float | None: ...
@overload
def slider(
    label: str,
    min_value: None = None,
    max_value: None = None,
    value: None = None,
    step: int | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
    debounce: float | timedelta | str | None = None,
) -> int: ...
@overload
def slider(
    label: str,
    min_value: _Number | None = None,
    max_value: _Number | None = None,
    value: _Number | None = None,
    step: _Number | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
    debounce: float | timedelta | str | None = None,
) -> _Number: ...
@overload
def slider(
    label: str,
    min_value: _Number | None,
    max_value: _Number | None,
    value: Sequence[_Number],
    step: _Number | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
    debounce: float | timedelta | str | None = None,
) -> tuple[_Number, _Number]: ...
@overload
def slider(
    label: str,
    min_value: _Number | None = None,
    max_value: _Number | None = None,
    *,
    value: Sequence[_Number],
    step: _Number | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
    debounce: float | timedelta | str | None = None,
) -> tuple[_Number, _Number]: ...
@overload
def slider(
    label: str,
    min_value: _Moment,
    max_value: _Moment | None = None,
    value: _Moment | None = None,
    step: timedelta | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
    debounce: float | timedelta | str | None = None,
) -> _Moment: ...
@overload
def slider(
    label: str,
    min_value: None,
    max_value: None,
    value: _Moment,
    step: timedelta | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
    debounce: float | timedelta | str | None = None,
) -> _Moment: ...
@overload
def slider(
    label: str,
    min_value: None = None,
    max_value: None = None,
    *,
    value: _Moment,
    step: timedelta | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
    debounce: float | timedelta | str | None = None,
) -> _Moment: ...
@overload
def slider(
    label: str,
    min_value: _Moment | None,
    max_value: _Moment | None,
    value: Sequence[_Moment],
    step: timedelta | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
    debounce: float | timedelta | str | None = None,
) -> tuple[_Moment, _Moment]: ...
@overload
def slider(
    label: str,
    min_value: _Moment | None = None,
    max_value: _Moment | None = None,
    *,
    value: Sequence[_Moment],
    step: timedelta | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
    debounce: float | timedelta | str | None = None,
) -> tuple[_Moment, _Moment]: ...
@overload
def selectbox(
    label: str,
    options: Iterable[_T],
    index: int = 0,
    format_func: Callable[[Any], str] = ...,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    accept_new_options: Literal[False] = False,
    filter_mode: str | None = "fuzzy",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> _T: ...
@overload
def selectbox(
    label: str,
    options: Iterable[_T],
    index: int | None = 0,
    format_func: Callable[[Any], str] = ...,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    accept_new_options: Literal[False] = False,
    filter_mode: str | None = "fuzzy",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> _T | None: ...
@overload
def selectbox(
    label: str,
    options: Iterable[_T],
    index: int = 0,
    format_func: Callable[[Any], str] = ...,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    accept_new_options: bool = False,
    filter_mode: str | None = "fuzzy",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> _T | str: ...
@overload
def selectbox(
    label: str,
    options: Iterable[_T],
    index: int | None = 0,
    format_func: Callable[[Any], str] = ...,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    accept_new_options: bool = False,
    filter_mode: str | None = "fuzzy",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> _T | str | None: ...
@overload
def radio(
    label: str,
    options: Iterable[_T],
    index: int = 0,
    format_func: Callable[[Any], Any] = ...,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    horizontal: bool = False,
    captions: Iterable[str | None] | None = None,
    label_visibility: str = "visible",
    width: str | int = "content",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> _T: ...
@overload
def radio(
    label: str,
    options: Iterable[_T],
    index: int | None = 0,
    format_func: Callable[[Any], Any] = ...,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    horizontal: bool = False,
    captions: Iterable[str | None] | None = None,
    label_visibility: str = "visible",
    width: str | int = "content",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> _T | None: ...
@overload
def file_uploader(
    label: str,
    type: str | Sequence[str] | None = None,
    accept_multiple_files: Literal[False] = False,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    max_upload_size: int | None = None,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    rerun: bool = True,
) -> UploadedFile | None: ...
@overload
def file_uploader(
    label: str,
    type: str | Sequence[str] | None,
    accept_multiple_files: Literal[True, "directory"],
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    max_upload_size: int | None = None,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    rerun: bool = True,
) -> list[UploadedFile]: ...
@overload
def file_uploader(
    label: str,
    type: str | Sequence[str] | None = None,
    *,
    accept_multiple_files: Literal[True, "directory"],
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    max_upload_size: int | None = None,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    rerun: bool = True,
) -> list[UploadedFile]: ...

"""What ``write`` makes of its arguments."""

from __future__ import annotations

import asyncio
import collections
import dataclasses
import enum
import functools
import io
import math
import re
import sqlite3
import subprocess
import sys
import types
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import MagicMock

import pytest
from hypothesis import given
from hypothesis import strategies as st

import revoila
from revoila.elements._draw import draw, open_container
from revoila.elements._handle import DeltaGenerator
from revoila.elements.text import write as module
from revoila.elements.text.text import text
from revoila.elements.text.write import write
from revoila.elements.text.write_stream import StreamingOutput
from revoila.errors import StreamlitAPIException

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from tests.unit.elements.conftest import Page


@pytest.fixture
def routed(page: Page, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """Record which command gets what, instead of running commands of other families."""
    calls: list[tuple[str, Any]] = []
    real = module._command

    def command(name: str) -> Callable[..., object]:
        if name in {"exception", "html", "write_stream"}:
            return real(name)

        def record(arg: object) -> None:
            calls.append((name, arg))
            draw(name, {})

        return record

    monkeypatch.setattr(module, "_command", command)
    return calls


def bodies(page: Page) -> list[str]:
    return [child.props["body"] for child in page.main]


def foreign(library: str, name: str, **attributes: Any) -> Any:
    """Return an instance of a class that looks like another library's."""
    kind = type(name, (), attributes)
    kind.__module__ = library
    return kind()


class Point(NamedTuple):
    x: int
    y: int


@dataclasses.dataclass
class Record:
    number: int = 1


class Color(enum.Enum):
    RED = 1


class Texted:
    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


def test_texts_and_scalars_that_follow_each_other_become_one_element(page: Page) -> None:
    """Statement 125."""
    write("a", 1, None, (1, 2), {3}, b"x", 1.5, True, ...)
    assert page.kinds() == ["markdown"]
    assert bodies(page) == ["a `1` `None` `(1, 2)` `{3}` `b'x'` `1.5` `True` `Ellipsis`"]


@pytest.mark.parametrize(
    ("args", "body"),
    [
        (("  a\n    b\n  c  ",), "a\n  b\nc"),
        (("a", "", "b"), "a  b"),
        (("",), ""),
        (("   x", "y  "), "x y"),
        (("a\n\nb", "c\n"), "a\n\nb c"),
        (("a`b", 3), "a`b `3`"),
    ],
)
def test_texts_are_joined_by_a_blank_and_then_prepared(page: Page, args: Any, body: str) -> None:
    """Statement 125."""
    write(*args)
    assert bodies(page) == [body]


def test_no_argument_draws_nothing(page: Page) -> None:
    """Statement 125."""
    write(unsafe_allow_html=True)
    assert page.main == []


def test_html_in_texts_is_shown_only_when_allowed(page: Page) -> None:
    """Statement 125."""
    write("<b>x</b>")
    write("<b>x</b>", unsafe_allow_html=True)
    write("<b>x</b>", 5, unsafe_allow_html=True)
    assert [page.props(i) for i in range(3)] == [
        {"body": "<b>x</b>"},
        {"body": "<b>x</b>", "html": True},
        {"body": "<b>x</b> `5`", "html": True},
    ]


@pytest.mark.parametrize(
    ("value", "body"),
    [
        (Texted("x`y``z"), "```x`y``z```"),
        (Texted("x\ny```z"), "````\nx\ny```z\n````"),
        (Texted("  x  "), "`  x  `"),
        (Texted(""), "``"),
        (Texted("`"), "`````"),
        (Texted("a\n"), "```\na\n\n```"),
        (Texted("<Foo: bar at 0x12>"), "`<Foo: bar at 0x12>`"),
        (Decimal("1.5"), "`1.5`"),
        (Color.RED, "`Color.RED`"),
        (collections.deque([1]), "`deque([1])`"),
        (range(3), "`range(0, 3)`"),
        (re.compile("a"), "`re.compile('a')`"),
        (functools.partial(print), "`functools.partial(<built-in function print>)`"),
        (str.upper, "`<method 'upper' of 'str' objects>`"),
        (NotImplemented, "`NotImplemented`"),
    ],
)
def test_anything_else_is_code(page: Page, value: object, body: str) -> None:
    """Statement 125."""
    write(value)
    assert bodies(page) == [body]


@given(st.text())
def test_code_shows_exactly_the_text(text: str) -> None:
    """A run of backticks as long as the fence must not be inside."""
    code = module._as_code(text)
    fence = re.match("`+", code)
    assert fence is not None
    if "\n" in text:
        ticks = fence[0]
        assert code == f"{ticks}\n{text}\n{ticks}"
        assert ticks not in text
    else:
        ticks = "`" * ((len(code) - len(text)) // 2)
        assert code == f"{ticks}{text}{ticks}"
        assert len(ticks) not in {len(run) for run in re.findall("`+", text)}


@pytest.mark.parametrize(
    "value",
    [
        object(),
        iter([1]),
        io.BytesIO(b"x"),
        zip([1], [2]),  # noqa: B905
        Texted("<foo at 0x7f>"),
        math,
        types.ModuleType("zz"),
        len,
        "x".upper,
        lambda: 3,
        Point,
        Color,
        Record(),
        asyncio.sleep,
        DeltaGenerator(None),
    ],
)
def test_what_says_nothing_as_a_text_is_shown_by_its_documentation(page: Page, value: object) -> None:
    """Statement 125."""
    write(value)
    assert page.kinds() == ["help"]


def test_every_kind_of_argument_gets_an_element_of_its_own(page: Page, routed: list[tuple[str, Any]]) -> None:
    """Statement 125."""
    write("a", {"x": 1}, "b", 2, ValueError("x"), "c")
    assert page.kinds() == ["markdown", "json", "markdown", "exception", "markdown"]


@pytest.mark.parametrize(
    ("value", "data"),
    [
        ([1, 2], [1, 2]),
        ([], []),
        ({}, {}),
        (map(str, [1]), ["1"]),
        (enumerate("a"), [(0, "a")]),
        ({"a": 1}.keys(), ["a"]),
        ({"a": 1}.values(), [1]),
        ({"a": 1}.items(), [("a", 1)]),
        (Point(1, 2), {"x": 1, "y": 2}),
        (collections.Counter("aab"), {"a": 2, "b": 1}),
        (collections.UserDict(a=1), {"a": 1}),
        (collections.ChainMap({"a": 1}, {"b": 2}), {"a": 1, "b": 2}),
        (types.MappingProxyType({"a": 1}), {"a": 1}),
        (foreign("pydantic.main", "BaseModel", model_dump=lambda _: {"a": 1}), {"a": 1}),
        (foreign("pydantic.v1.main", "BaseModel", dict=lambda _: {"a": 1}), {"a": 1}),
    ],
)
def test_plain_data_is_json(page: Page, routed: list[tuple[str, Any]], value: object, data: object) -> None:
    """Statement 125."""
    write(value)
    assert routed == [("json", data)]


def test_session_state_query_parameters_and_secrets_are_json(
    page: Page, routed: list[tuple[str, Any]]
) -> None:
    class Secrets(collections.abc.Mapping[str, int]):
        def __getitem__(self, key: str) -> int:
            return 1

        def __iter__(self) -> Iterator[str]:
            return iter("a")

        def __len__(self) -> int:
            return 1

    write(Secrets())
    assert routed == []
    assert page.kinds() == ["help"]
    Secrets.__module__ = "revoila.config.secrets"
    revoila.session_state["b"] = 2
    revoila.query_params["c"] = "3"
    write(Secrets(), revoila.session_state, revoila.query_params)
    assert routed == [("json", {"a": 1}), ("json", {"b": 2}), ("json", {"c": "3"})]


@pytest.mark.parametrize(
    ("value", "command"),
    [
        (foreign("sympy.core.expr", "Expr"), "latex"),
        (foreign("ipywidgets.widgets.widget", "Widget"), "widget"),
        (foreign("modin.pandas.dataframe", "DataFrame"), "dataframe"),
        (foreign("pyspark.sql.dataframe", "DataFrame"), "dataframe"),
        (foreign("xarray.core.dataset", "Dataset"), "dataframe"),
        ([foreign("snowflake.snowpark.row", "Row")], "dataframe"),
        (foreign("plotly.basedatatypes", "BaseFigure"), "plotly_chart"),
        (foreign("graphviz.graphs", "Dot"), "graphviz_chart"),
        (foreign("keras.src.models.model", "Model"), "graphviz_chart"),
        (foreign("pydeck.bindings.deck", "Deck"), "pydeck_chart"),
        (foreign("somewhere", "Table", to_pandas=lambda _: None), "dataframe"),
        (foreign("somewhere", "Table", __dataframe__=lambda _: None), "dataframe"),
        (foreign("somewhere", "Table", __arrow_c_stream__=lambda _: None), "dataframe"),
    ],
)
def test_objects_of_other_libraries_are_known_by_name(
    page: Page, routed: list[tuple[str, Any]], value: object, command: str
) -> None:
    """Statement 125."""
    write(value)
    assert routed == [(command, value)]


def test_real_objects_of_other_libraries_get_their_command(page: Page, routed: list[tuple[str, Any]]) -> None:
    """Statement 125."""
    import altair as alt
    import numpy as np
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from matplotlib.figure import Figure
    from PIL import Image

    frame = pd.DataFrame({"a": [1]})
    frames = [
        frame,
        frame["a"],
        frame.index,
        frame.style,
        pd.array([1]),
        np.array([1]),
        np.array(3),
        pl.DataFrame({"a": [1]}),
        pl.Series([1]),
        pl.LazyFrame({"a": [1]}),
        pa.table({"a": [1]}),
        pa.array([1]),
    ]
    write(*frames, alt.Chart(frame).mark_bar(), alt.layer(), Figure(), Image.new("L", (1, 1)))
    assert [name for name, _ in routed] == [
        *["dataframe"] * len(frames),
        "altair_chart",
        "altair_chart",
        "pyplot",
        "image",
    ]
    write(np.float64(1.5), np.int64(3), pd.Timestamp(0), pd.NaT)
    assert page.props() == {"body": "`1.5` `3` `1970-01-01 00:00:00` `NaT`"}


def test_a_database_cursor_is_a_table(page: Page, routed: list[tuple[str, Any]]) -> None:
    connection = sqlite3.connect(":memory:")
    cursor = connection.execute("select 1")
    write(cursor)
    connection.close()
    assert routed == [("dataframe", cursor)]


def test_a_text_in_memory_is_markdown_of_its_own(page: Page) -> None:
    """Statement 125."""
    write("a", io.StringIO("  # x\n  y"), "b")
    assert bodies(page) == ["a", "# x\ny", "b"]


def test_generators_are_streams(page: Page) -> None:
    """Statement 125."""

    def generate() -> Iterator[object]:
        yield "a"
        yield "b"
        yield 3

    async def generate_slowly() -> AsyncIterator[str]:
        yield "c"

    write(generate, generate(), generate_slowly, generate_slowly(), "x")
    assert bodies(page) == ["ab", "`3`", "ab", "`3`", "c", "c", "x"]


def test_what_a_stream_returned_is_shown_again(page: Page) -> None:
    """Statements 124 and 125."""
    write(StreamingOutput(["a", 3, "bc"]))
    assert bodies(page) == ["a", "`3`", "bc"]


class Painted:
    def _repr_html_(self) -> str:
        return "<b>hi</b>"


def test_html_of_objects_is_shown_only_when_allowed(page: Page) -> None:
    """Statement 125."""
    write(Painted())
    write(Painted(), unsafe_allow_html=True)
    assert page.kinds() == ["help", "html"]
    assert page.props() == {"body": "<b>hi</b>"}


def test_objects_that_answer_to_any_name_do_no_harm(page: Page) -> None:
    class Obliging:
        def __getattr__(self, name: str) -> int:
            return 3

        def __str__(self) -> str:
            return "obliging"

    write(Obliging())
    write(Obliging(), unsafe_allow_html=True)
    write(MagicMock(name="m"))
    assert page.kinds() == ["markdown"] * 3


def test_a_slot_keeps_the_last_of_several(page: Page) -> None:
    slot = text("x")
    with slot:
        write("a", ValueError("b"))
    assert page.kinds() == ["exception"]


def test_several_arguments_need_a_place_for_several(page: Page) -> None:
    """Statement 55."""
    box = open_container("container", {})
    slot = text("x")
    for handle in (box, slot):
        with pytest.raises(StreamlitAPIException, match="multiple elements"):
            handle.write("a", "b")
        handle.write()
        handle.write("a", unsafe_allow_html=True)
    with box:
        write("b", ValueError("c"))
    assert page.kinds(page.main[0].children) == ["markdown", "markdown", "exception"]
    assert page.props() == {"body": "a", "html": True}


def test_a_root_takes_several_arguments(page: Page) -> None:
    """Statement 55."""
    DeltaGenerator(page.run.sidebar).write("a", 1)
    assert page.sidebar[0].props == {"body": "a `1`"}


def test_outside_of_a_run_nothing_happens() -> None:
    write("a", 1, ValueError("x"))
    DeltaGenerator(None).write("a", "b")


def test_writing_texts_imports_no_large_library() -> None:
    script = (
        "import sys, revoila\n"
        "revoila.write('a', 1, {2}, None); revoila.write('a'); revoila.write(object())\n"
        "large = ('numpy', 'pandas', 'pyarrow', 'altair', 'matplotlib', 'PIL', 'ipywidgets', 'traitlets', 'asyncio')\n"
        "print([name for name in large if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class Tabular:
    def to_pandas(self) -> None:
        return None

    def _repr_html_(self) -> str:
        return "<b>hi</b>"


@dataclasses.dataclass
class Failure(Exception):
    number: int = 1


@dataclasses.dataclass
class PaintedRecord(Painted):
    number: int = 1


def counted() -> Iterator[int]:
    yield 1


@pytest.mark.parametrize(
    ("value", "html", "kinds"),
    [
        # Each fits what is named here, and something that comes later in the order.
        (type("Text", (str,), {"_repr_html_": lambda _: "x"})("a"), True, ["markdown"]),
        (StreamingOutput([1, "a"]), False, ["markdown", "markdown"]),
        (Failure(), False, ["exception"]),
        ([foreign("snowflake.snowpark.row", "Row")], False, ["dataframe"]),
        (foreign("pandas.core.frame", "DataFrame", _repr_html_=lambda _: "x"), True, ["dataframe"]),
        (foreign("altair.vegalite", "TopLevelMixin", _repr_html_=lambda _: "x"), True, ["altair_chart"]),
        (foreign("sympy.core.expr", "Expr", _repr_html_=lambda _: "x"), True, ["latex"]),
        (foreign("PIL.Image", "Image", _repr_html_=lambda _: "x"), True, ["image"]),
        (type("Pairs", (dict,), {"_repr_html_": lambda _: "x"})(), True, ["json"]),
        (collections.UserList([1]), False, ["json"]),
        (counted, False, ["markdown"]),
        (Record, False, ["help"]),
        (Record(), False, ["help"]),
        (PaintedRecord(), True, ["help"]),
        (Tabular, True, ["help"]),
        (Failure, False, ["help"]),
        (Tabular(), True, ["html"]),
        (Tabular(), False, ["dataframe"]),
        (object(), False, ["help"]),
        (Texted("a"), False, ["markdown"]),
    ],
)
def test_what_fits_several_kinds_is_shown_as_the_first_of_them(
    page: Page, routed: list[tuple[str, Any]], value: object, html: bool, kinds: list[str]
) -> None:
    """Statement 125."""
    assert write(value, unsafe_allow_html=html) is None  # type: ignore[func-returns-value]
    assert page.kinds() == kinds


def test_a_container_is_shown_by_its_documentation(page: Page) -> None:
    """Statement 125."""
    write(open_container("container", {}))
    assert page.kinds() == ["container", "help"]

"""Documentation of objects."""

from __future__ import annotations

import inspect
import math
import types
from typing import TYPE_CHECKING, Any

import pytest

import revoila
from revoila.elements._draw import open_container
from revoila.elements.text.help import help as show_help
from revoila.elements.text.write import write
from revoila.errors import StreamlitInvalidWidthError

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


class River:
    """A river.

    It flows.
    """

    source = "spring"
    _private = 4

    def __init__(self, name: str, length: int = 2) -> None:
        self.name = name
        self.length = length

    @property
    def mouth(self) -> str:
        """Where it ends."""
        raise RuntimeError("nobody knows")

    def flow(self, speed: float) -> None:
        """Flow on.

        And on.
        """

    @staticmethod
    def count() -> int:
        """How many there are."""
        return 3

    class Bank:
        """A side of it."""


def navigate(a: int, *args: str, c: int = 3, **more: object) -> float:
    """Go by boat.

    Slowly.
    """
    return a * c


def test_a_function_shows_signature_and_documentation(page: Page) -> None:
    show_help(navigate)
    assert page.kinds() == ["help"]
    assert page.props() == {
        "name": "navigate",
        "type": "function",
        "value": f"{__name__}.navigate(a: 'int', *args: 'str', c: 'int' = 3, **more: 'object') -> 'float'",
        "doc": "Go by boat.\n\nSlowly.",
        "members": [],
    }


def test_a_class_shows_its_public_members_data_first(page: Page) -> None:
    show_help(River)
    props = page.props()
    assert (props["name"], props["type"], props["doc"]) == ("River", "class", "A river.\n\nIt flows.")
    assert props["value"] == f"{__name__}.River(name: 'str', length: 'int' = 2) -> 'None'"
    assert props["members"] == [
        {"name": "mouth", "type": "property", "doc": "Where it ends."},
        {"name": "source", "type": "str", "value": "'spring'"},
        {"name": "count", "type": "function", "doc": "How many there are."},
        {"name": "flow", "type": "function", "doc": "Flow on."},
        {"name": "Bank", "type": "class", "doc": "A side of it."},
    ]


def test_an_instance_shows_its_values_and_runs_no_property(page: Page) -> None:
    rhine = River("Rhine")
    show_help(rhine)
    props = page.props()
    assert (props["name"], props["type"]) == ("rhine", "River")
    assert "value" not in props, "its address says nothing"
    assert [member["name"] for member in props["members"]] == [
        "length", "mouth", "name", "source", "count", "flow", "Bank",
    ]  # fmt: skip
    assert props["members"][0] == {"name": "length", "type": "int", "value": "2"}


def test_a_module_shows_its_names_but_not_its_modules(page: Page) -> None:
    module: Any = types.ModuleType("zz", "About zz.")
    module.sub, module.v, module.f, module._p = math, 4, navigate, 5
    show_help(module)
    assert page.props() == {
        "name": "module",
        "type": "module",
        "value": "zz",
        "doc": "About zz.",
        "members": [
            {"name": "v", "type": "int", "value": "4"},
            {"name": "f", "type": "function", "doc": "Go by boat."},
        ],
    }


@pytest.mark.parametrize(
    ("thing", "value"),
    [
        (None, "None"),
        ([1], "[1]"),
        (len, "builtins.len(obj, /)"),
        (str.upper, "str.upper(self, /)"),
        (int, "builtins.int("),
    ],
)
def test_the_value_is_a_signature_or_a_representation(page: Page, thing: object, value: str) -> None:
    show_help(thing)
    assert page.props()["value"].startswith(value)
    assert page.props()["name"] == "thing"


def test_without_argument_this_package_is_shown(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    # One name that is loaded on first use; all of them would load all libraries.
    monkeypatch.setattr(revoila, "__dir__", lambda: ["divider"])
    show_help()
    props = page.props()
    assert (props["name"], props["value"], props["type"]) == ("", "revoila", "module")
    assert props["doc"] == inspect.getdoc(revoila)
    assert props["members"] == [{"name": "divider", "type": "function", "doc": "Show a horizontal line."}]


def test_the_title_is_the_expression_in_the_script(page: Page) -> None:
    rivers = [River("a"), River("b")]
    box = open_container("container", {})
    show_help(rivers[0]); show_help(rivers[1])  # noqa: E702  # fmt: skip
    show_help(
        rivers
        [1].flow
    )  # fmt: skip
    show_help(obj=rivers)
    show_help(3)
    show_help("ä" and rivers)
    show_help(found := rivers[1])
    show_help(*[rivers])
    box.help(found.name)
    assert [child.props["name"] for child in page.main[1:]] == [
        "rivers[0]",
        "rivers[1]",
        "rivers\n        [1].flow",
        "rivers",
        "",
        '"ä" and rivers',
        "found",
        "",
    ]
    assert page.main[0].children[0].props["name"] == "found.name"


def test_writing_several_objects_names_each(page: Page) -> None:
    rhine, main = River("Rhine"), River("Main")
    write("a", rhine, main, lambda: 3)
    assert [child.props["name"] for child in page.main[1:]] == ["rhine", "main", "lambda: 3"]


def test_a_bare_expression_names_itself(page: Page) -> None:
    """What magic compiles: the call is where the expression was."""
    import ast
    import linecache

    source = "rhine\nrhine, River\n"
    linecache.cache["<magic test>"] = (len(source), None, source.splitlines(keepends=True), "<magic test>")
    tree = ast.parse(source)
    for statement in tree.body:
        assert isinstance(statement, ast.Expr)
        value = statement.value
        args = value.elts if isinstance(value, ast.Tuple) else [value]
        call = ast.Call(ast.Name("w", ast.Load()), list(args), [])
        statement.value = ast.copy_location(call, value)
    code = compile(ast.fix_missing_locations(tree), "<magic test>", "exec")
    exec(code, {"w": write, "rhine": River("Rhine"), "River": River})  # noqa: S102
    assert [child.props["name"] for child in page.main] == ["rhine", "rhine", "River"]


def test_without_source_there_is_no_title(page: Page) -> None:
    exec(compile("show(navigate)", "<nowhere>", "exec"), {"show": show_help, "navigate": navigate})  # noqa: S102
    assert page.props()["name"] == ""


def test_objects_that_raise_are_shown_as_far_as_they_let(page: Page) -> None:
    class Grumpy:
        good = 1

        def __repr__(self) -> str:
            raise RuntimeError

        def __getattr__(self, name: str) -> object:
            raise RuntimeError(name)

        def __dir__(self) -> list[str]:
            return ["good", "bad"]

    show_help(Grumpy())
    assert page.props()["members"] == [{"name": "good", "type": "int", "value": "1"}]
    assert "value" not in page.props()


def test_long_values_are_cut(page: Page) -> None:
    show_help([0] * 10_000)
    assert len(page.props()["value"]) < 1000
    assert page.props()["value"].endswith("...")


def test_the_width_travels_and_is_checked(page: Page) -> None:
    show_help(3, width=100)
    assert page.props()["width"] == 100
    with pytest.raises(StreamlitInvalidWidthError):
        show_help(3, width="content")

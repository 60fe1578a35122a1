"""Nested values as the tree shows them."""

from __future__ import annotations

import enum
import json
from collections import ChainMap, UserDict, deque, namedtuple
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import revoila
from revoila.errors import StreamlitInvalidParameterTypeError, StreamlitInvalidWidthError

Point = namedtuple("Point", "x y")  # noqa: PYI024  # what a script may write

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


class Color(enum.Enum):
    RED = 1


def shown(page: Any) -> Any:
    return json.loads(page.props()["body"])


def test_text_is_taken_as_it_is(page: Any) -> None:
    revoila.json('{"a": ')
    assert page.last.kind == "json"
    assert page.props() == {"body": '{"a": ', "expanded": True}


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        ({"a": 1}, {"a": 1}),
        ((1, 2), [1, 2]),
        ({3}, [3]),
        (frozenset({3}), [3]),
        (range(2), [0, 1]),
        (deque([1]), [1]),
        (map(str, [1]), ["1"]),
        (enumerate("a"), [[0, "a"]]),
        ({"a": 1}.items(), [["a", 1]]),
        ({"a": 1}.keys(), ["a"]),
        ({"a": 1}.values(), [1]),
        (Point(1, 2), {"x": 1, "y": 2}),
        ({"p": Point(1, 2)}, {"p": [1, 2]}),
        (ChainMap({"a": 1}), {"a": 1}),
        (UserDict({"a": 1}), {"a": 1}),
        (MappingProxyType({"a": 1}), {"a": 1}),
        ({"a": {1}}, {"a": [1]}),
        ({"c": Color.RED}, {"c": "<Color.RED: 1>"}),
        (b"ab", "b'ab'"),
        (5, 5),
        (None, None),
        ({3: 4, None: 5, True: 6}, {"3": 4, "null": 5, "true": 6}),
    ],
)
def test_objects_become_json(page: Any, body: object, tree: object) -> None:
    revoila.json(body)
    assert shown(page) == tree


def test_what_json_does_not_know_is_shown_by_its_repr(page: Any) -> None:
    revoila.json({"f": len, "g": (i for i in "a")})
    assert shown(page)["f"] == "<built-in function len>"
    assert shown(page)["g"].startswith("<generator object")


def test_entries_with_other_keys_are_left_out_with_a_warning(page: Any) -> None:
    revoila.json({"k": {(1, 2): 3}, (4,): 5})
    assert page.kinds() == ["warning", "json"]
    assert "not tuple" in page.props(0)["body"]
    assert shown(page) == {"k": {}}


def test_a_value_that_contains_itself_is_refused(page: Any) -> None:
    body: list[Any] = []
    body.append(body)
    with pytest.raises(ValueError, match="Circular"):
        revoila.json(body)


def test_a_model_is_shown_by_its_fields(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class BaseModel:
        def model_dump(self, mode: str) -> dict[str, object]:
            return {"mode": mode}

    class Pydantic:
        pass

    pydantic: Any = Pydantic
    pydantic.BaseModel = BaseModel
    monkeypatch.setitem(__import__("sys").modules, "pydantic", pydantic)
    revoila.json([BaseModel()])
    assert shown(page) == [{"mode": "json"}]


@pytest.mark.parametrize("expanded", [True, False, 0, 2, -1])
def test_levels_to_unfold(page: Any, expanded: int) -> None:
    revoila.json([], expanded=expanded)
    assert page.props()["expanded"] is expanded


@pytest.mark.parametrize("expanded", ["x", None, 1.5])
def test_levels_of_another_type_are_refused(page: Any, expanded: Any) -> None:
    with pytest.raises(StreamlitInvalidParameterTypeError, match="expanded"):
        revoila.json([], expanded=expanded)


def test_width(page: Any) -> None:
    revoila.json([], width=200)
    assert page.props()["width"] == 200
    with pytest.raises(StreamlitInvalidWidthError):
        revoila.json([], width="content")


@given(VALUES)
def test_json_values_arrive_unchanged(value: Any) -> None:
    from revoila.elements.data.json import _dump

    assert json.loads(_dump(value)) == value

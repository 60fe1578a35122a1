"""Has every class of app tests what Streamlit's has: bases, properties, methods with their parameters?"""

from __future__ import annotations

import json
from inspect import Parameter, getattr_static, isclass, signature
from pathlib import Path
from typing import Any

import pytest

from revoila.testing import v1
from revoila.testing.v1 import element_tree

API = json.loads((Path(__file__).parent / "data" / "streamlit_testing.json").read_text("utf-8"))
CLASSES: dict[str, dict[str, Any]] = API["classes"]
ALL = "*"
"""Stands for all accessors."""

NOT_HERE = {
    "InitialValue": "Stands for a value that no test has staged, and is never seen in one.",
    "ElementTree.get_widget_states": "Returns a message of Streamlit's protocol.",
}
"""What there is not, and why."""

OUR_PARAMETERS = {"host"}


def find(name: str) -> Any:
    return getattr(v1, name, None) or getattr(element_tree, name, None)


def told(function: Any) -> str:
    parts: list[str] = []
    for parameter in [*signature(function).parameters.values()][1:]:
        if parameter.name in OUR_PARAMETERS:
            assert parameter.kind is Parameter.KEYWORD_ONLY
            continue
        if parameter.kind is Parameter.KEYWORD_ONLY and "*" not in parts:
            parts.append("*")
        usual = "" if parameter.default is Parameter.empty else f"={parameter.default!r}"
        parts.append(f"{parameter.name}{usual}")
    return f"({', '.join(parts)})"


@pytest.mark.parametrize("name", [name for name in CLASSES if name not in NOT_HERE])
def test_a_class_has_what_streamlits_has(name: str) -> None:
    ours, theirs = find(name), CLASSES[name]
    assert isclass(ours)
    known = {*CLASSES, "Exception", "BaseException"}
    assert [base.__name__ for base in ours.__mro__[1:] if base.__name__ in known] == theirs["bases"]
    for found in theirs["properties"]:
        for attribute in API["accessors"] if found == ALL else [found]:
            assert hasattr(ours, attribute), attribute
    for method, parameters in theirs["methods"].items():
        if f"{name}.{method}" in NOT_HERE:
            continue
        found = getattr_static(ours, method)
        found = getattr(found, "__func__", found)
        # What exceptions have of Python itself is the same.
        if not issubclass(ours, Exception):
            assert told(found) == parameters, method


def test_what_is_not_here_is_not_here() -> None:
    for name in NOT_HERE:
        owner, _, member = name.partition(".")
        assert not hasattr(find(owner), member) if member else find(name) is None


def test_every_class_of_elements_is_streamlits_or_a_base_of_ours() -> None:
    assert {*element_tree.__all__} - {*CLASSES} == {"Node"}

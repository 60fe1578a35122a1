"""Has every command the signature of Streamlit's, so that scripts need no change?"""

from __future__ import annotations

import json
from importlib import import_module
from inspect import Parameter, signature
from pathlib import Path
from typing import Any

import pytest

import revoila
from revoila._commands import COMMANDS, NOT_YET, PAGE_COMMANDS

API = json.loads((Path(__file__).parent / "data" / "streamlit_signatures.json").read_text("utf-8"))
SIGNATURES: dict[str, str] = API["signatures"]
"""Parameters and defaults of the public functions, without annotations."""

DIFFERENCES = {
    "App": "Streamlit's is an ASGI application; ours shows a script in a notebook.",
}
"""Names whose signature is not Streamlit's, and why."""

OUR_PARAMETERS = {
    "rerun": "Whether a change runs the script.",
    "debounce": "How long the handle of a slider rests before its value is sent.",
    "text_area.live": "As that of `text_input`.",
}
"""Parameters that Streamlit does not have, and what for; all are named and have a default."""

OURS = {
    "widget": "Shows a Jupyter widget, which Streamlit does not know.",
    "task": "Calls a function in the background.",
    "report_progress": "Says how far such a function is.",
}
"""Commands that Streamlit does not have, and what for."""

STARS: dict[Any, str] = {Parameter.VAR_POSITIONAL: "*", Parameter.VAR_KEYWORD: "**"}

IMPLEMENTED = sorted(set(SIGNATURES) - NOT_YET)


def find(name: str) -> Any:
    """Return a public function by its name below the package."""
    module, _, function = name.rpartition(".")
    return getattr(import_module(f"revoila.{module}") if module else revoila, function)


def told(function: Any) -> str:
    """Return a signature as the data has it: without annotations, with plain defaults."""
    parts: list[str] = []
    for parameter in signature(function).parameters.values():
        if {parameter.name, f"{getattr(function, '__name__', '')}.{parameter.name}"} & OUR_PARAMETERS.keys():
            assert parameter.kind is Parameter.KEYWORD_ONLY
            continue
        if parameter.kind is Parameter.KEYWORD_ONLY and not any(part.startswith("*") for part in parts):
            parts.append("*")
        stars = STARS.get(parameter.kind, "")
        default = "" if parameter.default is Parameter.empty else f"={plain(parameter.default)}"
        parts.append(f"{stars}{parameter.name}{default}")
    return f"({', '.join(parts)})"


def plain(default: object) -> str:
    if default is revoila:
        return "streamlit"
    return default.__name__ if isinstance(default, type) else repr(default)


@pytest.mark.parametrize("name", [name for name in IMPLEMENTED if name not in DIFFERENCES])
def test_the_signature_is_streamlits(name: str) -> None:
    assert told(find(name)) == SIGNATURES[name]


@pytest.mark.parametrize("name", DIFFERENCES)
def test_a_documented_difference_still_exists(name: str) -> None:
    assert told(find(name)) != SIGNATURES[name]


@pytest.mark.parametrize("name", sorted(set(COMMANDS) & set(SIGNATURES)))
def test_a_method_has_the_signature_of_the_command(name: str) -> None:
    assert told(getattr(revoila.sidebar, name)) == SIGNATURES[name]


def test_what_streamlit_does_not_have_is_listed() -> None:
    assert {*COMMANDS, *PAGE_COMMANDS} - set(SIGNATURES) - set(API["others"]) == set(OURS)

"""Foreign widgets on the page."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import anywidget
import ipywidgets
import pytest
import traitlets

from revoila.elements.widget import Traits, is_widget, widget
from revoila.errors import (
    StreamlitDuplicateElementKey,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.unit.elements.conftest import Page


class Dial(anywidget.AnyWidget):
    _esm = "export default { render() {} }"
    label = traitlets.Unicode("dial").tag(sync=True)
    value = traitlets.Int(3).tag(sync=True)
    secret = traitlets.Int(7)


@pytest.fixture
def made() -> Iterator[Callable[..., Any]]:
    """Make widgets that are closed after the test, with the two that most of them own."""
    widgets: list[Any] = []

    def make(kind: Any, *args: Any, **kwargs: Any) -> Any:
        widgets.append(kind(*args, **kwargs))
        return widgets[-1]

    yield make
    for made in widgets:
        for owned in (getattr(made, "layout", None), getattr(made, "style", None), made):
            if owned is not None:
                owned.close()


def test_a_widget_travels_as_the_id_of_its_model(page: Page, made: Callable[..., Any]) -> None:
    slider = made(ipywidgets.IntSlider, value=3)
    widget(slider)
    assert page.kinds() == ["widget"]
    assert page.props() == {"model_id": slider.model_id}


def test_public_traits_are_returned_as_values(page: Page, made: Callable[..., Any]) -> None:
    traits = widget(made(ipywidgets.IntSlider, value=3, max=5))
    assert next(iter(traits)) == "value"
    assert traits.value == traits["value"] == 3
    assert traits.max == 5
    assert not {"layout", "style", "comm"} & set(traits)
    assert not any(name.startswith("_") for name in traits)
    assert len(traits) == len(dict(traits))
    assert repr(traits).startswith("Traits(value=3")


def test_traits_of_an_anywidget_are_those_that_are_synced(page: Page, made: Callable[..., Any]) -> None:
    traits = widget(made(Dial))
    assert (traits.value, traits.label) == (3, "dial")
    assert "secret" not in traits


def test_an_unknown_trait_is_named() -> None:
    traits = Traits({"value": 1})
    with pytest.raises(AttributeError, match=r"valeu.*value"):
        _ = traits.valeu
    with pytest.raises(KeyError):
        traits["valeu"]


def test_the_live_widget_stands_for_the_one_that_the_script_made(
    page: Page, made: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    live, new = made(Dial, value=9), made(Dial)
    asked: list[Any] = []

    def adopt(given: Any, key: str | None, *, rerun: bool) -> Any:
        asked.append((given, key, rerun))
        return live

    monkeypatch.setattr(page.run, "adopt_widget", adopt)
    assert widget(new, key=1, rerun=False).value == 9
    assert asked == [(new, "1", False)]
    assert page.props() == {"model_id": live.model_id, "key": "1"}
    assert page.last.id is not None


def test_a_key_names_one_widget(page: Page, made: Callable[..., Any]) -> None:
    dial = made(Dial)
    widget(dial, key="dial")
    with pytest.raises(StreamlitDuplicateElementKey):
        widget(dial, key="dial")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [({"key": ""}, StreamlitValueError), ({"rerun": "x"}, TypeError)],
)
def test_wrong_arguments_are_refused(
    page: Page, made: Callable[..., Any], arguments: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        widget(made(Dial), **arguments)
    assert page.main == []


@pytest.mark.parametrize("value", [3, "x", None, ipywidgets.IntSlider, object()])
def test_what_is_no_widget_is_refused(page: Page, value: object) -> None:
    assert not is_widget(value)
    with pytest.raises(StreamlitInvalidParameterTypeError):
        widget(value)


def test_a_widget_outside_of_a_run_returns_its_traits(made: Callable[..., Any]) -> None:
    assert widget(made(Dial)).value == 3


def test_looking_for_widgets_imports_none() -> None:
    program = (
        "import sys\n"
        "from revoila.elements.widget import is_widget\n"
        "print(is_widget(3), 'ipywidgets' in sys.modules, 'traitlets' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "False"]

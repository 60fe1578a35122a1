from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anywidget
import comm
import ipywidgets
import pytest
import traitlets

from revoila.testing.v1 import AppTest
from revoila.widgets.foreign import ForeignWidgets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def dial(value: int = 40, code: str = "export default {}") -> Any:
    """A component as a script defines it: anew in each run."""

    class Dial(anywidget.AnyWidget):
        _esm = code
        value = traitlets.Int(40).tag(sync=True)

    return Dial(value=value)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """Messages to the browser: type and the target's id."""
    messages: list[tuple[str, Any]] = []

    def publish(self: Any, kind: str, *_args: Any, **_kwargs: Any) -> None:
        messages.append((kind, self.comm_id))

    monkeypatch.setattr(comm.DummyComm, "publish_msg", publish)
    return messages


@pytest.fixture
def changes() -> list[None]:
    return []


@pytest.fixture
def foreign(changes: list[None]) -> Iterator[ForeignWidgets]:
    widgets = ForeignWidgets(lambda _fragment: changes.append(None))
    yield widgets
    widgets.close()


@pytest.mark.parametrize("make", [dial, ipywidgets.IntSlider])
def test_a_widget_keeps_what_a_person_did_when_the_script_makes_it_anew(
    foreign: ForeignWidgets, make: Any
) -> None:
    first = foreign.adopt("key", make(value=40), rerun=True)
    first.value = 41
    foreign.end_run()
    assert foreign.adopt("key", make(value=40), rerun=True) is first
    assert first.value == 41


def test_a_trait_that_the_script_changes_is_set(foreign: ForeignWidgets, changes: list[None]) -> None:
    first = foreign.adopt("key", dial(40), rerun=True)
    first.value = 41
    foreign.end_run()
    foreign.adopt("key", dial(50), rerun=True)
    assert first.value == 50
    assert len(changes) == 1


def test_a_component_whose_code_changed_replaces_the_one_before(foreign: ForeignWidgets) -> None:
    first = foreign.adopt("key", dial(), rerun=True)
    foreign.end_run()
    assert foreign.adopt("key", dial(code="export default { render() {} }"), rerun=True) is not first


def test_a_widget_that_only_stands_for_another_costs_no_message(
    foreign: ForeignWidgets, sent: list[tuple[str, Any]]
) -> None:
    with foreign.comms.holding():
        first = foreign.adopt("key", dial(), rerun=True)
        foreign.end_run()
        ids = [model_id for _, model_id in sent]
        assert {kind for kind, _ in sent} == {"comm_open"}
        assert ids == [first.layout.model_id, first.model_id]
        sent.clear()
        assert foreign.adopt("key", dial(), rerun=True) is first
        foreign.end_run()
    assert sent == []


def test_what_is_said_before_a_comm_opens_follows_its_opening(
    foreign: ForeignWidgets, sent: list[tuple[str, Any]]
) -> None:
    with foreign.comms.holding():
        slider = ipywidgets.IntSlider()
        slider.value = 3
        assert sent == []
        foreign.adopt("key", slider, rerun=True)
    about_slider = [kind for kind, model_id in sent if model_id == slider.model_id]
    assert about_slider == ["comm_open", "comm_msg"]


def test_a_link_of_two_widgets_is_made_once(foreign: ForeignWidgets, sent: list[tuple[str, Any]]) -> None:
    links = []
    for _ in range(2):
        with foreign.comms.holding():
            one, two = ipywidgets.IntSlider(), ipywidgets.IntText()
            links.append(ipywidgets.jslink((one, "value"), (two, "value")))
            foreign.adopt("one", one, rerun=False)
            foreign.adopt("two", two, rerun=False)
            foreign.end_run()
    opened = [model_id for kind, model_id in sent if kind == "comm_open"]
    assert [link.model_id in opened for link in links] == [True, False]
    for link in links:
        link.close()


def box(value: int = 3, options: tuple[str, ...] = ("one", "two")) -> Any:
    return ipywidgets.VBox([ipywidgets.IntSlider(value=value), ipywidgets.Dropdown(options=options)])


def test_the_widgets_inside_another_keep_what_a_person_did(
    foreign: ForeignWidgets, changes: list[None]
) -> None:
    first = foreign.adopt("key", box(), rerun=True)
    slider, choice = first.children
    slider.value, choice.value = 7, "two"
    assert changes
    foreign.end_run()
    assert foreign.adopt("key", box(), rerun=True) is first
    foreign.end_run()
    assert first.children == (slider, choice)
    assert (slider.value, choice.value) == (7, "two")
    assert slider.comm is not None


def test_what_the_script_changes_inside_a_box_is_changed(foreign: ForeignWidgets) -> None:
    first = foreign.adopt("key", box(), rerun=True)
    slider, choice = first.children
    foreign.end_run()
    foreign.adopt("key", box(value=5, options=("three", "four")), rerun=True)
    assert (slider.value, choice.options, choice.value) == (5, ("three", "four"), "three")
    choice_again = ipywidgets.Dropdown(options=("three", "four"))
    other = ipywidgets.VBox([ipywidgets.Text(), choice_again, ipywidgets.Text()])
    foreign.adopt("key", other, rerun=True)
    foreign.end_run()
    assert first.children[1] is choice
    assert [type(child).__name__ for child in first.children] == ["Text", "Dropdown", "Text"]
    assert slider.comm is None


def test_the_script_may_ask_the_widget_it_made(foreign: ForeignWidgets) -> None:
    first = foreign.adopt("key", box(), rerun=True)
    first.children[0].value, first.children[1].value = 7, "two"
    foreign.end_run()
    second = box()
    slider, choice = second.children
    foreign.adopt("key", second, rerun=True)
    assert (slider.value, choice.value) == (7, "two")
    foreign.adopt("again", choice, rerun=True)
    foreign.end_run()
    foreign.adopt("key", box(), rerun=True)
    assert first.children[1].value == "two"


def test_a_run_lets_go_of_what_it_did_not_show(foreign: ForeignWidgets) -> None:
    first = foreign.adopt("key", box(), rerun=True)
    slider = foreign.adopt("slider", first.children[0], rerun=True)
    foreign.end_run()
    foreign.adopt("slider", slider, rerun=True)
    foreign.end_run()
    assert foreign.widgets() == [slider]
    assert (first.comm, slider.comm is not None) == (None, True)


def test_what_a_script_sets_itself_asks_for_no_run(tmp_path: Path) -> None:
    path = tmp_path / "app.py"
    path.write_text(
        "import ipywidgets, revoila as st\n"
        "if 'dial' not in st.session_state:\n    st.session_state.dial = ipywidgets.IntText()\n"
        "st.write(st.session_state.dial)\n"
        "st.session_state.dial.value += 1\n"
        "st.text(f'set to {st.session_state.dial.value}')\n"
    )
    at = AppTest.from_file(path).run()
    assert at.text[0].value == "set to 1"
    assert at.run().text[0].value == "set to 2"

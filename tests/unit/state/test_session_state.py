"""What a session remembers; numbers are statements of the state specification."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from revoila.elements._element import ElementId, InputSpec
from revoila.errors import (
    EventRefusedError,
    StreamlitValueAssignmentNotAllowedError,
    StreamlitWidgetAlreadyInstantiatedError,
)
from revoila.state._remembered import KeptInput, Remembered
from revoila.state.session_proxy import SessionStateProxy
from revoila.state.session_state import SessionState


def number(wire: Any) -> int:
    if not isinstance(wire, int) or not 0 <= wire <= 100:
        raise EventRefusedError
    return wire


def spec(name: str = "id", key: str | None = "k", default: Any = 5, **options: Any) -> InputSpec[Any]:
    return InputSpec(
        id=ElementId(name),
        kind="slider",
        key=key,
        default=default,
        decode=number,
        encode=lambda value: value,
        **options,
    )


class Page:
    """Runs drawn by hand."""

    def __init__(self) -> None:
        self.state = SessionState()
        self.entries = SessionStateProxy(lambda: self.state)

    def run(self, *specs: InputSpec[Any], events: Any = (), cleanup: bool = True) -> list[Any]:
        self.state.begin_run()
        self.state.apply(events)
        values = [self.state.register(one).value for one in specs]
        self.state.end_run(cleanup=cleanup)
        return values


@pytest.fixture
def page() -> Page:
    return Page()


def test_an_input_starts_with_its_default_and_keeps_what_was_chosen(page: Page) -> None:
    """Statements 14 and 16."""
    assert page.run(spec()) == [5]
    assert page.run(spec(), events=[(ElementId("id"), 7)]) == [7]
    assert page.run(spec(default=9)) == [7]


def test_a_returned_list_is_a_copy(page: Page) -> None:
    """Statement 14."""
    (first,) = page.run(spec(default=[1]))
    first.append(2)
    assert page.run(spec(default=[1])) == [[1]]


def test_a_button_is_pressed_for_one_run(page: Page) -> None:
    """Statement 17."""
    button = spec(default=False, trigger=True)
    page.run(button)
    assert page.run(button, events=[(ElementId("id"), True)]) == [True]
    assert page.run(button) == [False]


def test_a_hidden_input_is_readable_for_one_more_run(page: Page) -> None:
    """Statement 18."""
    page.run(spec(), events=[])
    page.run(spec(), events=[(ElementId("id"), 8)])
    page.state.begin_run()
    assert "k" in page.entries
    page.state.end_run(cleanup=True)
    page.state.begin_run()
    assert "k" not in page.entries
    page.state.end_run(cleanup=True)
    assert page.run(spec()) == [5]


def test_a_run_that_was_cut_short_forgets_nothing(page: Page) -> None:
    """Statement 19."""
    page.run(spec())
    page.run(spec(), events=[(ElementId("id"), 8)])
    page.run(cleanup=False)
    assert page.run(spec()) == [8]


def test_assigning_before_the_input_sets_it(page: Page) -> None:
    """Statements 36 and 45."""
    page.state.begin_run()
    page.entries["k"] = 42
    assert page.state.register(spec()).value == 42
    page.state.end_run(cleanup=True)
    assert page.run(spec(), events=[(ElementId("id"), 3)]) == [3]


def test_assigning_after_the_input_is_an_error(page: Page) -> None:
    """Statement 37."""
    page.state.begin_run()
    page.state.register(spec())
    with pytest.raises(StreamlitWidgetAlreadyInstantiatedError, match="cannot be modified after the widget"):
        page.entries["k"] = 1
    del page.entries["k"]
    assert "k" not in page.entries


def test_a_read_only_input_refuses_assigned_values(page: Page) -> None:
    """Statements 38 and 39."""
    page.entries["k"] = True
    page.state.begin_run()
    page.entries["k"] = True
    with pytest.raises(StreamlitValueAssignmentNotAllowedError):
        page.state.register(spec(default=False, trigger=True, assignable=False))
    page.state.end_run(cleanup=False)
    assert page.run(spec(default=False, trigger=True, assignable=False)) == [True], "of an earlier run"
    assert page.run(spec(default=False, trigger=True, assignable=False)) == [False]


def test_an_input_that_returns_adopts_the_authors_entry(page: Page) -> None:
    """Statement 23."""
    page.entries["k"] = 10
    assert page.run(spec()) == [10]
    assert page.run(spec(), events=[(ElementId("id"), 20)]) == [20]
    page.run()
    assert page.run(spec()) == [10]


def test_two_pages_with_one_key_have_two_inputs(page: Page) -> None:
    """Statement 21."""
    page.run(spec("first"))
    page.run(spec("first"), events=[(ElementId("first"), 9)])
    page.state.begin_run()
    assert page.entries["k"] == 9
    assert page.state.register(spec("second")).value == 5
    page.state.end_run(cleanup=True)
    assert page.entries["k"] == 5


def test_callbacks_are_collected_for_changed_values_only(page: Page) -> None:
    """Statement 22 of the execution specification."""
    one, two = spec("1", "a", on_change=print), spec("2", "b", on_change=print)
    page.run(one, two)
    page.state.begin_run()
    changed = page.state.apply([(ElementId("2"), 6), (ElementId("1"), 5)])
    assert [each.id for each in changed] == ["2"]


@pytest.mark.parametrize("wire", [-1, 101, "5", None, [], {}, 1e9])
def test_forged_values_are_refused(page: Page, wire: Any) -> None:
    page.state.begin_run()
    generation = page.state.register(spec()).generation
    with pytest.raises(EventRefusedError):
        page.state.decode("id", generation, wire)


def test_events_for_unknown_disabled_or_older_inputs_are_refused(page: Page) -> None:
    page.state.begin_run()
    generation = page.state.register(spec()).generation
    off = page.state.register(spec("off", "o", disabled=True)).generation
    for name, number_ in (
        ("nobody", generation),
        ("id", generation + 1),
        ("id", True),
        ("id", None),
        ("off", off),
    ):
        with pytest.raises(EventRefusedError):
            page.state.decode(name, number_, 1)


def test_an_input_that_vanished_and_came_back_is_another_generation(page: Page) -> None:
    page.state.begin_run()
    first = page.state.register(spec()).generation
    page.state.end_run(cleanup=True)
    page.run()
    page.state.begin_run()
    assert page.state.register(spec()).generation != first


def test_missing_entries_say_how_to_initialise_them(page: Page) -> None:
    """Statement 33."""
    with pytest.raises(KeyError, match=r'has no key \\?"x\\?"\. Did you forget to initialize it'):
        _ = page.entries["x"]
    with pytest.raises(AttributeError, match=r'st\.session_state has no attribute "x"'):
        _ = page.entries.x


def test_the_mapping_has_item_and_attribute_access(page: Page) -> None:
    """Statements 29 to 32."""
    page.entries[1] = "one"
    page.entries.two = [2]
    assert (page.entries["1"], page.entries["two"], 1 in page.entries, len(page.entries)) == (
        "one",
        [2],
        True,
        2,
    )
    page.entries.two.append(3)
    assert page.entries.to_dict() == {"1": "one", "two": [2, 3]}
    assert page.entries.pop("two") == [2, 3]
    setattr(page.entries, "items", 3)  # noqa: B010  # a name that is a method
    assert callable(page.entries.items)
    assert page.entries["items"] == 3
    page.entries.clear()
    assert list(page.entries) == []


def restored(*inputs: tuple[str, KeptInput], **entries: Any) -> Page:
    page = Page()
    page.state.restore(Remembered(entries, {ElementId(name): kept for name, kept in inputs}))
    return page


def test_what_was_assigned_before_a_restart_is_there_from_the_first_line() -> None:
    page = restored(count=3)
    assert (page.entries["count"], list(page.entries)) == (3, ["count"])
    page.run()
    assert page.entries["count"] == 3


def test_an_input_keeps_its_value_over_a_restart() -> None:
    page = restored(("id", KeptInput("slider", "k", 7)), ("other", KeptInput("slider", None, 8)), k=1)
    assert page.entries["k"] == 7, "also before it is drawn"
    assert page.run(spec(), spec("other", None)) == [7, 8]
    assert page.run(spec(), spec("other", None)) == [7, 8]
    assert page.run(spec(), events=[(ElementId("id"), 9)]) == [9]


@pytest.mark.parametrize(
    ("kept", "drawn"),
    [
        (KeptInput("slider", "k", 101), {}),
        (KeptInput("slider", "k", "7"), {}),
        (KeptInput("slider", "k", None), {}),
        (KeptInput("slider", "k", b"7"), {}),
        (KeptInput("checkbox", "k", 7), {}),
        (KeptInput("slider", "k", 7), {"trigger": True}),
    ],
)
def test_a_value_that_could_not_come_from_the_browser_is_not_restored(
    kept: KeptInput, drawn: dict[str, Any]
) -> None:
    page = restored(("id", kept))
    assert page.run(spec(**drawn)) == [5]
    assert page.entries["k"] == 5


def test_a_function_of_the_author_that_fails_costs_only_the_value() -> None:
    def fail(value: Any) -> Any:
        raise ZeroDivisionError

    page = restored(("id", KeptInput("slider", "k", 7)))
    page.state.begin_run()
    failing = replace(spec(), encode=fail)
    assert page.state.register(failing).value == 5


def test_assigning_wins_over_the_value_from_before_the_restart() -> None:
    page = restored(("id", KeptInput("slider", "k", 7)))
    page.state.begin_run()
    page.entries["k"] = 9
    assert page.state.register(spec()).value == 9


def test_a_restored_input_that_is_not_drawn_is_forgotten_after_a_whole_run() -> None:
    page = restored(("id", KeptInput("slider", "k", 7)))
    page.run(cleanup=False)
    assert page.entries["k"] == 7
    page.run()
    assert "k" not in page.entries
    assert page.run(spec()) == [5]
    page = restored(("id", KeptInput("slider", "k", 7)))
    page.state.drop_inputs()
    assert list(page.entries) == []


def test_what_is_remembered_is_exported_without_triggers(page: Page) -> None:
    page.run(spec(), spec("press", "p", default=False, trigger=True), spec("free", None))
    page.entries["a"] = 1
    page.state.apply([(ElementId("id"), 6)])
    assert page.state.export() == Remembered(
        {"a": 1},
        {ElementId("id"): KeptInput("slider", "k", 6), ElementId("free"): KeptInput("slider", None, 5)},
    )


def test_what_was_restored_and_not_drawn_yet_is_exported_again() -> None:
    kept = KeptInput("slider", "k", 7)
    page = restored(("id", kept), a=1)
    assert page.state.export() == Remembered({"a": 1}, {ElementId("id"): kept})
    page.run(spec())
    del page.entries["k"]
    assert page.state.export().inputs == {}

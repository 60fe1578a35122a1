"""What a cached function drew is drawn again on a hit (the caching specification)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revoila._context import activate, active
from revoila.caching import cache_data, cache_resource
from revoila.caching._replay import taped
from revoila.caching.errors import CacheReplayClosureError
from revoila.elements._draw import draw, draw_input, open_container
from revoila.elements._element import Element, ElementId, InputSpec
from revoila.elements._handle import DeltaGenerator

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.caching.conftest import FakeRun


def text(body: str) -> DeltaGenerator:
    return draw("text", {"body": body})


def box() -> DeltaGenerator:
    return open_container("container", {})


def an_input(key: str = "n") -> Any:
    spec = InputSpec(
        id=ElementId(key),
        kind="slider",
        default=3,
        decode=lambda wire: wire,
        encode=lambda value: value,
        key=key,
    )
    return draw_input(spec, {"label": key})


def on(handle: DeltaGenerator, body: str) -> DeltaGenerator:
    """Draw as ``handle.text(body)`` does."""
    here = active()
    assert here is not None
    assert handle.place is not None
    with activate(here.run, handle.place, addressed=True):
        return text(body)


class Sidebar(DeltaGenerator):
    """The sidebar of the active run."""

    @property
    def place(self) -> Any:
        here = active()
        assert here is not None
        return here.run.sidebar


def twice(rerun: Any, script: Callable[[], Any]) -> tuple[Any, Any]:
    """Return the page of the first run and the one of the second."""
    first, second = rerun(script), rerun(script)
    return first, second


@pytest.mark.parametrize("decorator", [cache_data, cache_resource])
def test_elements_are_drawn_again_in_their_order(rerun: Any, decorator: Any) -> None:
    """Statement 46."""
    ran: list[int] = []

    def script() -> None:
        @decorator  # type: ignore[untyped-decorator]  # one of two
        def f() -> None:
            ran.append(1)
            text("a")
            inner = box()
            on(inner, "b")
            with inner:
                text("c")
                on(box(), "d")
            text("e")

        text("before")
        f()
        text("after")

    first, second = twice(rerun, script)
    assert first.texts() == second.texts() == ["before", "a", ["b", "c", ["d"]], "e", "after"]
    assert len(ran) == 1


def test_implicit_elements_go_where_the_hit_is(rerun: Any) -> None:
    """Statement 47."""

    def script() -> None:
        @cache_data
        def f() -> None:
            text("a")

        f()
        with box():
            f()

    first, second = twice(rerun, script)
    assert first.texts() == second.texts() == ["a", ["a"]]


def test_the_sidebar_stays_the_sidebar(rerun: Any) -> None:
    """Statement 47."""

    def script() -> None:
        @cache_data
        def f() -> None:
            on(Sidebar(None), "a")
            with Sidebar(None):
                text("b")
            text("c")

        f()

    for page in twice(rerun, script):
        assert (page.texts("sidebar"), page.texts()) == (["a", "b"], ["c"])


def test_an_implicit_element_in_a_foreign_container_goes_to_the_active_place(rerun: Any) -> None:
    """Statement 48."""

    def script() -> None:
        outer = box()

        @cache_data
        def f() -> None:
            with outer:
                text("a")
            text("b")

        f()

    first, second = twice(rerun, script)
    assert first.texts() == [["a"], "b"]
    assert second.texts() == [[], "a", "b"]


def test_an_element_on_a_foreign_container_is_an_error_on_a_hit(rerun: Any) -> None:
    """Statement 49."""

    def script() -> None:
        outer = box()

        @cache_data
        def f() -> None:
            text("a")
            on(outer, "b")

        f()

    page = rerun(script)
    assert page.texts() == [["b"], "a"]
    with pytest.raises(CacheReplayClosureError, match=r"While running `f\(\)`"):
        rerun(script)


@pytest.mark.parametrize("root", ["event", "bottom"])
def test_other_roots_are_foreign(rerun: Any, root: str) -> None:
    """Statement 49."""

    def script() -> None:
        @cache_data
        def f(root: str) -> None:
            here = active()
            assert here is not None
            here.run.record(Element("toast", {}), getattr(here.run, root))

        f(root)

    rerun(script)
    with pytest.raises(CacheReplayClosureError):
        rerun(script)


def test_only_what_was_left_in_a_slot_is_drawn_again(rerun: Any) -> None:
    """Statement 46."""

    def script() -> None:
        @cache_data
        def f() -> None:
            slot = draw("empty", {})
            on(slot, "1")
            on(slot, "2")
            text("after")
            other = draw("empty", {})
            with other:
                inner = box()
            on(inner, "lost")
            on(other, "3")
            third = draw("empty", {})
            with third:
                kept = box()
            on(kept, "4")

        f()

    first, second = twice(rerun, script)
    assert first.texts() == second.texts() == ["2", "after", "3", ["4"]]


def test_elements_of_nested_functions_are_drawn_again_by_both(rerun: Any) -> None:
    """Statement 46."""

    def script() -> None:
        @cache_data
        def inner() -> None:
            text("inner")

        @cache_data
        def outer() -> None:
            text("a")
            with box():
                inner()
            text("b")

        outer()
        inner()

    first, second = twice(rerun, script)
    assert first.texts() == second.texts() == ["a", ["inner"], "b", "inner"]


def test_a_hit_inside_of_a_miss_is_taped_too(rerun: Any) -> None:
    def script() -> None:
        @cache_data
        def inner() -> None:
            text("inner")
            on(Sidebar(None), "side")
            on(box(), "boxed")

        @cache_data
        def outer() -> None:
            with box():
                inner()

        inner()
        outer()

    first, second = twice(rerun, script)
    assert first.texts() == second.texts() == ["inner", ["boxed"], ["inner", ["boxed"]]]
    assert second.texts("sidebar") == ["side", "side"]


def test_elements_are_drawn_again_in_other_sessions(rerun: Any, new_session: Any) -> None:
    """Statement 53."""

    def script() -> None:
        @cache_data
        def f() -> None:
            text("a")

        f()

    rerun(script)
    assert new_session()(script).texts() == ["a"]


def test_elements_of_a_failed_run_are_not_kept(rerun: Any) -> None:
    tries: list[int] = []

    def script() -> None:
        @cache_data
        def f() -> None:
            text("a")
            tries.append(1)
            if len(tries) == 1:
                raise ValueError("no")

        f()

    with pytest.raises(ValueError, match="no"):
        rerun(script)
    assert rerun(script).texts() == ["a"]


def test_an_input_works_once_and_comes_with_a_warning(rerun: Any) -> None:
    """Statement 50."""
    seen: list[Any] = []

    def script() -> None:
        @cache_data
        def f() -> Any:
            text("a")
            return an_input()

        seen.append(f())

    first, second = twice(rerun, script)
    assert seen == [3, 3]
    assert first.texts() == ["a", "exception", "slider"]
    assert second.texts() == ["a", "exception"]
    warning = first.recorder.roots["main"].children[1].props
    assert warning["type"] == "CachedWidgetWarning"
    assert warning["warning"] is True


def test_a_form_and_its_inputs_come_with_one_warning_each(rerun: Any) -> None:
    """Statement 50."""

    def script() -> None:
        @cache_data
        def inner() -> None:
            with open_container("form", {}, form="f"):
                an_input()

        @cache_data
        def outer() -> None:
            inner()

        outer()

    first, second = twice(rerun, script)
    assert first.texts() == ["exception", ["exception", "slider"]]
    assert second.texts() == ["exception", ["exception"]]
    form = second.recorder.roots["main"].children[1]
    assert form.form == "f"


def test_a_foreign_widget_is_an_input(rerun: Any) -> None:
    """Statement 50."""

    def script() -> None:
        @cache_data
        def f() -> None:
            here = active()
            assert here is not None
            here.run.adopt_widget("widget", None)
            draw("widget", {"model_id": "1"})

        f()

    first, second = twice(rerun, script)
    assert first.texts() == ["exception", "widget"]
    assert second.texts() == ["exception"]
    assert first.adopted == ["widget"]


def test_commands_in_a_cached_function_can_change_the_run(rerun: Any) -> None:
    def script() -> None:
        @cache_data
        def f() -> None:
            here = active()
            assert here is not None
            here.run.page_hash = "other"

        f()

    assert rerun(script).page_hash == "other"


def test_only_what_the_function_draws_itself_is_taped(rerun: Any) -> None:
    """Statements 42 and 46."""
    from threading import Thread

    def script() -> None:
        here = active()
        assert here is not None

        def elsewhere() -> None:
            with activate(here.run, here.place):
                text("from another thread")

        @cache_data
        def f() -> None:
            text("a")
            thread = Thread(target=elsewhere)
            thread.start()
            thread.join()

        f()

    first, second = twice(rerun, script)
    assert first.texts() == ["a", "from another thread"]
    assert second.texts() == ["a"]


def test_a_miss_shows_a_spinner_and_only_the_outermost_one(
    rerun: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statement 11."""
    from contextlib import nullcontext

    from revoila.elements.status import spinner as module

    shown: list[tuple[str, bool]] = []

    def spinner(text: str, *, show_time: bool = False, _cache: bool = False) -> Any:
        assert _cache
        shown.append((text, show_time))
        return nullcontext()

    monkeypatch.setattr(module, "spinner", spinner)

    def script() -> None:
        @cache_data(show_time=True)
        def plain() -> None: ...

        @cache_data
        def with_argument(x: int) -> None: ...

        @cache_data(show_spinner="Reading...")
        def named() -> None:
            with_argument(2)

        @cache_data(show_spinner=False)
        def quiet() -> None: ...

        @cache_data(show_spinner=cast("bool", 1))
        def odd() -> None: ...

        class Reader:
            @cache_data
            def read(_self) -> None:  # noqa: N805
                ...

        plain()
        plain()
        with_argument(1)
        named()
        quiet()
        odd()
        Reader().read()

    rerun(script)
    rerun(script)
    assert shown == [
        ("Running `plain()`.", True),
        ("Running `with_argument(...)`.", False),
        ("Reading...", False),
        ("Running `Reader.read(...)`.", False),
    ]


def test_outside_of_a_run_nothing_is_taped() -> None:
    assert taped(None, lambda: text("a").place, (), {}) == (None, ())


actions = st.lists(
    st.tuples(st.sampled_from(["text", "open", "close", "slot", "fill", "on", "sidebar"]), st.integers(0, 5)),
    max_size=25,
)


def perform(steps: list[tuple[str, int]]) -> None:
    """Draw at random, as a function does that keeps to its own containers."""
    boxes: list[DeltaGenerator] = []
    slots: list[DeltaGenerator] = []
    entered: list[DeltaGenerator] = []
    for number, (what, which) in enumerate(steps):
        if what == "text":
            text(f"t{number}")
        elif what == "open":
            boxes.append(box())
            entered.append(boxes[-1].__enter__())
        elif what == "close" and entered:
            entered.pop().__exit__(None, None, None)
        elif what == "slot":
            slots.append(draw("empty", {}))
        elif what == "fill" and slots:
            on(slots[which % len(slots)], f"f{number}")
        elif what == "on" and boxes:
            on(boxes[which % len(boxes)], f"o{number}")
        elif what == "sidebar":
            on(Sidebar(None), f"s{number}")
    while entered:
        entered.pop().__exit__(None, None, None)


@given(steps=actions)
def test_a_hit_shows_what_the_miss_showed(new_session: Any, steps: list[tuple[str, int]]) -> None:
    """Statements 46 and 47."""
    rerun = new_session()
    cache_data.clear()

    def script() -> None:
        @cache_data
        def f() -> None:
            perform(steps)

        f()

    first, second = rerun(script), rerun(script)
    assert first.texts() == second.texts()
    assert first.texts("sidebar") == second.texts("sidebar")


def test_sessions_without_a_cache_of_their_own_are_not_asked_for_one(run: FakeRun) -> None:
    run.session = SimpleNamespace()
    assert cache_data(lambda: 1)() == 1

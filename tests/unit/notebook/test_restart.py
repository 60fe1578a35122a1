"""A session that goes on in another process: what the server keeps of it, and when."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.notebook.conftest import HELLO, WAIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.notebook.conftest import Kernel

    from revoila.notebook import App

    Served = Callable[..., App]

KEY = b"key"
APP = """
    import datetime
    import revoila as st
    state = st.session_state
    first = dict(state)
    state.setdefault("runs", 0)
    state.runs += 1
    state.model = print
    level = st.slider("Level", 0, 100, 10)
    name = st.text_input("Name", key="name")
    word = st.text_input("Word", key="word", type="password")
    city = st.selectbox("City", ["Lyon", "Nice"])
    day = st.slider("Day", datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))
    st.button("Go", key="go")
    state.seen = [level, name, word, city, day]
    st.markdown(f"{sorted(first)} {state.runs} {st.query_params.to_dict()}")
"""


def main(app: App) -> list[Any]:
    """Return the elements of the main area."""
    page: Any = app.session.screen.page
    return list(page.children[0].children)


def change(app: App, **values: Any) -> None:
    """Do what a visitor does, as an event each."""
    for seq, (label, value) in enumerate(values.items(), 1):
        node = next(node for node in main(app) if node.props.get("label") == label)
        event = {"seq": seq, "id": node.id, "generation": node.props["generation"], "value": value}
        app.receive({"method": "event", "client": "me", "events": [event]})
        app.wait(WAIT)


def text(app: App) -> str:
    return next(str(node.props["body"]) for node in main(app) if "body" in node.props)


@pytest.fixture
def restart(served: Served, kernel: Kernel) -> Callable[..., App]:
    """Return a function that serves the same app from a new kernel, with a snapshot of the former."""

    def go_on(app: App, *, source: str = APP, key: bytes = KEY, **options: Any) -> App:
        snapshot = app.snapshot(KEY)
        app.close()
        kernel.enter_scope()
        return served(source, snapshot=snapshot, snapshot_key=key, **options)

    return go_on


def test_a_session_goes_on_after_a_restart(served: Served, restart: Callable[..., App]) -> None:
    app = served(APP, query="a=1")
    change(app, Level=[30], Name="Ada", Word="sesame", City="Nice", Day=[1_709_251_200_000], Go=True)
    seen = app.state.seen
    assert (seen[0], seen[3], seen[4]) == (30, "Nice", dt.date(2024, 3, 1))
    again = restart(app)
    assert again.state.seen == [30, "Ada", "", "Nice", seen[4]]
    assert text(again) == f"['name', 'runs', 'seen'] {app.state.runs + 1} {{'a': '1'}}"


def test_a_restored_session_answers_its_page_without_another_run(
    served: Served, restart: Callable[..., App], kernel: Kernel
) -> None:
    again = restart(served(APP), query="", view={"path": "", "query": ""})
    kernel.comm_open("p", HELLO)
    assert again.wait(WAIT).state.runs == 2


@pytest.mark.parametrize(
    ("options", "query"),
    [
        ({}, "{'a': '1'}"),
        ({"query": "b=2"}, "{'b': '2'}"),
        ({"view": {"path": "", "query": ""}}, "{}"),
        ({"view": {"path": None, "query": None}}, "{'a': '1'}"),
    ],
)
def test_the_visitors_address_counts_more_than_that_of_the_snapshot(
    served: Served, restart: Callable[..., App], options: dict[str, Any], query: str
) -> None:
    assert text(restart(served(APP, query="a=1"), **options)).endswith(query)


def test_the_page_that_was_shown_is_shown_again(served: Served, restart: Callable[..., App]) -> None:
    source = """
        import revoila as st
        def one(): st.markdown("one")
        def two(): st.markdown("two")
        st.navigation([st.Page(one), st.Page(two)]).run()
    """
    assert text(restart(served(source, page="two"), source=source)) == "two"


def test_an_input_that_has_changed_takes_no_value_that_it_cannot_have(
    served: Served, restart: Callable[..., App]
) -> None:
    app = served("import revoila as st\nst.slider('Level', 0, 100, 10, key='level')")
    change(app, Level=[90])
    lower = "import revoila as st\nst.session_state.got = st.slider('Level', 0, 50, 10, key='level')"
    assert restart(app, source=lower).state.got == 10


def test_a_snapshot_that_cannot_be_used_is_none(
    served: Served, restart: Callable[..., App], caplog: pytest.LogCaptureFixture
) -> None:
    again = restart(served(APP), key=b"another key")
    assert again.state.runs == 1
    assert "The app starts anew. The signature of the snapshot is wrong" in caplog.text


def test_a_snapshot_without_a_key_is_a_mistake(served: Served) -> None:
    with pytest.raises(ValueError, match="key"):
        served(APP, snapshot=b"anything")


def test_the_host_learns_when_runs_have_ended(served: Served) -> None:
    app = served(APP)
    idle = threading.Semaphore(0)
    busy: list[bool] = []

    def note() -> None:
        busy.append(app.busy)
        idle.release()

    def fail() -> None:
        raise ZeroDivisionError

    app.on_idle(fail)
    app.on_idle(note)
    for number in (1, 2):
        app.receive({"method": "rerun", "page": None, "query": None})
        assert idle.acquire(timeout=WAIT)
        assert busy == [False] * number
    assert b"runs" in app.snapshot(KEY)


def test_a_closed_app_tells_nothing_more(served: Served) -> None:
    app = served(APP)
    told: list[None] = []
    app.on_idle(lambda: told.append(None))
    app.close()
    app.receive({"method": "rerun", "page": None, "query": None})
    app.wait(WAIT)
    assert told == []

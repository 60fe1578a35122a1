"""What a page asks of the tables that stay in the kernel: answered beside the script, and checked."""

from __future__ import annotations

import gc
import threading
import weakref
from queue import Queue
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from revoila.elements.data.rows import _search
from revoila.elements.data.rows._window import WindowedTable
from revoila.runtime import _rows

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 20.0

SHARED: dict[str, Any] = {}
"""What scripts of this module show; set by tests."""

TABLE = """
    import revoila as st
    from tests.unit.runtime import test_rows

    if st.checkbox("Show", True):
        st.dataframe(test_rows.SHARED["frame"])
    st.checkbox("Again")
"""

BUSY = """
    import revoila as st
    from tests.unit.runtime import test_rows

    st.dataframe(test_rows.SHARED["frame"])
    if st.checkbox("Work"):
        test_rows.SHARED["working"].set()
        assert test_rows.SHARED["done"].wait(20)
"""

FRAGMENT = """
    import numpy as np
    import revoila as st

    @st.fragment
    def part():
        st.dataframe(np.arange(20_000) + st.number_input("Inner", 0, 9, 0))

    st.dataframe(np.arange(30_000))
    part()
"""


@pytest.fixture(autouse=True)
def frame() -> Iterator[pd.DataFrame]:
    """A table of 20 000 rows, for the scripts."""
    rows = np.arange(20_000)
    SHARED["frame"] = pd.DataFrame({"n": rows[::-1], "t": [f"row {row % 7}" for row in rows]})
    yield SHARED["frame"]
    SHARED.clear()


class Asker:
    """A page that asks and waits for answers.

    Parameters
    ----------
    app : Visitor
        The app it shows.
    """

    def __init__(self, app: Any) -> None:
        self.app = app
        self.answers: Queue[tuple[dict[str, Any], list[Any]]] = Queue()
        app.session.rows._send = lambda message, buffers: self.answers.put((message, buffers))

    @property
    def name(self) -> str:
        (table,) = (node.props["source"] for node in self.app.nodes("dataframe"))
        return str(table.name)

    def send(self, request: str, **content: Any) -> None:
        base = {"method": "rows", "request": request, "view": "grid", "source": self.name}
        self.app.session.handle_message({**base, **content})

    def ask(self, op: str, request: str = "r", **content: Any) -> tuple[dict[str, Any], list[Any]]:
        self.send(request, op=op, **content)
        return self.answers.get(timeout=PATIENCE)

    def rows(self, start: int, stop: int, **content: Any) -> dict[str, list[Any]]:
        message, buffers = self.ask("window", start=start, stop=stop, **content)
        assert "error" not in message, message
        table = pa.ipc.open_stream(buffers[0]).read_all().to_pydict()
        if len(buffers) > 1:
            table["at"] = np.frombuffer(buffers[1], "uint32").tolist()
        return {name: list(cells) for name, cells in table.items()}


def test_the_page_gets_the_first_rows_and_asks_for_others(visit: Any) -> None:
    app = visit(TABLE)
    app.session.handle_message({"method": "resync"})
    sent = repr(app.messages)
    assert "rows-" in sent
    assert len(sent) < 20_000
    page = Asker(app)
    assert page.rows(15_000, 15_002) == {"0": [15_000, 15_001], "1": [4_999, 4_998], "2": ["row 6", "row 0"]}
    assert page.ask("window", start=0, stop=1)[0] == {"method": "rows", "request": "r", "start": 0}


def test_rows_come_in_any_order_with_their_positions(visit: Any) -> None:
    page = Asker(visit(TABLE))
    assert page.rows(0, 2, sort=["1", False]) == {
        "0": [19_999, 19_998],
        "1": [0, 1],
        "2": ["row 0", "row 6"],
        "at": [19_999, 19_998],
    }
    assert page.rows(19_999, 20_000, sort=["2", True])["at"] == [19_999]


def test_searches_downloads_and_statistics_are_done_in_the_kernel(visit: Any) -> None:
    page = Asker(visit(TABLE))
    message, _ = page.ask("search", text="ROW 3", columns=["1", "2"], sort=["1", False])
    assert message["count"] == 2857
    assert message["matches"][:2] == [[4, "2"], [11, "2"]]
    message, buffers = page.ask("csv", start=1, stop=3, columns=["2", "1"])
    assert bytes(buffers[0]) == b"row 1,19998\r\nrow 2,19997\r\n"
    message, buffers = page.ask("statistics", column="1")
    assert message["statistics"]["numbers"]["max"] == 19_999
    assert message["statistics"]["distinct"] == 20_000
    message, buffers = page.ask("statistics", column="2")
    assert pa.ipc.open_stream(buffers[0]).read_all().to_pydict()["value"][0] == "row 0"


def test_a_page_is_told_which_rows_show_where(visit: Any) -> None:
    """Ranges that are selected may be of rows that have not arrived."""
    page = Asker(visit(TABLE))
    _, (positions,) = page.ask("places", sort=["1", False], start=5_000, stop=5_003)
    assert np.frombuffer(positions, "uint32").tolist() == [14_999, 14_998, 14_997]
    _, (rows,) = page.ask("places", sort=["1", False], positions=[0, 2, 19_999, 1])
    assert np.frombuffer(rows, "uint32").tolist() == [19_999, 19_998, 0]


def test_lines_of_a_download_tell_which_rows_they_are(visit: Any) -> None:
    page = Asker(visit(TABLE))
    _, (text, lengths) = page.ask("csv", start=1, stop=3, columns=["2", "1"], lines=True)
    assert bytes(text) == b"row 1,19998\r\nrow 2,19997\r\n"
    assert np.frombuffer(lengths, "uint32").tolist() == [13, 13]
    _, (_, _, positions) = page.ask("csv", start=1, stop=3, columns=["1"], lines=True, sort=["1", False])
    assert np.frombuffer(positions, "uint32").tolist() == [19_998, 19_997]


def test_what_a_visitor_has_changed_counts(visit: Any) -> None:
    page = Asker(visit(TABLE))
    message, _ = page.ask("search", text="row 3", columns=["2"], gone=[3, 1], covered={"2": [10, 1]})
    assert (message["count"], message["matches"][0]) == (2855, [17, "2"])
    message, _ = page.ask("statistics", column="1", gone=[0, 19_998], entered=[100, None])
    found = message["statistics"]
    assert (found["count"], found["missing"], found["numbers"]["max"]) == (3, 1, 100)


def test_a_search_sees_the_formats_that_the_page_names(visit: Any) -> None:
    page = Asker(visit(TABLE))
    shows = {"1": {"as": "printf", "pattern": "<%,d>"}}
    message, _ = page.ask("search", text="<19,999>", columns=["1"], shows=shows, missing="None")
    assert message["matches"] == [[0, "1"]]


STYLED = """
    import revoila as st
    from tests.unit.runtime import test_rows

    unit = st.text_input("Unit", "€")
    st.dataframe(test_rows.SHARED["frame"].style.format({"n": f"{{:,}} {unit}"}).highlight_max("n", color="red"))
"""


def test_styles_come_with_the_rows_that_are_asked_for(visit: Any) -> None:
    page = Asker(visit(STYLED))
    found = page.rows(0, 2)
    assert found["1:text"] == ["19,999 €", "19,998 €"]
    assert found["1:css"] == ['{"background-color": "red"}', None]
    found = page.rows(19_998, 20_000, sort=["1", False])
    assert (found["1:text"], found["at"]) == (["19,998 €", "19,999 €"], [1, 0])
    assert found["1:css"] == [None, '{"background-color": "red"}']


def test_a_search_sees_the_texts_of_a_styler_where_the_page_shows_them(visit: Any) -> None:
    page = Asker(visit(STYLED))
    styled = {"1": {"as": "styled"}, "2": {"as": "styled"}}
    message, _ = page.ask("search", text="19,998 €", columns=["1", "2"], shows=styled, sort=["1", False])
    assert (message["count"], message["matches"]) == (1, [[19_998, "1"]])
    message, _ = page.ask("search", text="€", columns=["1", "2"])
    assert message["count"] == 0
    # Downloads and statistics are of the values.
    _, buffers = page.ask("csv", start=0, stop=1, columns=["1"])
    assert bytes(buffers[0]) == b"19999\r\n"
    assert page.ask("statistics", column="1")[0]["statistics"]["numbers"]["max"] == 19_999


def test_changed_styles_are_another_table_in_the_same_place(visit: Any) -> None:
    app = visit(STYLED)
    page = Asker(app)
    before, said = page.name, len(app.messages)
    app.change(Unit="$")
    assert page.name != before
    assert page.rows(15_000, 15_001)["1:text"] == ["4,999 $"]
    patches = [one for one in app.messages[said:] if one["method"] == "patch"]
    changed = [op[2] for one in patches for op in one["ops"] if op[1] == "set" and "source" in op[2]]
    assert [set(props) for props in changed] == [{"arrow", "source"}]


@pytest.mark.parametrize(
    "shows",
    [
        {"0": {"as": "styled"}},  # labels of rows have no texts of a Styler
        {"1": {"as": "styled", "more": 1}},
        {"1": "styled"},
        {"9": {"as": "styled"}},
    ],
    ids=str,
)
def test_texts_of_a_styler_that_there_are_not_are_refused(visit: Any, shows: dict[str, Any]) -> None:
    page = Asker(visit(STYLED))
    message, _ = page.ask("search", text="x", columns=["1"], shows=shows)
    assert message["error"] == "refused"


FORGED: list[dict[str, Any]] = [
    {"op": "window", "start": -1, "stop": 5},
    {"op": "window", "start": 0, "stop": 20_001},
    {"op": "window", "start": 5, "stop": 5},
    {"op": "window", "start": 5, "stop": 4},
    {"op": "window", "start": 0, "stop": 2_001},
    {"op": "window", "start": True, "stop": 5},
    {"op": "window", "start": 0.0, "stop": 5},
    {"op": "window", "start": "0", "stop": 5},
    {"op": "window", "start": 0},
    {"op": "window", "start": 0, "stop": 10**400},
    {"op": "window", "start": 0, "stop": 5, "sort": ["3", False]},
    {"op": "window", "start": 0, "stop": 5, "sort": ["-1", False]},
    {"op": "window", "start": 0, "stop": 5, "sort": ["01", False]},
    {"op": "window", "start": 0, "stop": 5, "sort": ["²", False]},
    {"op": "window", "start": 0, "stop": 5, "sort": ["1" * 5_000, False]},
    {"op": "window", "start": 0, "stop": 5, "sort": ["n", False]},
    {"op": "window", "start": 0, "stop": 5, "sort": [1, False]},
    {"op": "window", "start": 0, "stop": 5, "sort": ["1", 1]},
    {"op": "window", "start": 0, "stop": 5, "sort": ["1"]},
    {"op": "window", "start": 0, "stop": 5, "sort": "1"},
    {"op": "window", "start": 0, "stop": 5, "sort": {}},
    {"op": "window", "start": 0, "stop": 5, "view": "x" * 1_000},
    {"op": "window", "start": 0, "stop": 5, "view": 5},
    {"op": "search", "text": "", "columns": ["1"]},
    {"op": "search", "text": "x" * 1_001, "columns": ["1"]},
    {"op": "search", "text": 5, "columns": ["1"]},
    {"op": "search", "text": "x", "columns": []},
    {"op": "search", "text": "x", "columns": ["1", "1"]},
    {"op": "search", "text": "x", "columns": ["1"] * 1_000_000},
    {"op": "search", "text": "x", "columns": [["1"]]},
    {"op": "search", "text": "x", "columns": "1"},
    {"op": "search", "text": "x"},
    {"op": "csv", "start": 0, "stop": 5},
    {"op": "csv", "columns": ["1"]},
    {"op": "csv", "start": 0, "stop": 60_000, "columns": ["1"]},
    {"op": "statistics"},
    {"op": "statistics", "column": "1", "gone": [0]},
    {"op": "statistics", "column": "1", "gone": [0, 20_001]},
    {"op": "statistics", "column": "1", "gone": [0, 10_000_000]},
    {"op": "statistics", "column": "1", "entered": {"0": 1}},
    {"op": "places", "start": 0, "stop": 5},
    {"op": "places", "start": 0, "stop": 20_001, "sort": ["1", False]},
    {"op": "places", "positions": [], "sort": ["1", False]},
    {"op": "places", "positions": [-1, 1], "sort": ["1", False]},
    {"op": "places", "positions": [0, "1"], "sort": ["1", False]},
    {"op": "places", "positions": [0, 20_000] * 6, "sort": ["1", False]},
    {"op": "places", "positions": "0", "sort": ["1", False]},
    {"op": "search", "text": "x", "columns": ["1"], "shows": {"9": {"as": "printf", "pattern": "%d"}}},
    {"op": "search", "text": "x", "columns": ["1"], "shows": {"1": {"as": "printf"}}},
    {"op": "search", "text": "x", "columns": ["1"], "shows": ["1"]},
    {"op": "search", "text": "x", "columns": ["1"], "shows": {"1": {"as": "styled"}}},
    {"op": "search", "text": "x", "columns": ["1"], "missing": 5},
    {"op": "search", "text": "x", "columns": ["1"], "covered": {"1": [0]}},
    {"op": "search", "text": "x", "columns": ["1"], "covered": {"x": [0, 1]}},
    {"op": "search", "text": "x", "columns": ["1"], "gone": [True, True]},
    {"op": "statistics", "column": "9"},
    {"op": "__class__"},
    {"op": ["window"], "start": 0, "stop": 1},
    {"op": None},
]


@pytest.mark.parametrize("forged", FORGED, ids=str)
def test_what_there_is_not_is_refused(visit: Any, forged: dict[str, Any]) -> None:
    page = Asker(visit(TABLE))
    page.send("r", **forged)
    assert page.answers.get(timeout=PATIENCE) == ({"method": "rows", "request": "r", "error": "refused"}, [])
    assert page.rows(0, 1)["0"] == [0]


def test_only_tables_of_the_page_can_be_asked_for(visit: Any) -> None:
    page = Asker(visit(TABLE))
    for name in ("rows-0", "", "frame", "/etc/passwd"):
        assert page.ask("window", start=0, stop=1, source=name)[0]["error"] == "gone"
    others: list[Any] = [None, 5, ["x"], {}]
    for other_kind in others:
        assert page.ask("window", start=0, stop=1, source=other_kind)[0]["error"] == "refused"
    other = Asker(visit(TABLE.replace('["frame"]', '["frame"].copy()')))
    assert page.ask("window", start=0, stop=1, source=other.name)[0]["error"] == "gone"


@pytest.mark.parametrize("request_id", [None, "", "x" * 129, 5, ["a"], {}])
def test_who_gives_no_name_gets_no_answer(visit: Any, request_id: Any) -> None:
    page = Asker(visit(TABLE))
    page.send(request_id, op="window", start=0, stop=1)
    page.app.session.handle_message({"method": "rows", "cancel": [5, None, request_id]})
    page.app.session.handle_message({"method": "rows", "cancel": 5})
    assert page.rows(0, 1)["0"] == [0]
    assert page.answers.empty()


def test_requests_are_answered_while_the_script_runs(visit: Any) -> None:
    SHARED["working"], SHARED["done"] = threading.Event(), threading.Event()
    app = visit(BUSY)
    page = Asker(app)
    app.send(Work=True)
    assert SHARED["working"].wait(PATIENCE)
    try:
        assert page.rows(5, 6, sort=["1", False])["1"] == [5]
        assert app.session.runner.worker is not None
    finally:
        SHARED["done"].set()
        app.settle()


def test_an_unchanged_table_sends_nothing_in_a_rerun(visit: Any) -> None:
    app = visit(TABLE)
    page = Asker(app)
    before, said = page.name, len(app.messages)
    app.change(Again=True)
    assert page.name == before
    assert "rows-" not in repr(app.messages[said:])


def test_a_table_that_was_changed_in_place_shows_its_new_rows(visit: Any, frame: pd.DataFrame) -> None:
    app = visit(TABLE)
    page = Asker(app)
    before = page.name
    frame.loc[15_000, "n"] = -5
    # The page shows the former table until a run has shown the new one.
    assert page.rows(15_000, 15_001)["1"] == [4_999]
    app.change(Again=True)
    assert page.name != before
    assert page.rows(15_000, 15_001)["1"] == [-5]
    patches = [one for one in app.messages if one["method"] == "patch"]
    changed = [op[2] for one in patches for op in one["ops"] if op[1] == "set" and "source" in op[2]]
    # The first rows are as they were, and do not travel again.
    assert [list(props) for props in changed] == [["source"]]


def test_a_run_that_goes_on_does_not_take_the_rows_from_the_page(visit: Any, frame: pd.DataFrame) -> None:
    SHARED["working"], SHARED["done"] = threading.Event(), threading.Event()
    app = visit(BUSY)
    page = Asker(app)
    former = page.name
    frame.loc[0, "n"] = -1
    app.send(Work=True)
    assert SHARED["working"].wait(PATIENCE)
    try:
        assert page.ask("window", source=former, start=0, stop=1)[0].get("error") is None
    finally:
        SHARED["done"].set()
        app.settle()
    assert page.ask("window", source=former, start=0, stop=1)[0]["error"] == "gone"


def test_what_is_not_on_the_page_any_more_is_let_go(visit: Any) -> None:
    app = visit(TABLE)
    page = Asker(app)
    page.rows(0, 1, sort=["1", False])
    kept = weakref.ref(app.nodes("dataframe")[0].props["source"])
    app.change(Show=False)
    assert app.session.rows.names == set()
    assert not app.session.rows._orders
    assert app.session.rows.wait_idle(PATIENCE)
    gc.collect()
    assert kept() is None


def test_fragments_let_go_of_their_own_tables(visit: Any) -> None:
    app = visit(FRAGMENT)
    outer, inner = (node.props["source"].name for node in app.nodes("dataframe"))
    for number in (1, 2, 3):
        app.change(Inner=number)
    names = [node.props["source"].name for node in app.nodes("dataframe")]
    assert names[0] == outer
    assert names[1] != inner
    assert app.session.rows.names == set(names)


def test_a_session_that_ends_lets_go_of_its_tables(visit: Any) -> None:
    app = visit(TABLE)
    table = app.nodes("dataframe")[0].props["source"]
    assert isinstance(table, WindowedTable)
    app.session.close()
    assert app.session.rows.names == set()
    app.session.handle_message({"method": "rows", "request": "r", "source": table.name, "op": "window"})


def test_too_many_tables_let_go_of_the_first(visit: Any) -> None:
    app = visit(
        """
        import numpy as np
        import revoila as st
        for number in range(3):
            st.dataframe(np.arange(20_000) + number)
        """,
        limits={"table_memory": 350_000},
    )
    names = [node.props["source"].name for node in app.nodes("dataframe")]
    assert app.session.rows.names == set(names[1:])
    answers: Queue[Any] = Queue()
    app.session.rows._send = lambda message, _buffers: answers.put(message)
    base = {"method": "rows", "request": "r", "op": "window", "start": 0, "stop": 1}
    app.session.handle_message({**base, "source": names[0]})
    assert answers.get(timeout=PATIENCE)["error"] == "memory"
    app.session.handle_message({**base, "source": names[2]})
    assert "error" not in answers.get(timeout=PATIENCE)


# What takes long.


class Slow:
    """A search that goes on until it is told to stop.

    Parameters
    ----------
    monkeypatch : MonkeyPatch
        Puts it in place.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun: Queue[str] = Queue()
        self.stopped: Queue[str] = Queue()
        monkeypatch.setattr(_search, "search", self._search)

    def _search(self, _source: Any, text: str, _places: Any, _positions: Any, check: Any, _look: Any) -> Any:
        self.begun.put(text)
        if text == "last":
            return _search.Found([], 0)
        try:
            while True:
                check()
        finally:
            self.stopped.put(text)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Searches that go on and on."""
    return Slow(monkeypatch)


def test_a_newer_search_of_the_same_grid_ends_the_one_before(visit: Any, slow: Slow) -> None:
    page = Asker(visit(TABLE))
    page.send("1", op="search", text="first", columns=["1"])
    assert slow.begun.get(timeout=PATIENCE) == "first"
    page.send("2", op="search", text="second", columns=["1"])
    page.send("3", op="search", text="last", columns=["1"])
    message, _ = page.answers.get(timeout=PATIENCE)
    assert message["request"] == "3"
    assert slow.stopped.get(timeout=PATIENCE) == "first"
    # The second never began.
    assert slow.begun.get(timeout=PATIENCE) == "last"
    assert page.answers.empty()


def test_rows_that_are_looked_at_do_not_wait_for_a_search(visit: Any, slow: Slow) -> None:
    page = Asker(visit(TABLE))
    page.send("1", op="search", text="first", columns=["1"])
    slow.begun.get(timeout=PATIENCE)
    assert page.rows(0, 1)["0"] == [0]
    page.app.session.handle_message({"method": "rows", "cancel": ["1"]})
    assert slow.stopped.get(timeout=PATIENCE) == "first"
    assert page.app.session.rows.wait_idle(PATIENCE)
    assert page.answers.empty()


def test_the_end_of_a_session_ends_what_is_being_done(visit: Any, slow: Slow) -> None:
    app = visit(TABLE)
    page = Asker(app)
    page.send("1", op="search", text="first", columns=["1"])
    slow.begun.get(timeout=PATIENCE)
    app.session.close()
    assert slow.stopped.get(timeout=PATIENCE) == "first"
    assert app.session.rows.wait_idle(PATIENCE)


def test_no_more_requests_wait_than_may(visit: Any, slow: Slow) -> None:
    page = Asker(visit(TABLE))
    page.send("0", op="search", text="first", columns=["1"], view="a")
    slow.begun.get(timeout=PATIENCE)
    for number in range(_rows.MOST_WAITING):
        page.send(str(number + 1), op="search", text="x", columns=["1"], view=f"b{number}")
    assert page.ask("window", start=0, stop=1)[0]["error"] == "busy"


def test_no_more_requests_come_per_second_than_may(visit: Any) -> None:
    page = Asker(visit(TABLE))
    answers = [page.ask("window", start=0, stop=0)[0]["error"] for _ in range(_rows.BURST * 2)]
    assert set(answers[: _rows.BURST]) == {"refused"}
    assert answers.count("busy") > 0


def test_an_error_is_answered_and_the_next_request_is_too(
    visit: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    page = Asker(visit(TABLE))

    def fail(*_arguments: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(_search, "search", fail)
    assert page.ask("search", text="x", columns=["1"])[0] == {
        "method": "rows",
        "request": "r",
        "error": "failed",
    }
    assert "ZeroDivisionError" in caplog.text
    assert page.rows(0, 1)["0"] == [0]


def test_few_orders_are_kept(visit: Any) -> None:
    rows = pd.DataFrame(np.zeros((20_000, _rows.ORDERS + 3)))
    SHARED["frame"] = rows
    page = Asker(visit(TABLE))
    for column in range(1, _rows.ORDERS + 4):
        page.rows(0, 1, sort=[str(column), False])
    assert len(page.app.session.rows._orders) == _rows.ORDERS
    assert page.rows(0, 2, sort=["1", False])["0"] == [0, 1]

"""Inputs in the address (``bind``); numbers are statements of the state specification."""

from __future__ import annotations

from ast import literal_eval
from datetime import date, datetime, time
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from pathlib import Path

WAIT = 30.0
LOOK = "\nst.text(repr(v))\nst.text(dict(st.query_params))"
SLIDER = "v = st.slider('s', 0, 10, 5, key='k', bind='query-params')"


def app(source: str, query: dict[str, Any] | None = None) -> AppTest:
    """Return the test of an app with an address."""
    lines = "import revoila as st\nimport datetime as dt\n" + dedent(source)
    at = AppTest.from_string(lines, default_timeout=WAIT)
    at.query_params.update(query or {})
    return at.run()


def read(call: str, *values: str) -> tuple[str, Any]:
    """Return what an input with the key k makes of its parameter, and what is left of that in the address."""
    at = app(f"v = st.{call.removesuffix(')')}, key='k', bind='query-params'){LOOK}", {"k": list(values)})
    assert not at.exception
    return at.text[0].value, at.query_params.get("k")


INPUTS = [
    ("text_input('x')", "''", "a b&c=1"),
    ("text_area('x')", "''", "two\nlines"),
    ("number_input('x', 0, 10, 5)", "5", "7"),
    ("number_input('x', value=1.5)", "1.5", "0.25"),
    ("slider('x', 0, 10, 5)", "5", "7"),
    ("selectbox('x', ['A', 'B'])", "'A'", "B"),
    ("radio('x', ['A', 'B'])", "'A'", "B"),
    ("multiselect('x', ['A', 'B'])", "[]", "B"),
    ("pills('x', ['A', 'B'])", "None", "B"),
    ("segmented_control('x', ['A', 'B'], selection_mode='multi')", "[]", "B"),
    ("feedback('stars')", "None", "3"),
    ("select_slider('x', ['A', 'B'])", "'A'", "B"),
    ("checkbox('x')", "False", "true"),
    ("toggle('x', True)", "True", "false"),
    ("pagination(9)", "1", "7"),
]


@pytest.mark.parametrize(("call", "default", "text"), INPUTS)
def test_inputs_take_their_value_from_the_address(call: str, default: str, text: str) -> None:
    """Statements 50 and 52."""
    shown, left = read(call, text)
    assert left == text
    assert shown.strip("[']").lower() in (text.lower(), repr(text).strip("'"))
    assert read(call) == (default, None)


@pytest.mark.parametrize("call", [call for call, *_ in INPUTS] + ["tabs(['A', 'B'])", "expander('x')"])
def test_a_parameter_needs_a_key_and_a_known_mode(call: str) -> None:
    """Statement 50."""
    head = call.removesuffix(")")
    (error,) = app(f"st.{head}, bind='query-params')").exception
    assert error.proto.type == "revoila.errors.StreamlitMissingRequiredParameterError"
    (error,) = app(f"st.{head}, key='k', bind='x')").exception
    assert error.proto.type == "revoila.errors.StreamlitValueError"
    assert error.message == "Invalid `bind` value. Supported values: 'query-params', None."


@pytest.mark.parametrize("key", ["embed", "Embed", "embed_options", "EMBED_OPTIONS"])
def test_embed_options_cannot_be_bound(key: str) -> None:
    """Statement 51."""
    (error,) = app(f"st.checkbox('x', key={key!r}, bind='query-params')").exception
    assert error.proto.type == "revoila.errors.StreamlitAPIException"
    assert error.message.startswith(f"Cannot bind to reserved query parameter '{key}'")


def test_first_the_address_wins_over_an_assignment_and_later_it_does_not() -> None:
    """Statement 52."""
    source = f"if st.toggle('assign', True): st.session_state.k = 3\n{SLIDER}{LOOK}"
    at = app(source, {"k": "7"})
    assert at.text[0].value == "7"
    assert at.query_params == {"k": "7"}
    # From now on the assignment counts, and the address follows.
    at.run()
    assert (at.text[0].value, at.query_params) == ("3", {"k": "3"})
    at.toggle[0].set_value(False)
    at.slider[0].set_value(9).run()
    assert (at.text[0].value, at.query_params) == ("9", {"k": "9"})
    at.query_params["k"] = "1"
    at.run()
    assert (at.text[0].value, at.query_params) == ("9", {"k": "9"})


def test_what_is_assigned_before_the_first_drawing_is_not_written() -> None:
    """Statement 52; as in Streamlit: every visitor gets it without a parameter."""
    at = app(f"st.session_state.setdefault('k', 3)\n{SLIDER}{LOOK}")
    assert (at.text[0].value, at.run().query_params) == ("3", {})


@pytest.mark.parametrize(
    ("call", "texts", "shown"),
    [
        ("checkbox('x')", ["TRUE"], "True"),
        ("toggle('x', True)", ["False"], "False"),
        ("slider('x', 0, 10, 5)", ["7.0"], "7"),
        ("slider('x', 0., 1., 0.5)", ["1"], "1.0"),
        ("slider('x', 0, 10, (2, 5))", ["3", "7"], "(3, 7)"),
        ("selectbox('x', [1, 2], format_func='No {}'.format)", ["No 2"], "2"),
        ("radio('x', ['A', 'B'], index=None)", ["B"], "'B'"),
        ("selectbox('x', ['A'], accept_new_options=True)", ["mine"], "'mine'"),
        ("multiselect('x', ['A', 'B', 'C'])", ["C", "A"], "['C', 'A']"),
        ("multiselect('x', [1, 2], format_func='No {}'.format)", ["No 2"], "[2]"),
        ("multiselect('x', ['A'], accept_new_options=True)", ["mine", "A"], "['mine', 'A']"),
        ("pills('x', [1, 2])", ["2"], "2"),
        ("pills('x', ['A', 'B'], selection_mode='multi')", ["B", "A"], "['B', 'A']"),
        ("segmented_control('x', ['🐧 A', 'B'])", ["🐧 A"], "'🐧 A'"),
        ("feedback('thumbs')", ["0"], "0"),
        ("select_slider('x', ['A', 'B', 'C'], ('A', 'B'))", ["B", "C"], "('B', 'C')"),
        ("select_slider('x', ['A', 'B', 'C'], ('A', 'B'))", ["B", "B"], "('B', 'B')"),
        ("slider('x', value=dt.date(2020, 1, 15))", ["2020-01-20"], "datetime.date(2020, 1, 20)"),
        ("date_input('x', '2020-01-15')", ["2020-01-20"], "datetime.date(2020, 1, 20)"),
        (
            "date_input('x', ['2020-01-15'])",
            ["2020-01-14", "2020-01-20"],
            "(datetime.date(2020, 1, 14), datetime.date(2020, 1, 20))",
        ),
        ("time_input('x', '08:00')", ["09:30"], "datetime.time(9, 30)"),
        ("time_input('x', '08:00', step=30)", ["09:30:15"], "datetime.time(9, 30, 15)"),
        ("datetime_input('x', '2020-01-15')", ["2020-01-20T09:30"], "datetime.datetime(2020, 1, 20, 9, 30)"),
        ("color_picker('x')", ["#abcdef"], "'#abcdef'"),
        ("slider('x', value=dt.time(8))", ["09:30"], "datetime.time(9, 30)"),
        ("slider('x', value=dt.time(8))", ["09:30:15"], "datetime.time(9, 30, 15)"),
        (
            "slider('x', value=dt.datetime(2020, 1, 15, 8))",
            ["2020-01-20T09:30"],
            "datetime.datetime(2020, 1, 20, 9, 30)",
        ),
        (
            "slider('x', value=(dt.date(2020, 1, 15), dt.date(2020, 1, 16)))",
            ["2020-01-14", "2020-01-20"],
            "(datetime.date(2020, 1, 14), datetime.date(2020, 1, 20))",
        ),
    ],
)
def test_each_kind_of_value_has_its_form(call: str, texts: list[str], shown: str) -> None:
    """Statement 53."""
    assert read(call, *texts) == (shown, texts if len(texts) > 1 else texts[0])


@pytest.mark.parametrize(
    ("call", "value", "written"),
    [
        ("text_input('x', 'abc')", "", ""),
        ("number_input('x', value=1.5)", 2.0, "2"),
        ("number_input('x', value=1.5)", 1e-7, "0.0000001"),
        ("slider('x', 0., 1., 0.5)", 0.25, "0.25"),
        ("slider('x', 0, 10, (2, 5))", [3, 7], ["3", "7"]),
        ("checkbox('x', True)", False, "false"),
        ("date_input('x', '2020-01-15')", date(2020, 1, 20), "2020-01-20"),
        ("date_input('x', [])", [date(2020, 1, 20)], "2020-01-20"),
        ("date_input('x', None)", date(2020, 1, 20), "2020-01-20"),
        ("time_input('x', '08:00')", time(9, 30), "09:30"),
        ("time_input('x', '08:00', step=30)", time(9, 30, 15), "09:30:15"),
        ("datetime_input('x', '2020-01-15')", datetime(2020, 1, 20, 9, 30), "2020-01-20T09:30"),  # noqa: DTZ001
        ("color_picker('x')", "#abcdef", "#abcdef"),
        ("selectbox('x', ['A', 'B'])", "B", "B"),
        ("multiselect('x', ['A', 'B'])", ["B", "A"], ["B", "A"]),
        ("multiselect('x', ['A', 'B'], 'A')", [], ""),
        ("pills('x', ['A', 'B'])", "B", "B"),
        ("pills('x', ['A', 'B'], default='A')", None, ""),
        ("segmented_control('x', ['A', 'B'], selection_mode='multi')", ["B", "A"], ["B", "A"]),
        ("feedback('faces')", 4, "4"),
        ("select_slider('x', ['A', 'B', 'C'])", "B", "B"),
        ("select_slider('x', ['A', 'B', 'C'], ('A', 'B'))", ["A", "C"], ["A", "C"]),
    ],
)
def test_what_a_visitor_enters_is_written(call: str, value: Any, written: Any) -> None:
    """Statements 53 and 58."""
    at = app(f"st.{call.removesuffix(')')}, key='k', bind='query-params')")
    node: Any = at.get(call.partition("(")[0])[0]
    node.set_value(value).run()
    assert at.query_params == {"k": written}


@pytest.mark.parametrize(("call", "default", "text"), INPUTS)
def test_the_default_is_not_in_the_address(call: str, default: str, text: str) -> None:
    """Statement 54."""
    at = app(f"v = st.{call.removesuffix(')')}, key='k', bind='query-params'){LOOK}", {"k": text})
    assert at.query_params == {"k": text}
    node: Any = at.get(call.partition("(")[0])[0]
    node.set_value(literal_eval(default)).run()
    assert (at.text[0].value, at.text[1].value, at.query_params) == (default, "{}", {})
    plain = default.strip("'")
    if plain:
        assert read(call, plain) == (default, None)


@pytest.mark.parametrize(
    ("call", "texts"),
    [
        ("slider('x', 0, 10, 5)", ["99"]),
        ("slider('x', 0, 10, 5)", ["5.5"]),
        ("slider('x', 0, 10, 5)", ["nan"]),
        ("slider('x', 0, 10, 5)", ["0x5"]),
        ("slider('x', 0., 1., 0.5)", ["inf"]),
        ("slider('x', 0, 10, (2, 5))", ["4"]),
        ("slider('x', 0, 10, (2, 5))", ["1", "2", "3"]),
        ("slider('x', 0, 10, (2, 5))", ["x", "3"]),
        ("slider('x', value=dt.date(2020, 1, 15))", ["2020-1-2"]),
        ("slider('x', value=dt.date(2020, 1, 15))", ["2020-13-41"]),
        ("slider('x', value=dt.date(2020, 1, 15))", ["2021-01-01"]),
        ("slider('x', value=dt.time(8))", ["25:00"]),
        ("slider('x', value=dt.datetime(2020, 1, 15))", ["2020-01-16 08:00"]),
        ("date_input('x', '2020-01-15')", ["2020-1-2"]),
        ("date_input('x', '2020-01-15', '2020-01-01')", ["2019-12-31"]),
        ("date_input('x', '2020-01-15')", [""]),
        ("date_input('x', ['2020-01-15'])", ["2020-01-16", "x"]),
        ("date_input('x', ['2020-01-15'])", ["2020-01-16", "2020-01-17", "2020-01-18"]),
        ("date_input('x', ['2020-01-15'], '2020-01-01')", ["2020-01-16", "2019-01-17"]),
        ("time_input('x', '08:00')", ["25:00"]),
        ("datetime_input('x', '2020-01-15')", ["2020-01-16 08:00"]),
        ("datetime_input('x', '2020-01-15', max_value='2020-02-15')", ["2020-02-15T00:01"]),
        ("color_picker('x')", ["red"]),
        ("color_picker('x')", [""]),
        ("number_input('x', 0, 10, 5)", ["99"]),
        ("number_input('x', 0, 10, 5)", ["x"]),
        ("number_input('x', 0, 10, 5)", ["1" * 5000]),
        ("selectbox('x', ['A', 'B'])", ["b"]),
        ("selectbox('x', ['A', 'B'])", ["1"]),
        ("radio('x', ['A', 'B'], index=None)", ["C"]),
        ("multiselect('x', ['A', 'B'], 'A')", ["C", "D"]),
        ("pills('x', ['A', 'B'], default='A')", ["C"]),
        ("segmented_control('x', ['A', 'B'], selection_mode='multi', default='A')", ["C"]),
        ("feedback('thumbs', default=1)", ["2"]),
        ("feedback('stars')", ["2.5"]),
        ("feedback('stars')", ["x"]),
        ("select_slider('x', ['A', 'B'], 'B')", ["C"]),
        ("select_slider('x', ['A', 'B'], ('A', 'B'))", ["B"]),
        ("pagination(9)", ["10"]),
        ("pagination(9)", ["0"]),
        ("pagination(9)", ["2.5"]),
        ("checkbox('x')", ["1"]),
        ("checkbox('x')", ["yes"]),
        ("text_input('x')", ["two\nlines"]),
    ],
)
def test_what_no_value_says_is_removed(call: str, texts: list[str]) -> None:
    """Statement 55."""
    assert read(call, *texts) == (read(call)[0], None)


def test_what_can_be_mended_is_rewritten() -> None:
    """Statement 55."""
    assert read("text_input('x', 'abc', max_chars=4)", "too long") == ("'too '", "too ")
    assert read("slider('x', 0, 10, (2, 5))", "8", "3") == ("(3, 8)", ["3", "8"])
    assert read("slider('x', 0, 10, (2, 5))", "4", "4") == ("(4, 4)", ["4", "4"])


@pytest.mark.parametrize(
    ("call", "shown", "left"),
    [
        ("text_input('x', 'abc')", "''", ""),
        ("text_area('x', 'abc')", "''", ""),
        ("text_input('x', None)", "''", ""),
        ("text_input('x')", "''", None),
        ("number_input('x', value=None)", "None", None),
        ("selectbox('x', ['A', 'B'], index=None)", "None", None),
        ("number_input('x', 0, 10, 5)", "5", None),
        ("slider('x', 0, 10, 5)", "5", None),
        ("selectbox('x', ['A', 'B'], index=1)", "'B'", None),
        ("radio('x', ['A', 'B'], index=1)", "'B'", None),
        ("multiselect('x', ['A', 'B'], 'B')", "[]", ""),
        ("multiselect('x', ['A', 'B'])", "[]", None),
        ("pills('x', ['A', 'B'], default='B')", "None", ""),
        ("segmented_control('x', ['A'], selection_mode='multi', default='A')", "[]", ""),
        ("feedback('stars', default=1)", "None", ""),
        ("select_slider('x', ['A', 'B'], 'B')", "'B'", None),
        ("checkbox('x', True)", "True", None),
        ("pagination(9, default=2)", "2", None),
    ],
)
def test_an_empty_parameter_clears_what_can_be_cleared(call: str, shown: str, left: str | None) -> None:
    """Statement 56."""
    assert read(call, "") == (shown, left)


@pytest.mark.parametrize(
    ("call", "texts", "shown"),
    [
        ("text_input('x')", ["a", "b"], "'b'"),
        ("number_input('x')", ["1", "2"], "2.0"),
        ("slider('x', 0, 10, 5)", ["3", "7"], "7"),
        ("selectbox('x', ['A', 'B', 'C'])", ["B", "C"], "'C'"),
        ("feedback('stars')", ["1", "2"], "2"),
        ("checkbox('x')", ["false", "true"], "True"),
    ],
)
def test_of_repeated_parameters_the_last_counts(call: str, texts: list[str], shown: str) -> None:
    """Statement 57."""
    assert read(call, *texts)[0] == shown


@pytest.mark.parametrize(
    ("call", "texts", "shown", "left"),
    [
        ("multiselect('x', ['A', 'B'])", ["B", "B", "Z"], "['B']", ["B"]),
        (
            "multiselect('x', ['A', 'B', 'C'], max_selections=2)",
            ["C", "Z", "B", "A"],
            "['C', 'B']",
            ["C", "B"],
        ),
        ("multiselect('x', ['A', 'B'], 'A')", ["A", "A"], "['A']", None),
        ("pills('x', ['A', 'B'], selection_mode='multi')", ["Z", "B", "B"], "['B']", ["B"]),
        ("pills('x', ['A', 'B'])", ["B", "A"], "'B'", ["B"]),
        ("select_slider('x', ['A', 'B', 'C'], ('A', 'B'))", ["C", "A"], "('A', 'C')", ["A", "C"]),
        ("select_slider('x', ['A', 'B', 'C'], ('A', 'C'))", ["B", "Z"], "('B', 'C')", ["B", "C"]),
    ],
)
def test_of_several_choices_those_count_that_there_are(
    call: str, texts: list[str], shown: str, left: list[str] | None
) -> None:
    """Statement 55: no choice twice, and no more than there may be."""
    at = app(f"st.text(repr(st.{call.removesuffix(')')}, key='k', bind='query-params')))", {"k": texts})
    assert at.text[0].value == shown
    assert at.query_params.get("k") == (left if left is None or len(left) > 1 else left[0])


def test_an_assignment_changes_the_address() -> None:
    """Statement 58."""
    at = app(
        f"""
        def assign(value):
            st.session_state.k = value
        st.button("callback", on_click=assign, args=[9])
        if st.button("body"): st.session_state.k = 8
        if st.button("rerun"):
            st.session_state.k = 7
            st.rerun()
        if st.button("default"): st.session_state.k = 5
        {SLIDER}
        """
    )
    for number, query in enumerate([{"k": "9"}, {"k": "8"}, {"k": "7"}, {}]):
        at.button[number].click().run()
        assert at.query_params == query
    at.session_state["k"] = 6
    assert at.run().query_params == {"k": "6"}


def test_deleting_the_value_removes_the_parameter() -> None:
    """Statements 26 and 54."""
    at = app(f"if st.button('Go'): del st.session_state.k\n{SLIDER}{LOOK}", {"k": "7"})
    at.button[0].click().run()
    assert (at.text[0].value, at.query_params) == ("5", {})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("st.query_params['k'] = '1'", "Cannot directly set query parameter 'k' - it is bound to a widget."),
        ("st.query_params.k = '1'", "Cannot directly set query parameter 'k'"),
        ("st.query_params.update(o=1, k=1)", "Cannot directly set query parameter 'k'"),
        ("st.query_params.update([('o', 1), ('k', 1)])", "Cannot directly set query parameter 'k'"),
        ("st.query_params.from_dict({'o': 1, 'k': 1})", "Cannot directly set query parameter 'k'"),
        ("del st.query_params['k']", "Cannot directly delete query parameter 'k' - it is bound to a widget."),
        ("del st.query_params.k", "Cannot directly delete query parameter 'k'"),
        ("st.query_params.pop('k')", "Cannot directly delete query parameter 'k'"),
        (
            "st.query_params.clear()",
            "Cannot clear query parameters - the following are bound to widgets: 'k'.",
        ),
    ],
)
def test_scripts_change_a_bound_parameter_through_its_input_only(change: str, message: str) -> None:
    """Statement 59."""
    at = app(f"{SLIDER}\n{change}", {"k": "7", "other": "1"})
    (error,) = at.exception
    assert error.proto.type == "revoila.errors.StreamlitAPIException"
    assert error.message.startswith(message)
    assert at.query_params == {"k": "7", "other": "1"}


def test_other_parameters_stay_free() -> None:
    """Statement 59."""
    at = app(f"{SLIDER}\nst.query_params['a'] = 1\nst.query_params.update(b=2)", {"k": "7"})
    assert (at.query_params, list(at.exception)) == ({"k": "7", "a": "1", "b": "2"}, [])
    at = app(SLIDER + "\nst.query_params.from_dict({'c': 3})", {"k": "7"})
    assert at.query_params == {"k": "7", "c": "3"}
    # At its default the input has no parameter that could be cleared.
    at = app(f"{SLIDER}\nst.query_params.clear()", {"a": "1"})
    assert (at.query_params, list(at.exception)) == ({}, [])


HIDING = f"""
v = None
if not st.checkbox("Hide"):
    {SLIDER}
st.text(st.session_state.get("k"))
st.text(v)
"""


def test_a_hidden_input_leaves_the_address_and_keeps_its_value() -> None:
    """Statements 22 and 60."""
    at = app(HIDING, {"k": "7"})
    at.checkbox[0].check().run()
    assert (at.text[0].value, at.query_params) == ("7", {})
    assert (at.run().text[0].value, at.query_params) == ("7", {})
    at.checkbox[0].uncheck().run()
    assert (at.text[1].value, at.query_params) == ("7", {"k": "7"})


def test_the_last_value_is_kept_not_the_first_assignment() -> None:
    """Statements 23 and 60."""
    at = app("st.session_state.setdefault('k', 3)\n" + HIDING)
    at.slider[0].set_value(8).run()
    at.checkbox[0].check().run()
    at.checkbox[0].uncheck().run()
    assert (at.text[1].value, at.query_params) == ("8", {"k": "8"})


def test_a_hidden_value_that_fits_no_more_gives_way_to_the_default() -> None:
    """Statements 13 and 60."""
    at = app(HIDING.replace("0, 10, 5", "0, st.session_state.get('high', 10), 5"), {"k": "9"})
    at.checkbox[0].check().run()
    at.session_state["high"] = 6
    at.checkbox[0].uncheck().run()
    assert (at.text[1].value, at.query_params, list(at.exception)) == ("5", {}, [])


def test_in_a_fragment_only_its_own_inputs_can_vanish() -> None:
    """Statements 20 and 60."""
    at = app(
        """
        st.slider("o", 0, 10, 5, key="o", bind="query-params")
        @st.fragment
        def part():
            if not st.checkbox("Hide"):
                st.slider("k", 0, 10, 5, key="k", bind="query-params")
        part()
        """,
        {"o": "3", "k": "7"},
    )
    at.checkbox[0].check().run()
    assert at.query_params == {"o": "3"}
    at.checkbox[0].uncheck().run()
    assert at.query_params == {"o": "3", "k": "7"}


@pytest.fixture
def pages(tmp_path: Path) -> AppTest:
    """Return an app whose pages and whose shared script have bound inputs."""
    (tmp_path / "app.py").write_text(
        dedent(
            """
            import revoila as st
            page = st.navigation([st.Page("one.py"), st.Page("two.py")])
            st.slider("shared", 0, 10, 5, key="shared", bind="query-params")
            page.run()
            st.text(dict(st.query_params))
            """
        )
    )
    for name, persist in (("one", ", persist_state='page'"), ("two", "")):
        (tmp_path / f"{name}.py").write_text(
            dedent(
                f"""
                import revoila as st
                st.slider("own", 0, 10, 5, key="{name}", bind="query-params"{persist})
                st.slider("both", 0, 10, 5, key="both", bind="query-params")
                """
            )
        )
    return AppTest.from_file(tmp_path / "app.py", default_timeout=WAIT)


def test_another_page_removes_the_parameters_of_the_last(pages: AppTest) -> None:
    """Statement 60, also its last sentence."""
    pages.query_params.update(shared="1", one="2", both="3")
    pages.run()
    assert pages.query_params == {"shared": "1", "one": "2", "both": "3"}
    pages.switch_page("two.py").run()
    # An input with the same key there goes on with the value.
    assert pages.query_params == {"shared": "1", "both": "3"}
    pages.switch_page("one.py").run()
    assert pages.query_params == {"shared": "1", "one": "2", "both": "3"}


def test_an_input_without_bind_has_no_parameter_any_more() -> None:
    """Statement 61."""
    at = app(
        f"""
        free = st.checkbox("Free")
        v = st.slider("s", 0, 10, 5, key="k", bind=None if free else "query-params")
        {LOOK.strip().replace(chr(10), chr(10) + " " * 8)}
        if free: st.query_params["k"] = "mine"
        """,
        {"k": "7"},
    )
    at.checkbox[0].check().run()
    assert (at.text[0].value, at.text[1].value, at.query_params) == ("7", "{}", {"k": "mine"})


def test_a_form_writes_its_values_when_it_is_sent() -> None:
    """Statement 58."""
    source = """
        with st.form("f"):
            st.slider("s", 0, 10, 5, key="k", bind="query-params")
            st.form_submit_button("Go")
    """
    at = app(source)
    at.slider[0].set_value(7)
    assert at.run().query_params == {}
    at.slider[0].set_value(7)
    at.button[0].click()
    assert at.run().query_params == {"k": "7"}


def test_a_disabled_input_takes_its_value_from_the_address() -> None:
    """Statements 27 and 52."""
    assert read("slider('x', 0, 10, 5, disabled=True)", "7") == ("7", "7")


def test_bounds_that_change_keep_what_the_address_says() -> None:
    """Statements 13 and 52: a slider with other bounds is drawn for the first time."""
    high = "high = st.selectbox('High', [10, 20, 6])\n"
    at = app(high + SLIDER.replace("10", "high") + LOOK, {"k": "7"})
    assert (at.selectbox[0].select_index(1).run().text[0].value, at.query_params) == ("7", {"k": "7"})
    at.selectbox[0].select_index(2).run()
    assert (at.text[0].value, at.query_params, list(at.exception)) == ("5", {}, [])


def test_what_is_entered_where_the_script_disables_it_now_leaves_the_address() -> None:
    """Statements 27 and 58."""
    source = "off = st.session_state.get('k') == 7\n" + SLIDER.replace("key=", "disabled=off, key=") + LOOK
    for query, left in (({"k": "3"}, "3"), ({}, "5")):
        at = app(source, query)
        at.slider[0].set_value(7).run()
        assert (at.text[0].value, at.query_params) == (left, query)


def test_a_value_that_is_deleted_after_its_input_was_drawn_comes_back(visit: Any) -> None:
    """Statements 26 and 58."""
    buttons = "if st.button('Go'): del st.session_state.k\nst.button('Again')"
    source = f"import revoila as st\n{SLIDER}\n{buttons}\nst.text(v)"
    page = visit(source, opened=False).open(query="k=7").press("Go")
    assert "k" not in page.session.state.keys()  # noqa: SIM118 - it is no mapping
    assert page.press("Again").texts == ["7"]
    assert page.session.query.fields == {"k": ["7"]}


def test_a_test_cannot_go_on_without_the_value_of_an_input_that_shows() -> None:
    """As in Streamlit's app tests."""
    at = app(f"{SLIDER}\nif st.button('Go'): del st.session_state.k{LOOK}", {"k": "7"})
    at.button[0].click().run()
    with pytest.raises(KeyError, match="after it drew that input"):
        at.run()
    assert at.slider[0].set_value(3).run().text[0].value == "3"

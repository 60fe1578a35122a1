"""Dialogs, as a visitor sees them; numbers are statements of the execution specification."""

from __future__ import annotations

from typing import Any

import pytest

import revoila as st
from revoila.errors import StreamlitMissingRequiredParameterError
from revoila.graph._tree import Shown

ASK = """
    import revoila as st
    @st.dialog("Your vote", {options})
    def vote(what):
        st.markdown(f"vote on {{what}}")
        if st.checkbox("Sure"):
            st.markdown("sure")
        if st.button("Submit"):
            st.session_state.vote = what
            st.rerun()

    st.session_state.runs = st.session_state.get("runs", 0) + 1
    st.markdown(f"run {{st.session_state.runs}}, vote {{st.session_state.get('vote')}}")
    if st.button("Vote"):
        st.markdown(f"gives {{vote('tea')}}")
    if st.button("Other"):
        pass
"""
EVENT = 2
"""Where dialogs are among the roots."""


def opened(app: Any) -> list[dict[str, Any]]:
    """Return the props of the dialogs that are open."""
    root = app.session.screen.page.children[EVENT]
    return [node.element.props for node in root.children if isinstance(node, Shown)]


def inside(app: Any) -> list[str]:
    """Return the texts in dialogs."""
    return [str(node.props["body"]) for node in app.nodes("markdown", root=EVENT)]


def test_a_dialog_opens_above_the_page_and_runs_alone(visit: Any) -> None:
    """Statements 98 and 99."""
    app = visit(ASK.format(options=""))
    assert opened(app) == []
    app.press("Vote")
    assert app.texts == ["run 2, vote None", "gives None"]
    assert inside(app) == ["vote on tea"]
    (shown,) = opened(app)
    assert (shown["title"], shown["width"], shown["position"], shown["dismissible"]) == (
        *("Your vote", "small"),
        *("center", True),
    )
    app.change(Sure=True)
    assert inside(app) == ["vote on tea", "sure"]
    assert app.texts == ["run 2, vote None", "gives None"]
    app.press("Submit")
    assert app.texts == ["run 3, vote tea"]
    assert opened(app) == []


def test_a_run_that_does_not_open_it_closes_it_and_another_opens_it_anew(visit: Any) -> None:
    """Statements 99 and 103."""
    app = visit(ASK.format(options="")).press("Vote")
    (first,) = opened(app)
    app.change(Sure=True)
    app.press("Vote")
    (again,) = opened(app)
    # It is the same, and the page is told that it opens once more.
    assert again["run"] > first["run"]
    assert inside(app) == ["vote on tea", "sure"]
    assert opened(app.press("Other")) == []
    # An input that was not there in a full run has begun anew.
    assert inside(app.press("Vote")) == ["vote on tea"]


@pytest.mark.parametrize("title", ["", None])
def test_a_dialog_needs_a_title(title: Any) -> None:
    """Statement 97."""
    with pytest.raises(StreamlitMissingRequiredParameterError):
        st.dialog(title)


def test_a_bare_decorator_is_refused() -> None:
    """Statement 97."""
    with pytest.raises(StreamlitMissingRequiredParameterError):

        @st.dialog  # type: ignore[arg-type]  # what is tested
        def nothing() -> None: ...


@pytest.mark.parametrize(
    "options",
    ["width='huge'", "width=0", "width=True", "position='top'", "on_dismiss='stop'", "on_dismiss=None"],
)
def test_other_options_are_refused_when_it_is_called(visit: Any, options: str) -> None:
    """Statements 32 and 97."""
    app = visit(ASK.format(options=options))
    assert not app.nodes("exception")
    (shown,) = app.press("Vote").nodes("exception")
    assert shown.props["type"].endswith("StreamlitValueError")


def test_a_visitor_closes_it_without_a_word(visit: Any) -> None:
    """Statement 101."""
    app = visit(ASK.format(options="dismissible=False")).press("Vote")
    (shown,) = opened(app)
    assert not shown["dismissible"]
    assert "tells" not in shown


def test_a_dialog_that_was_closed_is_closed_for_another_page(visit: Any) -> None:
    """Statements 99 and 101: the state of a session is what its visitor saw last."""
    app = visit(ASK.format(options="")).press("Vote")
    (shown,) = opened(app)
    app.session.handle_message({"method": "dismiss", "run": shown["run"]})
    assert app.open().messages[-1]["dismissed"] == shown["run"]
    # Nothing has run for it, and what it was opened by opens it anew.
    assert app.texts[0] == "run 2, vote None"
    (again,) = opened(app.press("Vote"))
    assert app.open().messages[-1]["dismissed"] < again["run"]


def test_a_toast_that_was_closed_is_closed_for_another_page(visit: Any) -> None:
    """Statement 122: one stays until it is closed, and the session that a reload keeps."""
    app = visit("import revoila as st\nfor word in 'ab':\n    st.toast(word, duration='infinite')")
    first, second = (node.props["notice"] for node in app.nodes("toast", EVENT))
    app.session.handle_message({"method": "dismiss", "notice": second})
    app.session.handle_message({"method": "dismiss", "notice": second + 1})
    assert app.open().messages[-1]["closed"] == [second]
    assert first != second


@pytest.mark.parametrize("told", ["'rerun'", "lambda: st.session_state.update(closed=True)"])
def test_the_script_can_be_told_that_it_was_closed(visit: Any, told: str) -> None:
    """Statement 101."""
    app = visit(ASK.format(options=f"on_dismiss={told}")).press("Vote")
    root = app.session.screen.page.children[EVENT]
    (shown,) = [node.element for node in root.children if isinstance(node, Shown)]
    assert shown.props["tells"] is True
    app.seq += 1
    event = {"seq": app.seq, "id": shown.id, "generation": shown.props["generation"], "value": True}
    app.session.handle_message({"method": "event", "client": "me", "events": [event]})
    assert app.settle().texts == ["run 3, vote None"]
    assert opened(app) == []
    kept = app.session.state.keys()
    assert ("closed" in kept) is told.startswith("lambda")
    # Anything else that claims to come from it is refused.
    app.press("Vote")
    for value in (False, None, "x", 1):
        app.seq += 1
        event = {**event, "seq": app.seq, "value": value}
        app.session.handle_message({"method": "event", "client": "me", "events": [event]})
    assert app.settle().texts[0] == "run 4, vote None"


TWO = """
    import revoila as st
    @st.dialog("One")
    def one(): st.markdown("one")
    @st.dialog("Two")
    def two(): st.markdown("two")
    @st.dialog("Outer")
    def outer():
        one()
    {calls}
"""


@pytest.mark.parametrize(
    ("calls", "error", "message"),
    [
        ("one(); two()", "StreamlitInvalidLayoutContextError", "Only one dialog"),
        ("one(); one()", "StreamlitDuplicateElementId", ""),
        ("outer()", "StreamlitInvalidLayoutContextError", "may not be nested"),
    ],
)
def test_there_is_one_dialog_at_a_time(visit: Any, calls: str, error: str, message: str) -> None:
    """Statement 100."""
    app = visit(TWO.format(calls=calls))
    nodes = app.nodes("exception") + app.nodes("exception", root=EVENT)
    assert nodes[0].props["type"].endswith(error)
    assert message in nodes[0].props["message"]


def test_a_second_dialog_is_there_without_being_open(visit: Any) -> None:
    """Statement 100, as Streamlit 1.67 does it."""
    app = visit(TWO.format(calls="one(); two()"))
    drawn = [child.element for child in app.session.screen.page.children[EVENT].children]
    found = [(one.props["title"], one.props.get("closed", False)) for one in drawn if one.kind == "dialog"]
    assert found == [("One", False), ("Two", True)]


def test_a_dialog_in_a_parallel_fragment_is_refused(visit: Any) -> None:
    """Statement 81."""
    app = visit(
        """
        import revoila as st
        @st.dialog("One")
        def one(): st.markdown("one")
        @st.fragment(parallel=True)
        def part(): one()
        part()
        """
    )
    (shown,) = app.nodes("exception")
    assert shown.props["type"].endswith("StreamlitInvalidLayoutContextError")


def test_a_fragment_can_open_a_dialog_which_outlives_its_next_run(visit: Any) -> None:
    """Statement 72."""
    app = visit(
        """
        import revoila as st
        @st.dialog("One")
        def one():
            st.session_state.n = st.session_state.get("n", 0) + 1
            st.markdown(f"one {st.session_state.n}")
            st.button("Inside")
        @st.fragment
        def part():
            if st.button("Open"):
                one()
            st.button("Again")
        part()
        st.button("All")
        """
    )
    assert inside(app.press("Open")) == ["one 1"]
    assert inside(app.press("Again")) == ["one 1"]
    assert inside(app.press("Inside")) == ["one 2"]
    assert inside(app.press("Open")) == ["one 3"]
    assert len(opened(app)) == 1
    assert opened(app.press("All")) == []


def test_inputs_of_a_dialog_follow_the_usual_rules(visit: Any) -> None:
    """Statement 102."""
    app = visit("""
        import revoila as st
        st.text_input("Name", key="name")
        @st.dialog("Ask")
        def ask(same_key):
            st.text_input("Other", key="name" if same_key else "other")
        bad, good = st.button("Bad"), st.button("Good")
        if bad or good:
            ask(bad)
    """)
    app.press("Bad")
    (error,) = [node for root in (0, EVENT) for node in app.nodes("exception", root=root)]
    assert error.props["type"].endswith("StreamlitDuplicateElementKey")
    app.press("Good").change(Other="x")
    assert app.session.state.get_item("other") == "x"


def test_equal_inputs_inside_and_outside_of_a_dialog_are_two(visit: Any) -> None:
    """Statement 102."""
    app = visit("""
        import revoila as st
        st.text_input("Name")
        @st.dialog("Ask")
        def ask():
            st.text_input("Name")
        ask()
    """)
    assert len(app.nodes("text_input")) == len(app.nodes("text_input", root=EVENT)) == 1
    assert not app.nodes("exception", root=EVENT)

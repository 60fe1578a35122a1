"""What shows above the page or tells how something goes on: toasts, status, popovers, echo, balloons."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import pytest

from revoila.errors import (
    StreamlitAPIException,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)
from revoila.graph._tree import Shown
from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from pathlib import Path


def shown(at: AppTest, root: int = 0) -> list[Any]:
    """Return the elements in a root, and the containers in it."""
    found: list[Any] = []

    def walk(node: Any) -> None:
        if isinstance(node, Shown):
            found.append(node.element)
            for child in node.children:
                walk(child)
        else:
            found.append(node)

    block: Any = at._session.screen.page.children[root]
    for child in block.children:
        walk(child)
    return found


def run(source: str) -> AppTest:
    at = AppTest.from_string(textwrap.dedent(source)).run()
    assert not at.exception, at.exception[0].message
    return at


def refused(source: str) -> Any:
    """Run a script that fails; return the exception on the page."""
    at = AppTest.from_string(f"import revoila as st\n{textwrap.dedent(source)}").run()
    return at._session.uncaught


# Toasts: statement 122 of the execution specification.


def test_a_toast_is_above_the_page_and_belongs_to_its_run() -> None:
    """Statement 122."""
    at = run("import revoila as st\nst.toast('Saved', icon='🎉', duration='long')")
    (toast,) = shown(at, 2)
    assert toast.kind == "toast"
    assert toast.props == {"body": "Saved", "icon": "🎉", "seconds": 10.0, "run": 1}
    (again,) = shown(at.run(), 2)
    assert again.props["run"] == 2


@pytest.mark.parametrize(("duration", "seconds"), [("short", 4.0), ("infinite", None), (7, 7.0)])
def test_a_toast_has_a_duration(duration: Any, seconds: float | None) -> None:
    """Statement 122."""
    at = run(f"import revoila as st\nst.toast('x', duration={duration!r})")
    assert shown(at, 2)[0].props.get("seconds") == seconds


def test_a_toast_that_stays_has_a_number_of_its_own_which_another_text_has_not() -> None:
    at = run(
        "import revoila as st\n"
        "one, _ = [st.toast('Same', duration='infinite') for _ in range(2)]\n"
        "one.toast('Other', duration='infinite')"
    )
    first = [toast.props["notice"] for toast in shown(at, 2)]
    again = [toast.props["notice"] for toast in shown(at.run(), 2)]
    assert len({*first, *again}) == 4


def test_a_toast_can_be_replaced() -> None:
    """Statement 122."""
    at = run("import revoila as st\none = st.toast('Saving')\none.toast('Saved')\nst.toast('Other')")
    assert [toast.props["body"] for toast in shown(at, 2)] == ["Saved", "Other"]


@pytest.mark.parametrize("duration", ["soon", 0, -1, 1.5, None])
def test_other_durations_are_refused(duration: Any) -> None:
    """Statement 122."""
    assert isinstance(refused(f"st.toast('x', duration={duration!r})"), StreamlitValueError)
    assert isinstance(refused("st.toast('x', duration=True)"), TypeError)


def test_a_toast_needs_a_text_and_is_no_method_of_containers() -> None:
    """Statement 122."""
    assert isinstance(refused("st.toast('')"), StreamlitMissingRequiredParameterError)
    error = refused("st.container().toast('x')")
    assert isinstance(error, StreamlitAPIException)
    assert "Did you mean `st.toast()`?" in str(error)


def test_a_toast_of_a_fragment_shows_in_each_of_its_runs() -> None:
    """Statement 60."""
    source = """
        import revoila as st
        @st.fragment(key="f")
        def part():
            st.toast("again")
        part()
        st.button("Go", on_click=lambda: st.rerun("f"))
    """
    at = run(source)
    assert [toast.props["run"] for toast in shown(at, 2)] == [1]
    at.button[0].click().run()
    runs = [toast.props["run"] for toast in shown(at, 2)]
    assert len(runs) == 1
    assert runs[0] > 1


# Status: statement 120.


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("pass", "complete"),
        ("box.update(state='error')", "error"),
        ("box.update(label='Other', expanded=True)", "complete"),
        ("st.stop()", "running"),
    ],
)
def test_a_status_ends_with_its_block(body: str, state: str) -> None:
    """Statement 120."""
    at = run(f"import revoila as st\nwith st.status('Work') as box:\n    st.text('inside')\n    {body}")
    box, inside = shown(at)
    assert (box.kind, box.props["state"]) == ("status", state)
    assert inside.props["body"] == "inside"
    assert box.props["label"] == ("Other" if "Other" in body else "Work")
    assert box.props["expanded"] is ("Other" in body)


def test_an_error_ends_a_status_and_goes_on() -> None:
    """Statement 120."""
    at = AppTest.from_string(
        "import revoila as st\nwith st.status('Work'):\n    raise ValueError('no')"
    ).run()
    box, error = shown(at)
    assert box.props["state"] == "error"
    assert error.kind == "exception"


def test_a_status_without_a_block_says_what_it_is_told() -> None:
    """Statement 120."""
    at = run("import revoila as st\nbox = st.status('Work', expanded=True, state='complete')\nbox.text('x')")
    box, _ = shown(at)
    assert (box.props["state"], box.props["expanded"]) == ("complete", True)


def test_only_what_an_update_names_changes() -> None:
    """Statement 120."""
    source = """
        import revoila as st
        box = st.status('Work', expanded=True, state='error', type='compact', width=300)
        box.update(label='Other')
        assert box.update(state='running') is None
        with box:
            box.update(state='complete')
    """
    (box,) = shown(run(source))
    assert box.props == {
        "label": "Other",
        "state": "complete",
        "expanded": True,
        "type": "compact",
        "width": 300,
    }


@pytest.mark.parametrize("call", ["st.status('x', state='done')", "st.status('x').update(state='done')"])
def test_other_states_are_refused(call: str) -> None:
    """Statement 120."""
    assert isinstance(refused(call), StreamlitValueError)


# Popovers.


def test_a_popover_is_a_container_with_a_button() -> None:
    at = run(
        "import revoila as st\n"
        "with st.popover('More', icon='🔧', help='Explained', key='more') as box:\n    st.text('inside')\n"
        "st.text(str(box.open))"
    )
    box, inside, said = shown(at)
    assert box.kind == "popover"
    assert box.props == {
        "label": "More",
        "type": "secondary",
        "icon": "🔧",
        "help": "Explained",
        "key": "more",
    }
    assert (inside.props["body"], said.props["body"]) == ("inside", "None")


def test_what_a_popover_refuses() -> None:
    assert isinstance(refused("st.popover(None)"), StreamlitMissingRequiredParameterError)
    assert isinstance(refused("st.popover('x', type='odd')"), StreamlitValueError)
    assert isinstance(refused("st.popover('x', on_change=None)"), StreamlitValueError)


# Balloons and snow.


@pytest.mark.parametrize("kind", ["balloons", "snow"])
def test_a_celebration_belongs_to_its_run(kind: str) -> None:
    """Statement 60."""
    at = run(f"import revoila as st\nst.{kind}()")
    assert [(one.kind, one.props) for one in shown(at)] == [(kind, {"run": 1})]
    assert shown(at.run())[0].props == {"run": 2}


# Echo: statement 123.

ECHO = """
import revoila as st


def decorated(function):
    return function


with st.echo({options}):
    @decorated
    def double(number):
        # A comment.
        return 2 * number

    st.write(f"twice {{double(4)}}")

with st.echo(), st.container():
    st.write("second")
"""


@pytest.mark.parametrize("where", ["above", "below"])
def test_echo_shows_the_code_of_its_block(tmp_path: Path, where: str) -> None:
    """Statement 123."""
    path = tmp_path / "app.py"
    path.write_text(ECHO.format(options=f"code_location={where!r}"))
    at = AppTest.from_file(path).run()
    assert not at.exception
    kinds = [node.kind for node in shown(at) if node.kind in ("code", "markdown")]
    assert kinds[:2] == (["code", "markdown"] if where == "above" else ["markdown", "code"])
    first, second = (node.props["body"] for node in shown(at) if node.kind == "code")
    assert first == (
        "@decorated\ndef double(number):\n    # A comment.\n    return 2 * number\n\n"
        'st.write(f"twice {double(4)}")'
    )
    assert second == 'st.write("second")'


def test_echo_runs_what_it_cannot_read() -> None:
    """Statement 123."""
    source = "import revoila as st\nexec('with st.echo():\\n    st.text(\"ran\")')"
    at = AppTest.from_string(source).run()
    assert [node.kind for node in shown(at) if node.kind != "container"] == ["warning", "text"]


def test_echo_shows_the_code_above_unless_below_is_asked_for(tmp_path: Path) -> None:
    """Statement 123."""
    path = tmp_path / "app.py"
    path.write_text("import revoila as st\nwith st.echo('beside'):\n    st.text('x')\n")
    at = AppTest.from_file(path).run()
    assert [node.kind for node in shown(at) if node.kind != "container"] == ["code", "text"]

"""How long an input has its value; numbers are statements of the state specification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    App = Callable[..., AppTest]

STEP = "n = st.session_state.setdefault('n', 0)\n"


def shown(at: AppTest) -> list[str]:
    """Return the texts on the page, which must have no error."""
    assert [error.value for error in at.exception] == []
    return [text.value for text in at.text]


def go_on(at: AppTest, **entries: Any) -> AppTest:
    """Run the next step of the script."""
    at.session_state["n"] += 1
    for name, value in entries.items():
        at.session_state[name] = value
    return at.run()


def of(at: AppTest, kind: str, label: str) -> Any:
    """Return the input with a label."""
    widgets: Any = at.get(kind)
    return next(one for one in widgets if one.label == label)


# What an input is in the next run.


def test_a_keyed_input_keeps_its_value_whatever_else_changes(app: App) -> None:
    """Statements 8, 11 and 16."""
    at = app(
        f"{STEP}st.text(st.text_input(f'k{{n}}', key='t'))\nst.text(st.text_input(f'u{{n}}', f'd{{n}}'))"
    )
    at.text_input[0].set_value("kept")
    at.text_input[1].set_value("lost")
    assert shown(at.run()) == ["kept", "lost"]
    assert shown(go_on(at)) == ["kept", "d1"]
    at.session_state["n"] = -1
    assert shown(go_on(at)) == ["kept", "d0"], "what the older one had is forgotten"


def test_without_an_input_between_a_run_forgets_what_an_unkeyed_one_had(app: App) -> None:
    """Statements 8 and 18: an identity that comes back after another one starts anew."""
    at = app(f"{STEP}st.text(st.slider('l', 0, 9 + n % 2, 3))")
    assert shown(at.slider[0].set_value(7).run()) == ["7"]
    assert shown(go_on(at)) == ["3"]
    assert shown(go_on(at)) == ["3"]


CHOICES = f"""{STEP}
options = [["a", "b", "c"], ["b", "c"], ["c", "d"], ["d"], []][n]
value = st.COMMAND("l", options, INDEX, key="k")
st.text((value, st.session_state.k))
"""


@pytest.mark.parametrize("command", ["selectbox", "radio"])
@pytest.mark.parametrize(
    ("index", "values"), [("0", ["b", "b", "c", "d", None]), ("None", ["b", "b", None, None, None])]
)
def test_a_keyed_choice_survives_as_long_as_its_label(
    app: App, command: str, index: str, values: list[Any]
) -> None:
    """Statement 12: then it is the default, in session state of the same run as well."""
    at = app(CHOICES.replace("COMMAND", command).replace("INDEX", index))
    chosen: Any = at.get(command)[0]
    chosen.set_value("b").run()
    assert shown(at) == [str((values[0], values[0]))]
    for value in values[1:]:
        assert shown(go_on(at)) == [str((value, value))]


@pytest.mark.parametrize("command", ["pills", "segmented_control"])
@pytest.mark.parametrize(
    ("default", "values"),
    [("options[:1]", ["b", "b", "c", "d", None]), ("None", ["b", "b", None, None, None])],
)
def test_a_keyed_button_of_a_row_survives_as_long_as_its_label(
    app: App, command: str, default: str, values: list[Any]
) -> None:
    """Statement 12."""
    at = app(CHOICES.replace("COMMAND", command).replace("INDEX", f"default={default}"))
    at.button_group[0].set_value("b").run()
    assert shown(at) == [str((values[0], values[0]))]
    for value in values[1:]:
        assert shown(go_on(at)) == [str((value, value))]


@pytest.mark.parametrize(
    ("command", "more"),
    [
        ("multiselect", ""),
        ("pills", "selection_mode='multi', "),
        ("segmented_control", "selection_mode='multi', "),
    ],
)
def test_of_several_keyed_choices_those_vanish_that_are_no_options(app: App, command: str, more: str) -> None:
    """Statement 12."""
    at = app(CHOICES.replace("COMMAND", command).replace("INDEX", f"{more}default=options[-1:]"))
    chosen: Any = at.get(command)[0]
    chosen.set_value(["c", "a", "b"]).run()
    assert shown(at) == ["(['c', 'a', 'b'], ['c', 'a', 'b'])"]
    for left in (["c", "b"], ["c"], [], []):
        assert shown(go_on(at)) == [str((left, left))]


STOPS = f"""{STEP}
options = [["a", "b", "c"], ["b", "c", "e"], ["c", "d"]][n]
value = st.select_slider("l", options, VALUE, key="k")
st.text((value, st.session_state.k))
"""


def test_a_keyed_select_slider_survives_as_long_as_its_label(app: App) -> None:
    """Statement 12."""
    at = app(STOPS.replace("VALUE", "options[-1]"))
    at.select_slider[0].set_value("b").run()
    for value in ("b", "d"):
        assert shown(go_on(at)) == [str((value, value))]


def test_a_keyed_range_of_labels_is_reset_as_a_whole(app: App) -> None:
    """Statement 12: although one of its ends is still there."""
    at = app(STOPS.replace("VALUE", "(options[0], options[-1])"))
    at.select_slider[0].set_range("b", "c").run()
    for value in (("b", "c"), ("c", "d")):
        assert shown(go_on(at)) == [str((value, value))]


def test_a_keyed_choice_is_found_by_its_new_label(app: App) -> None:
    """Statement 12: it is the formatted value that must be among the options."""
    at = app(
        f"{STEP}label = str if n < 2 else (lambda option: f'no. {{option}}')\n"
        "st.text(repr(st.selectbox('l', [1, 2] if n != 1 else ['2', '3'], key='k', format_func=label)))"
    )
    assert shown(at.selectbox[0].set_value(2).run()) == ["2"]
    assert shown(go_on(at)) == ["2"], "still the number, whose label is that of the text"
    assert shown(go_on(at)) == ["'2'"], "the text, whose label is that of the number"
    assert shown(at.run()) == ["2"]


def test_an_unkeyed_choice_is_another_one_with_other_options(app: App) -> None:
    """Statement 8."""
    at = app(f"{STEP}st.text(st.radio('l', ['a', 'b', 'c'][n:]))")
    assert shown(at.radio[0].set_value("c").run()) == ["c"]
    assert shown(go_on(at)) == ["b"]


@pytest.mark.parametrize(
    ("bounds", "values"),
    [("[(0, 10), (3, 9), (5, 10)]", [4, 4, 5]), ("[(0, 10), (0, 4), (0, 3)]", [4, 4, 0])],
)
def test_a_keyed_number_out_of_new_bounds_is_the_default(app: App, bounds: str, values: list[int]) -> None:
    """Statement 13: not the nearest bound."""
    at = app(f"{STEP}low, high = {bounds}[n]\nst.text(st.number_input('l', low, high, key='k'))")
    at.number_input[0].set_value(4).run()
    assert shown(at) == [str(values[0])]
    for value in values[1:]:
        assert shown(go_on(at)) == [str(value)]
        assert at.session_state.k == value


@pytest.mark.parametrize("bounds", ["0, 11, 3", "-1, 10, 3", "0, 10, 3, step=3"])
def test_a_keyed_slider_with_other_bounds_starts_anew(app: App, bounds: str) -> None:
    """Statement 13."""
    at = app(
        f"{STEP}st.text(st.slider('l', 0, 10, 3, key='k') if n == 0 else st.slider('l', {bounds}, key='k'))"
    )
    assert shown(at.slider[0].set_value(6).run()) == ["6"]
    assert shown(go_on(at)) == ["3"]


@pytest.mark.parametrize(
    ("first", "then", "value"),
    [("value=5", "value=6", "7"), ("value=200", "value=10", "10"), ("value=5", "value=0.5", "0.5")],
)
def test_a_slider_that_its_value_does_not_fit_any_more_has_its_default(
    app: App, first: str, then: str, value: str
) -> None:
    """Statement 13: also where nobody gives the bounds, which follow the default."""
    at = app(
        f"{STEP}st.text(st.slider('l', {first}, key='k') if n == 0 else st.slider('l', {then}, key='k'))"
    )
    at.slider[0].set_value(150 if "200" in first else 7).run()
    assert shown(go_on(at)) == [value]


# Copies.


def test_what_a_script_does_to_a_returned_value_stays_in_that_run(app: App) -> None:
    """Statements 14 and 34: session state has the stored value itself."""
    at = app(
        """
options = [{"n": 1}, {"n": 2}]
value = st.selectbox("l", options, key="k")
value["n"] += 10
st.text((value["n"], st.session_state.k["n"], options[0]["n"], value is st.session_state.k))
"""
    )
    assert shown(at) == ["(11, 1, 1, False)"]
    assert shown(at.run()) == ["(11, 1, 1, False)"]
    assert shown(at.selectbox[0].select_index(1).run()) == ["(12, 2, 1, False)"]


def test_a_default_is_copied_when_the_input_appears(app: App) -> None:
    """Statement 14."""
    at = app("d = [1, 5]\nv = st.slider('l', 0, 9, d, key='k')\nd[0] = 3\nst.text((v, st.session_state.k))")
    assert shown(at) == ["((1, 5), (1, 5))"]


OBJECTS = """
class Plain:
    def __init__(self, name): self.name = name
options = [Plain("a"), Plain("b")]
value = st.COMMAND("l", options, format_func=lambda option: option.name, key="k")
st.text((value in options, value.name, isinstance(value, Plain)))
"""


@pytest.mark.parametrize("command", ["selectbox", "radio"])
def test_a_chosen_object_is_a_copy_of_the_option(app: App, command: str) -> None:
    """Statement 15."""
    at = app(OBJECTS.replace("COMMAND", command))
    assert shown(at) == ["(False, 'a', True)"]
    chosen: Any = at.get(command)[0]
    chosen.set_value(chosen.options[1])
    assert shown(at.run()) == ["(False, 'b', True)"]


@pytest.mark.parametrize("command", ["selectbox", "radio"])
def test_a_chosen_member_is_one_of_the_class_of_this_run(app: App, command: str) -> None:
    """Statements 15 and 49: the script defines its class anew in each run."""
    at = app(
        f"""
import enum
class Colour(enum.Enum):
    RED, BLUE = 1, 2
value = st.{command}("l", Colour, key="k")
st.text((isinstance(value, Colour), value is Colour.BLUE))
kept = st.session_state.setdefault("kept", Colour.RED)
st.text((isinstance(kept, Colour), kept == Colour.RED))
"""
    )
    assert shown(at) == ["(True, False)", "(True, True)"]
    chosen: Any = at.get(command)[0]
    chosen.set_value(chosen.options[1]).run()
    assert shown(at) == ["(True, True)", "(False, False)"]
    assert shown(at.run()) == ["(True, True)", "(False, False)"]


@pytest.mark.parametrize(
    ("call", "pick"),
    [
        ("multiselect('l', Colour, key='k')", "value[-1]"),
        ("pills('l', Colour, default=Colour.RED, key='k')", "value"),
        ("segmented_control('l', Colour, selection_mode='multi', key='k')", "value[-1]"),
        ("select_slider('l', Colour, key='k')", "value"),
        ("select_slider('l', Colour, tuple(Colour), key='k')", "value[-1]"),
    ],
)
def test_each_of_several_members_is_one_of_the_class_of_this_run(app: App, call: str, pick: str) -> None:
    """Statements 15 and 49."""
    at = app(
        f"""
import enum
class Colour(enum.Enum):
    RED, BLUE = 1, 2
value = st.{call}
st.text(bool(value) and ({pick} is Colour.BLUE))
"""
    )
    chosen: Any = at.get(call.partition("(")[0])[0]
    labels = chosen.options
    chosen.set_value(labels if "[-1]" in pick else labels[1]).run()
    assert shown(at) == ["True"]
    assert shown(at.run()) == ["True"]


@pytest.mark.parametrize(
    "call",
    [
        "multiselect('l', options, options, key='k')",
        "pills('l', options, selection_mode='multi', default=options, key='k')",
        "select_slider('l', options, options, key='k')",
    ],
)
def test_what_is_done_to_chosen_objects_does_not_stay(app: App, call: str) -> None:
    """Statements 14 and 15."""
    at = app(
        f"""
options = [{{"n": 1}}, {{"n": 2}}]
value = st.{call}
value[0]["n"] += 10
st.text((value[0]["n"], st.session_state.k[0]["n"], options[0]["n"]))
"""
    )
    assert shown(at) == ["(11, 1, 1)"]
    assert shown(at.run()) == ["(11, 1, 1)"]


# Buttons.

PRESSED = """
def before(): st.session_state.called = st.session_state.b
log = [st.session_state.get("b")]
log += [st.button("b", key="b", on_click=before), st.session_state.b]
st.text((*log, st.session_state.get("called")))
END
"""


@pytest.mark.parametrize("end", ["", "if log[1]: st.stop()", "if log[1]: raise ValueError"])
def test_a_press_holds_for_callbacks_and_the_run_it_has_started(app: App, end: str) -> None:
    """Statement 17; however the run ends."""
    at = app(PRESSED.replace("END", end))
    assert shown(at) == ["(None, False, False, None)"]
    at.button[0].click().run()
    assert at.text[0].value == "(True, True, True, True)"
    assert shown(at.run()) == ["(False, False, False, True)"]


def test_a_press_is_over_in_the_run_that_the_script_asks_for(app: App) -> None:
    """Statement 17; statement 40 of execution."""
    at = app(
        "st.session_state.log = st.session_state.get('log', []) + [st.session_state.get('b')]\n"
        "if st.button('b', key='b'): st.rerun()"
    )
    assert at.button[0].click().run().session_state.log == [None, True, False]


# Inputs that vanish.

HIDE = """
if st.checkbox("show", True): st.text_input("t", "default", key="t")
st.text(("t" in st.session_state, st.session_state.get("t")))
st.session_state.setdefault("entry", 1)
"""


def test_a_hidden_input_is_readable_in_one_run_more(app: App) -> None:
    """Statements 18 and 19: what is no input's stays."""
    at = app(HIDE)
    at.text_input[0].set_value("x").run()
    assert shown(at.checkbox[0].uncheck().run()) == ["(True, 'x')"]
    assert shown(at.run()) == ["(False, None)"]
    assert shown(at.checkbox[0].check().run()) == ["(True, 'default')"]
    assert at.session_state.entry == 1


CUT = """
how = st.session_state.get("how")
if how == "stop": st.stop()
if how == "raise": raise ValueError
if how == "rerun":
    st.session_state.how = ""
    st.rerun()
st.text((st.text_input("keyed", key="t"), st.text_input("unkeyed")))
"""


@pytest.mark.parametrize("how", ["stop", "raise", "rerun"])
def test_a_run_that_is_cut_short_forgets_no_input(app: App, how: str) -> None:
    """Statement 19; statements 39 and 40 of execution."""
    at = app(CUT)
    at.text_input[0].set_value("a")
    at.text_input[1].set_value("b").run()
    at.session_state.how = how
    at.run().run()
    at.session_state.how = ""
    assert shown(at.run()) == ["('a', 'b')"]


FRAGMENT = """
@st.fragment
def part():
    if not st.checkbox("hide"): st.text_input("inside", key="i")
    st.text(("i" in st.session_state, "o" in st.session_state))
part()
if not st.session_state.get("gone"): st.text_input("outside", key="o")
"""


def test_a_run_of_a_fragment_forgets_inputs_of_that_fragment_only(app: App) -> None:
    """Statement 20."""
    at = app(FRAGMENT)
    of(at, "text_input", "inside").set_value("a")
    of(at, "text_input", "outside").set_value("b").run()
    assert shown(at.checkbox[0].check().run()) == ["(True, True)"]
    at.checkbox[0].uncheck().run()
    at.checkbox[0].check().run()
    assert "i" not in at.session_state
    assert at.session_state.o == "b"


# Pages.

PAGE = """
st.text(st.session_state.get("k"))
st.text_input("t", "PAGE", key="k")
st.text(st.session_state.k)
if st.button("go"): st.switch_page("pages/b.py")
"""


@pytest.fixture
def pages(tmp_path: Path) -> Callable[[str], AppTest]:
    """Return a function that makes an app of two pages of one script, which knows its name."""

    def build(source: str) -> AppTest:
        (tmp_path / "pages").mkdir()
        for name, path in (("a", tmp_path / "app.py"), ("b", tmp_path / "pages" / "b.py")):
            path.write_text("import revoila as st\n" + source.replace("PAGE", name))
        return AppTest.from_file(tmp_path / "app.py", default_timeout=30).run()

    return build


def test_a_menu_leaves_the_old_value_to_read_before_the_new_input(pages: Callable[[str], AppTest]) -> None:
    """Statement 21."""
    at = pages(PAGE)
    at.text_input[0].set_value("x").run()
    assert shown(at.switch_page("pages/b.py").run()) == ["x", "b"]
    assert shown(at.run()) == ["b", "b"]


def test_switch_page_leaves_nothing(pages: Callable[[str], AppTest]) -> None:
    """Statement 21."""
    at = pages(PAGE)
    at.text_input[0].set_value("x").run()
    assert shown(at.button[0].click().run()) == ["None", "b"]


def test_an_input_of_the_old_page_is_gone_in_the_second_run(pages: Callable[[str], AppTest]) -> None:
    """Statement 21."""
    at = pages("if 'PAGE' == 'a': st.text_input('t', key='k')\nst.text(st.session_state.get('k'))")
    at.text_input[0].set_value("x").run()
    assert shown(at.switch_page("pages/b.py").run()) == ["x"]
    assert shown(at.run()) == ["None"]


KEEP = 'if "k" in st.session_state: st.session_state.k = st.session_state.k\n'


def test_assigning_an_entry_to_itself_keeps_it_over_pages(pages: Callable[[str], AppTest]) -> None:
    """Statements 21 and 22."""
    at = pages(f"{KEEP}st.text(st.text_input('t', 'PAGE', key='k'))")
    at.text_input[0].set_value("x").run()
    assert shown(at.switch_page("pages/b.py").run()) == ["x"]
    at.text_input[0].set_value("y").run()
    assert shown(at.switch_page("app.py").run()) == ["y"]


def test_what_is_assigned_for_the_next_page_arrives_there(pages: Callable[[str], AppTest]) -> None:
    """Statements 21 and 22: it is the author's entry, also with the key of an input."""
    at = pages(
        "if st.session_state.pop('go', False):\n"
        "    st.session_state.k = 'assigned'\n"
        "    st.switch_page('pages/b.py')\n"
        "st.text(('PAGE', st.text_input('t', key='k')))"
    )
    at.session_state.go = True
    assert shown(at.run()) == ["('b', 'assigned')"]


# Ways to keep a value.


@pytest.mark.parametrize(
    ("keep", "kept"),
    [("", "default"), ("if 't' in st.session_state: st.session_state.t = st.session_state.t\n", "x")],
)
def test_assigning_an_entry_to_itself_keeps_a_hidden_input(app: App, keep: str, kept: str) -> None:
    """Statement 22."""
    at = app(keep + HIDE)
    at.text_input[0].set_value("x").run()
    at.checkbox[0].uncheck().run().run()
    assert shown(at.checkbox[0].check().run()) == [str((True, kept))]


def test_a_copy_under_another_key_keeps_a_hidden_input(app: App) -> None:
    """Statement 22."""
    at = app(
        """
if st.checkbox("show", True):
    st.session_state.setdefault("t", st.session_state.get("copy", ""))
    st.session_state.copy = st.text_input("t", key="t")
st.text(st.session_state.copy)
"""
    )
    at.text_input[0].set_value("x").run()
    at.checkbox[0].uncheck().run().run()
    assert shown(at.checkbox[0].check().run()) == ["x"]
    assert at.text_input[0].value == "x"


@pytest.mark.parametrize("assigned", ["before", "with"])
def test_an_input_that_returns_has_what_was_assigned_before_it_was_there(app: App, assigned: str) -> None:
    """Statement 23: not its last value, and nothing when it was the first value of the input itself."""
    at = app(
        "if 'once' not in st.session_state: st.session_state.once = st.session_state.t = 'author'\n"
        f"if st.checkbox('show', {assigned == 'with'}): st.text(st.text_input('t', 'default', key='t'))"
    )
    assert shown(at.checkbox[0].check().run()) == ["author"]
    assert shown(at.text_input[0].set_value("x").run()) == ["x"]
    at.checkbox[0].uncheck().run().run()
    assert shown(at.checkbox[0].check().run()) == ["author" if assigned == "before" else "default"]


# Deleting.


def test_deleting_before_the_input_starts_it_anew(app: App) -> None:
    """Statement 26: what the visitor has just entered is discarded, too."""
    at = app(
        "if st.session_state.get('d'): del st.session_state.t\nst.text(st.text_input('t', 'default', key='t'))"
    )
    assert shown(at.text_input[0].set_value("x").run()) == ["x"]
    at.session_state.d = True
    assert shown(at.text_input[0].set_value("y").run()) == ["default"]
    at.session_state.d = False
    assert shown(at.run()) == ["default"]


@pytest.mark.parametrize("delete", ["del st.session_state.t", "st.session_state.clear()"])
def test_deleting_after_the_input_holds_for_the_rest_of_the_run(visit: Any, delete: str) -> None:
    """Statement 26: the page shows the value still, so it is the input's in the next run."""
    page = visit(
        "import revoila as st\nst.button('again')\nd = st.button('d')\n"
        f"st.text(st.text_input('t', 'default', key='t'))\nif d: {delete}\nst.text('t' in st.session_state)"
    )
    assert page.change(t="x").press("d").texts == ["x", "False"]
    assert page.press("again").texts == ["x", "True"]


def test_deleting_before_another_run_is_asked_for_is_for_good(app: App) -> None:
    """Statement 26; statement 48 of execution: no page is there that could send the value."""
    at = app(
        "st.text(st.text_input('t', 'default', key='t'))\n"
        "if st.button('d'):\n    del st.session_state.t\n    st.rerun()"
    )
    at.text_input[0].set_value("x").run()
    assert shown(at.button[0].click().run()) == ["default"]


def test_a_deleted_entry_may_be_assigned_again(app: App) -> None:
    """Statements 26 and 37."""
    at = app(
        "st.text_input('t', 'default', key='t')\ndel st.session_state.t\nst.session_state.t = 'x'\n"
        "st.text(st.session_state.t)"
    )
    assert shown(at) == ["x"]


# Disabled inputs.

DISABLED = """
def note(): st.session_state.calls = st.session_state.get("calls", 0) + 1
off = st.checkbox("off")
st.text(st.text_input("t", "default", key="t", disabled=off, on_change=note))
st.button("b", key="b", disabled=off, on_click=note)
"""


def test_a_disabled_input_takes_nothing_and_keeps_its_value(visit: Any) -> None:
    """Statements 27 and 28; statement 24 of execution."""
    app = visit(f"import revoila as st\n{DISABLED}")
    app.change(t="x").change(off=True)
    runs = app.app["run_id"]
    app.change(t="forged", b=True)
    assert app.session.state.get_item("t") == "x"
    assert app.session.state.get_item("calls") == 1
    assert app.app["run_id"] == runs, "nothing has changed"
    assert app.input("t").props["value"] == "x"


def test_an_input_that_is_disabled_in_the_run_of_its_change_discards_it(app: App) -> None:
    """Statement 27: as when a form sends a text with the box that turns it off."""
    at = app(
        "with st.form('f'):\n    off = st.checkbox('off')\n    value = st.text_input('t', key='t', disabled=off)\n"
        "    st.form_submit_button()\nst.text((value, st.session_state.t))"
    )
    at.text_input[0].set_value("x")
    assert shown(at.button[0].click().run()) == ["('x', 'x')"]
    at.text_input[0].set_value("y")
    at.checkbox[0].check()
    assert shown(at.button[0].click().run()) == ["('x', 'x')"]


def test_code_can_assign_to_a_disabled_input(app: App) -> None:
    """Statement 27."""
    at = app("st.text(st.text_input('t', 'default', key='t', disabled=True))")
    assert shown(at) == ["default"]
    at.session_state.t = "code"
    assert shown(at.run()) == ["code"]
    assert shown(at.run()) == ["code"]

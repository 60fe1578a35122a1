"""The same steps on every input of an app, on the host of one's choice; what comes of each, for comparing hosts."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.errors import AppTestError, StreamlitAPIException

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from revoila.testing.v1 import AppTest

REFUSED = "refused"
GONE = "gone"

DAY = "'2027-02-03'"

INPUTS = {
    "text": "st.text_input('text', 'a', key='text')",
    "open text": "st.text_input('open text', None, key='open text')",
    "short text": "st.text_input('short text', max_chars=3, key='short text')",
    "needed text": "st.text_input('needed text', 'a', required=True, validate='^[a-z]*$', key='needed text')",
    "area": "st.text_area('area', 'a', key='area')",
    "number": "st.number_input('number', 0, 10, 3, key='number')",
    "open number": "st.number_input('open number', None, None, None, key='open number')",
    "float": "st.number_input('float', 0.0, 1.0, 0.5, 0.25, key='float')",
    "slider": "st.slider('slider', 0, 10, 2, 2, key='slider')",
    "range": "st.slider('range', 0.0, 1.0, (0.25, 0.5), key='range')",
    "days": "st.slider('days', *[datetime.date(2027, month, 3) for month in (1, 12, 2)], key='days')",
    "places": "st.select_slider('places', ['lo', 'mid', 'hi'], key='places')",
    "ends": "st.select_slider('ends', ['lo', 'mid', 'hi'], ('lo', 'mid'), key='ends')",
    "box": "st.selectbox('box', ['a', 'b'], key='box')",
    "open box": "st.selectbox('open box', ['a', 'b'], None, key='open box')",
    "new box": "st.selectbox('new box', ['a', 'b'], accept_new_options=True, key='new box')",
    "radio": "st.radio('radio', ['a', 'b'], key='radio')",
    "open radio": "st.radio('open radio', ['a', 'b'], None, key='open radio')",
    "many": "st.multiselect('many', ['a', 'b', 'c'], 'a', max_selections=2, key='many')",
    "pills": "st.pills('pills', ['a', 'b'], default='a', key='pills')",
    "needed pills": "st.pills('needed pills', ['a', 'b'], default='a', required=True, key='needed pills')",
    "segments": "st.segmented_control('segments', ['a', 'b'], selection_mode='multi', default='a', key='segments')",
    "stars": "st.feedback('stars', key='stars', default=1)",
    "page": "st.pagination(9, key='page')",
    "date": f"st.date_input('date', {DAY}, '2027-01-01', '2027-12-31', key='date')",
    "open date": "st.date_input('open date', None, key='open date')",
    "dates": f"st.date_input('dates', ({DAY}, '2027-02-09'), key='dates')",
    "time": "st.time_input('time', '08:15', key='time')",
    "open time": "st.time_input('open time', None, key='open time')",
    "moment": "st.datetime_input('moment', '2027-02-03T08:15', '2027-01-01', '2027-12-31', key='moment')",
    "open moment": "st.datetime_input('open moment', None, key='open moment')",
    "color": "st.color_picker('color', '#aabbcc', key='color')",
    "box to tick": "st.checkbox('box to tick', key='box to tick')",
    "switch": "st.toggle('switch', True, key='switch')",
    "button": "st.button('button', key='button')",
    "menu": "st.menu_button('menu', ['CSV', 'JSON'], key='menu')",
    "file": "st.file_uploader('file', 'txt', key='file')",
    "files": "st.file_uploader('files', accept_multiple_files=True, key='files')",
    "folder": "st.file_uploader('folder', accept_multiple_files='directory', key='folder')",
    "disabled": "st.selectbox('disabled', ['a', 'b'], disabled=True, key='disabled')",
    "message": "st.chat_input('message', key='message')",
}
"""An input of each type, in each of the ways that matter to what it takes; names are keys."""

SCRIPT = """
import datetime
import streamlit as st

def show(name, value):
    files = value if isinstance(value, list) else [value]
    if files and hasattr(files[0], 'getvalue'):
        value = [(file.name, file.getvalue()) for file in files]
    st.text(f"{name}: {str(value) if isinstance(value, (datetime.date, datetime.time)) else value!r}")

""" + "\n".join(f"show({name!r}, {call})" for name, call in INPUTS.items())


class Step(NamedTuple):
    """Something that a test does with an input, as ``set_value``."""

    key: str
    name: str
    value: Any


def _text(name: str, body: bytes = b"x") -> tuple[str, bytes, str]:
    return name, body, "text/plain"


DONE: dict[str, dict[str, Any]] = {
    "text": {"set": "b", "clear": None, "empty": "", "lines": "a\nb"},
    "open text": {"empty": "", "set": "b", "clear": None},
    "short text": {"beyond": "abcdef"},
    "needed text": {"set": "b", "empty": "", "unlike": "B"},
    "area": {"set": "a\nb", "empty": "", "clear": None},
    "number": {"set": 4, "beyond": 99, "endless": float("inf"), "again": 5, "clear": None},
    "open number": {"set": 4.5, "clear": None},
    "float": {"set": 0.75, "beyond": -0.5, "clear": None},
    "slider": {"set": 6, "between": 5, "beyond": 99, "handles": (2, 4)},
    "range": {"set": (0.5, 0.75), "swapped": (0.75, 0.5), "beyond": (0.5, 1.5), "handles": 0.5},
    "days": {"set": dt.date(2027, 5, 6), "beyond": dt.date(2030, 1, 1)},
    "places": {"set": "hi", "unknown": "zz"},
    "ends": {"set": ("mid", "hi"), "unknown": ("lo", "zz"), "swapped": ("hi", "lo"), "handles": "mid"},
    "box": {"set": "b", "clear": None, "unknown": "zz"},
    "open box": {"set": "b", "unknown": "zz", "clear": None},
    "new box": {"set": "b", "new": "zz"},
    "radio": {"set": "b", "clear": None, "unknown": "zz"},
    "open radio": {"set": "b", "clear": None},
    "many": {
        "set": ["c", "a"],
        "unknown": ["b", "zz"],
        "twice": ["a", "a"],
        "clear": [],
    },
    "pills": {"set": "b", "clear": None, "unknown": "zz"},
    "needed pills": {"set": "b", "clear": None},
    "segments": {"set": ["b", "a"], "unknown": ["zz"], "clear": []},
    "stars": {"set": 3, "beyond": 9, "clear": None},
    "page": {"set": 3, "beyond": 99},
    "date": {"set": dt.date(2027, 3, 4), "beyond": dt.date(2030, 1, 1), "clear": None},
    "open date": {"set": dt.date(2027, 3, 4), "clear": None},
    "dates": {
        "set": (dt.date(2027, 3, 4), dt.date(2027, 3, 9)),
        "one": (dt.date(2027, 3, 4),),
        "swapped": (dt.date(2027, 3, 9), dt.date(2027, 3, 4)),
        "clear": (),
    },
    "time": {"set": dt.time(9, 30), "seconds": dt.time(9, 45, 12), "clear": None},
    "open time": {"set": dt.time(9, 30), "clear": None},
    "moment": {"set": dt.datetime(2027, 3, 4, 5, 6), "beyond": dt.datetime(2030, 1, 1), "clear": None},  # noqa: DTZ001
    "open moment": {"set": dt.datetime(2027, 3, 4, 5, 6), "clear": None},  # noqa: DTZ001
    "color": {"set": "#112233", "short": "#abc", "unknown": "red", "clear": None},
    "box to tick": {"set": True, "clear": None},
    "switch": {"set": False},
    "button": {"set": True, "clear": False},
    "menu": {"set": "JSON", "unknown": "PDF"},
    "file": {"set": _text("a.txt"), "other": _text("b.txt"), "unknown": _text("a.exe"), "clear": None},
    "files": {"set": [_text("a.txt"), _text("b.txt")], "clear": None},
    "folder": {"set": [_text("data/a.txt"), _text("data/more/b.txt")]},
    "disabled": {"set": "b", "clear": None},
    "message": {"set": "hello"},
}
"""What is done with each of them: what it is called, and the value."""

STEPS = [Step(key, name, value) for key, steps in DONE.items() for name, value in steps.items()]


def seen(at: AppTest) -> dict[str, str]:
    """Return what an app has drawn of the values of its inputs."""
    return dict(line.split(": ", 1) for line in at.text.values if ": " in line)


def attempt(at: AppTest, key: str, act: Callable[[], Any]) -> str:
    """Do something, and return what the app has of an input afterwards, or that it was refused."""
    try:
        act()
    except (AppTestError, ValueError, TypeError, StreamlitAPIException):
        # What an input did not take waits on, which would be in the way of the next step.
        at._snapshot.staged.clear()
        return REFUSED
    assert not at.exception, at.exception
    return seen(at).get(key, GONE)


def taken(at: AppTest, steps: Iterable[Step] = STEPS) -> dict[tuple[str, str], str]:
    """Return what comes of some steps, one after the other."""

    def act(step: Step) -> None:
        node: Any = at.get_by_key(step.key)
        node.set_value(step.value)
        at.run()

    return {(step.key, step.name): attempt(at, step.key, partial(act, step)) for step in steps}


PLACES = ("sidebar", "form", "fragment", "column", "expander", "dialog")

PLACED = """
import streamlit as st

def inputs(place):
    row = [
        st.text_input('text', key=f'{place} text'),
        st.number_input('number', 0, 10, 3, key=f'{place} number'),
        st.selectbox('box', ['a', 'b'], key=f'{place} box'),
        st.checkbox('tick', key=f'{place} tick'),
        str(st.date_input('date', '2027-02-03', key=f'{place} date')),
    ]
    st.text(f'{place}: {row}')

with st.sidebar: inputs('sidebar')
with st.form('f'):
    inputs('form')
    st.form_submit_button('Send', key='send')
st.fragment(inputs)('fragment')
with st.columns(2)[0]: inputs('column')
with st.expander('More', expanded=True): inputs('expander')
if st.button('Open', key='open'): st.dialog('Above')(inputs)('dialog')
"""

ENTERED = {"text": "Ada", "number": 4, "box": "b", "tick": True, "date": dt.date(2027, 3, 4)}


def placed(at: AppTest) -> dict[str, str]:
    """Return what comes of entering the same, all at once, in each place."""

    def enter(place: str) -> None:
        for name, value in ENTERED.items():
            node: Any = at.get_by_key(f"{place} {name}")
            node.set_value(value)
        if place == "form":
            at.button(key="send").click()
        at.run()

    found = {}
    for place in PLACES:
        if place == "dialog":
            at.button(key="open").click().run()
        found[place] = attempt(at, place, partial(enter, place))
    return found

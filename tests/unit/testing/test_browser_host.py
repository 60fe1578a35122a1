"""What the browser host does without a browser: it reads what inputs show, writes secrets, says what is missing."""

from __future__ import annotations

import datetime as dt
import sys
import tomllib
from typing import Any

import pytest

from revoila.elements._element import Element, ElementId
from revoila.errors import AppTestError, EventRefusedError
from revoila.testing.v1 import AppTest
from revoila.testing.v1._browser_values import BrowserUploads, SeenInput, elements, is_input
from revoila.testing.v1._served import toml_of


def test_secrets_are_written_as_a_file_that_says_the_same() -> None:
    secrets = {
        "token": 'a"b\\c\n\x7f é 🚨',
        "with spaces.and dots": {"n": 1, "deep": {"on": True, "empty": {}}},
        "list": [1, 2.5, "x", [False]],
        "day": dt.date(2027, 2, 3),
        "float": 1e100,
    }
    assert tomllib.loads(toml_of(secrets)) == secrets


def test_a_secret_that_no_file_holds_is_refused() -> None:
    with pytest.raises(AppTestError, match="not NoneType: None"):
        toml_of({"a": {"b": None}})


SCRIPT = """
import streamlit as st, datetime
st.button('b', key='b')
st.text_input('t', 'a')
st.number_input('n', 0, 10, 3)
st.selectbox('s', [1, 2], index=1)
st.multiselect('m', [1, 2], [2])
st.pills('p', [':material/home: Home', 'b'], default='b')
st.select_slider('l', ['lo', 'hi'], 'hi')
st.slider('r', 0.0, 1.0, (0.25, 0.5))
st.slider('d', datetime.date(2027, 1, 1), datetime.date(2027, 12, 31), datetime.date(2027, 2, 3))
st.date_input('d', ('2027-02-03', '2027-02-04'))
st.date_input('none', None)
st.time_input('t', '08:15')
st.datetime_input('m', '2027-02-03T08:15')
"""

SHOWN = [
    False,
    "a",
    3,
    "2",
    ["2"],
    "b",
    "hi",
    (0.25, 0.5),
    dt.date(2027, 2, 3),
    (dt.date(2027, 2, 3), dt.date(2027, 2, 4)),
    None,
    dt.time(8, 15),
    dt.datetime(2027, 2, 3, 8, 15),  # noqa: DTZ001 - as apps have them
]


def inputs() -> list[SeenInput]:
    at = AppTest.from_string(SCRIPT).run()
    found = [element for element in elements(at._snapshot.page) if is_input(element)]
    return [SeenInput(element, BrowserUploads()) for element in found]


def test_values_are_read_from_what_inputs_show() -> None:
    assert [one.value for one in inputs()] == SHOWN


def test_values_travel_as_the_page_shows_them() -> None:
    for one in inputs():
        assert one.decode(one.encode(one.value)) == one.value


def test_an_option_is_known_by_its_label_without_the_icon() -> None:
    pills = next(one for one in inputs() if one.kind == "pills")
    assert pills.encode("Home") == ":material/home: Home"


def test_what_is_no_option_is_refused() -> None:
    box = next(one for one in inputs() if one.kind == "selectbox")
    with pytest.raises(EventRefusedError):
        box.decode("3")


def test_files_are_those_that_the_page_names() -> None:
    from revoila.elements.inputs._uploaded import UploadedFileRec

    def shown(*names: str, several: bool) -> Any:
        props: dict[str, Any] = {
            "value": [{"id": "x", "name": name} for name in names],
            "generation": 1,
            "several": several,
        }
        return SeenInput(Element("file_uploader", props, ElementId("f")), uploads).value

    uploads = BrowserUploads()
    made = uploads.add(UploadedFileRec("1", "a.txt", "text/plain", b"a"), ElementId("f"))
    assert shown("a.txt", several=False) is made
    assert shown("a.txt", several=True) == [made]
    assert shown(several=False) is None


def test_without_playwright_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    at = AppTest.from_string("import streamlit as st", host="browser")
    with pytest.raises(AppTestError, match=r'pip install "revoila\[browser-test\]"'):
        at.run()
    at.close()


def test_other_hosts_have_no_page() -> None:
    with pytest.raises(AppTestError, match='host="browser"'):
        _ = AppTest.from_string("import streamlit as st").page

"""What the browser host does without a browser: it reads what inputs show, writes secrets, says what is missing."""

from __future__ import annotations

import datetime as dt
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from revoila.elements._element import Element, ElementId
from revoila.elements.inputs._uploaded import UploadedFile, UploadedFileRec
from revoila.errors import AppTestError, EventRefusedError
from revoila.testing.v1 import AppTest
from revoila.testing.v1._browser_values import BrowserUploads, SeenInput, elements, is_input
from revoila.testing.v1._operate import _give_folder
from revoila.testing.v1._page_rules import why_not
from revoila.testing.v1._served import toml_of

if TYPE_CHECKING:
    from pathlib import Path


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


def why(kind: str, wire: object, **props: Any) -> str | None:
    return why_not(kind, {"value": "shown", **props}, wire)


@pytest.mark.parametrize(
    ("kind", "wire", "props", "reason"),
    [
        ("text_input", "", {}, None),
        ("text_input", "a\nb", {}, "no line break"),
        ("text_input", None, {}, "never None again"),
        ("text_input", "", {"required": True}, "required"),
        ("text_input", None, {"value": None}, None),
        ("text_area", "a\nb", {}, None),
        ("number_input", None, {}, None),
        ("number_input", None, {"required": True}, "required"),
        ("number_input", 11, {"min": 0, "max": 10}, "10 or less"),
        ("number_input", -1, {"min": 0}, "0 or more"),
        ("number_input", 10**9, {}, None),
        ("slider", [0.55], {"value": [0.1], "min": 0.0, "max": 1.0, "step": 0.05}, None),
        ("slider", [0.57], {"value": [0.1], "min": 0.0, "max": 1.0, "step": 0.05}, "steps of 0.05"),
        ("slider", [3], {"value": [2], "min": 0, "max": 10, "step": 2}, "steps of 2"),
        ("slider", [3, 4], {"value": [3, 6], "min": 0, "max": 10, "step": 2}, None),
        ("slider", [4, 2], {"value": [2, 6], "min": 0, "max": 10, "step": 2}, "cannot pass"),
        ("slider", [12], {"value": [2], "min": 0, "max": 10, "step": 2}, "0 and 10"),
        ("slider", [2, 4], {"value": [2], "min": 0, "max": 10, "step": 2}, "handles are 1"),
        ("select_slider", ["c"], {"value": ["a"], "options": ["a", "b"]}, "'c' is no option"),
        ("select_slider", ["b", "a"], {"value": ["a", "a"], "options": ["a", "b"]}, "cannot pass"),
        ("selectbox", "c", {"options": ["a", "b"]}, "'c' is no option"),
        ("selectbox", "c", {"options": ["a", "b"], "accept_new_options": True}, None),
        ("selectbox", None, {"options": ["a", "b"]}, "cannot be emptied"),
        ("selectbox", None, {"options": ["a", "b"], "clearable": True}, None),
        ("radio", None, {"options": ["a", "b"]}, "cannot be emptied"),
        ("multiselect", [], {"value": ["a"], "options": ["a", "b"]}, None),
        ("multiselect", ["a", "a"], {"options": ["a", "b"]}, "chosen once"),
        ("multiselect", ["a", "b"], {"options": ["a", "b"], "max_selections": 1}, "up to 1"),
        ("pills", None, {"options": ["a", "b"], "required": True}, "required"),
        ("feedback", 2, {"options": "thumbs"}, "0 to 1"),
        ("feedback", 4, {"options": "stars"}, None),
        ("date_input", 5, {"min": 1, "max": 4}, "out of bounds"),
        ("date_input", [3, 2], {"min": 1, "max": 4}, "in order"),
        ("date_input", [], {"value": [1, 2]}, "cannot be emptied"),
        ("datetime_input", 0, {"min": 1, "max": 4}, "out of bounds"),
        ("time_input", None, {"clearable": True}, None),
        ("color_picker", "#abc", {}, "six hexadecimal"),
        ("color_picker", "#aabbcc", {}, None),
    ],
)
def test_the_page_tells_what_a_visitor_can_enter(
    kind: str, wire: object, props: dict[str, Any], reason: str | None
) -> None:
    found = why(kind, wire, **props)
    assert found is None if reason is None else reason in str(found)


def test_what_is_no_option_is_refused() -> None:
    box = next(one for one in inputs() if one.kind == "selectbox")
    with pytest.raises(EventRefusedError):
        box.decode("3")


def test_files_are_those_that_the_page_names() -> None:
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


class Field:
    """Stands for the element of a page that takes files."""

    given: list[str]

    def set_input_files(self, folder: Path) -> None:
        self.given = sorted(
            str(path.relative_to(folder.parent)) for path in folder.rglob("*") if path.is_file()
        )


def files(*names: str) -> list[UploadedFile]:
    return [UploadedFile(UploadedFileRec(name, name, "text/plain", b"x")) for name in names]


def test_a_folder_is_given_with_all_that_is_in_it() -> None:
    field: Any = Field()
    _give_folder(field, files("data/a.txt", "data/more/b.txt"))
    assert field.given == ["data/a.txt", "data/more/b.txt"]


@pytest.mark.parametrize(
    "names", [["a.txt"], ["data/a.txt", "other/b.txt"], ["../a.txt"], ["/etc/a"], ["data/../../a/b"]]
)
def test_files_of_no_folder_are_not_given_as_one(names: list[str]) -> None:
    field: Any = Field()
    with pytest.raises(AppTestError, match="A visitor gives all files of one folder"):
        _give_folder(field, files(*names))

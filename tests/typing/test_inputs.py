"""What type checkers make of the values of inputs."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any, Literal, assert_type

import revoila as st
from revoila.elements._handle import DeltaGenerator
from revoila.elements.inputs._message import ChatInputValue
from revoila.elements.inputs._uploaded import UploadedFile


class Size(Enum):
    SMALL = "S"
    LARGE = "L"


def test_buttons_and_boxes_give_a_bool() -> None:
    assert_type(st.button("Go"), bool)
    assert_type(st.checkbox("Agree"), bool)
    assert_type(st.toggle("Agree too", value=True), bool)
    with st.form("form"):
        assert_type(st.form_submit_button("Send"), bool)


def test_texts_are_empty_only_when_that_was_asked_for() -> None:
    assert_type(st.text_input("Name"), str)
    assert_type(st.text_input("Name", "Ada", max_chars=5), str)
    assert_type(st.text_input("Name", None), str | None)
    assert_type(st.text_area("Letter"), str)
    assert_type(st.text_area("Letter", value=None, height=200), str | None)


def test_files_are_one_or_many() -> None:
    assert_type(st.chat_input("Say", key="k"), str | None)
    assert_type(st.chat_input(accept_file="multiple", file_type="csv"), ChatInputValue | None)
    assert_type(st.chat_input(accept_audio=True), ChatInputValue | None)
    assert_type(st.sidebar.chat_input(accept_file=bool(1)), str | ChatInputValue | None)
    assert_type(st.file_uploader("File"), UploadedFile | None)
    assert_type(st.file_uploader("File", "csv", False, key="k"), UploadedFile | None)
    assert_type(st.file_uploader("File", ["csv"], True), list[UploadedFile])
    assert_type(st.file_uploader("File", accept_multiple_files="directory"), list[UploadedFile])
    assert_type(st.camera_input("Photo"), UploadedFile | None)
    assert_type(st.audio_input("Voice", sample_rate=None), UploadedFile | None)


def test_a_choice_has_the_type_of_the_options() -> None:
    assert_type(st.radio("Size", ["S", "M"]), str)
    assert_type(st.radio("Size", (1, 2), None), int | None)
    assert_type(st.radio("Size", Size), Size)
    assert_type(st.radio("Size", range(3), horizontal=True), int)
    assert_type(st.selectbox("Size", ["S", "M"]), str)
    assert_type(st.selectbox("Size", {1: "S", 2: "M"}), int)
    assert_type(st.selectbox("Size", [1, 2], index=None), int | None)
    assert_type(st.selectbox("Size", Size), Size)
    assert_type(st.selectbox("Size", [1, 2], accept_new_options=True), int | str)
    assert_type(st.selectbox("Size", [1, 2], index=None, accept_new_options=True), int | str | None)


def test_choices_have_the_type_of_the_options() -> None:
    assert_type(st.multiselect("Sizes", ["S", "M"], "S"), list[str])
    assert_type(st.multiselect("Sizes", Size, max_selections=1), list[Size])
    assert_type(st.multiselect("Sizes", [1, 2], accept_new_options=True), list[int | str])
    assert_type(st.pills("Size", ["S", "M"]), str | None)
    assert_type(st.pills("Size", [1, 2], default=1, required=True), int)
    assert_type(st.pills("Sizes", (1, 2), selection_mode="multi", default=[1]), list[int])
    assert_type(st.segmented_control("Size", Size), Size | None)
    assert_type(st.segmented_control("Size", ["S"], default="S", required=True), str)
    assert_type(st.segmented_control("Sizes", ["S", "M"], selection_mode="multi"), list[str])
    assert_type(st.select_slider("Size", ["S", "M"]), str)
    assert_type(st.select_slider("Sizes", range(3), (0, 2)), tuple[int, int])
    assert_type(st.feedback(), Literal[0, 1] | None)
    assert_type(st.feedback("stars"), Literal[0, 1, 2, 3, 4] | None)


def test_a_number_has_the_type_of_what_was_given() -> None:
    assert_type(st.number_input("Number"), float)
    assert_type(st.number_input("Number", 0, 10), int)
    assert_type(st.number_input("Number", 0, 10, 5), int)
    assert_type(st.number_input("Number", 0, 10, None), int | None)
    assert_type(st.number_input("Number", value=3), int)
    assert_type(st.number_input("Number", step=1), int)
    assert_type(st.number_input("Number", max_value=5), int)
    assert_type(st.number_input("Number", min_value=1, value=None), int | None)
    assert_type(st.number_input("Number", value=0.5), float)
    assert_type(st.number_input("Number", 0.0, 1.0, step=0.1, format="%f"), float)
    assert_type(st.number_input("Number", value=None), float | None)


def test_a_slider_has_the_type_of_what_was_given() -> None:
    assert_type(st.slider("Value"), int)
    assert_type(st.slider("Value", 0, 9), int)
    assert_type(st.slider("Value", 0.0, 9.0, step=0.5), float)
    assert_type(st.slider("Value", value=0.5), float)
    assert_type(st.slider("Range", 0, 9, (2, 3)), tuple[int, int])
    assert_type(st.slider("Range", value=[0.25, 0.5]), tuple[float, float])
    assert_type(st.slider("Range", 0, 9, value=(2, 3), key="range"), tuple[int, int])


def test_a_slider_over_moments_has_the_type_of_what_was_given() -> None:
    day, hour = date(2026, 1, 31), time(9, 30)
    assert_type(st.slider("Day", value=day), date)
    assert_type(st.slider("Day", day, day + timedelta(days=9)), date)
    assert_type(st.slider("Hour", value=hour), time)
    assert_type(st.slider("Hours", value=(hour, time(10))), tuple[time, time])
    assert_type(st.slider("Moment", datetime(2026, 1, 31), step=timedelta(hours=1)), datetime)  # noqa: DTZ001
    assert_type(st.slider("Days", day, date(2026, 2, 9), (day, day)), tuple[date, date])


def test_an_option_of_any_type_gives_any() -> None:
    options: Any = ["S", "M"]
    assert_type(st.radio("Size", options), Any)
    assert_type(st.selectbox("Size", options), Any)


def test_dates_are_missing_only_when_that_was_asked_for() -> None:
    days: tuple[()] | tuple[date] | tuple[date, date]
    days = st.date_input("Days", (date(2027, 1, 1), "2027-02-01"))
    days = st.date_input("Days", [])
    days = st.date_input("Days", ["2027-01-01"], "2026-01-01", key="days", format="DD.MM.YYYY")
    assert len(days) <= 1
    assert_type(st.date_input("Day"), date)
    assert_type(st.date_input("Day", "2027-01-01", "2026-01-01", max_value="2028-01-01"), date)
    assert_type(st.date_input("Day", None), date | None)
    assert_type(st.time_input("Time"), time)
    assert_type(st.time_input("Time", None, step=60), time | None)
    assert_type(st.datetime_input("Moment", date(2027, 1, 1)), datetime)
    assert_type(st.datetime_input("Moment", None, time(8)), datetime | None)
    assert_type(st.color_picker("Colour"), str)


def test_a_button_with_several_outcomes_has_the_type_of_one_or_none() -> None:
    assert_type(st.menu_button("Menu", ["a", "b"]), str | None)
    assert_type(st.sidebar.menu_button("Menu", range(3)), int | None)
    assert_type(st.link_button("Go", "https://example.org"), DeltaGenerator)
    assert_type(st.link_button("Go", "https://example.org", on_click="rerun"), bool)
    assert_type(st.link_button("Go", "https://example.org", on_click=print), bool)
    assert_type(st.pagination(3), int)

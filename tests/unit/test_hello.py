"""Every page of the demo runs, and answers to its inputs."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest

import revoila
from revoila.testing.v1 import AppTest

APP = Path(revoila.__file__).parent / "hello" / "app.py"
VIEWS = sorted(path.stem for path in (APP.parent / "views").glob("*.py"))


def open_page(name: str) -> Any:
    app = AppTest.from_file(str(APP), default_timeout=60)
    return settled(app.switch_page(f"views/{name}.py").run())


def source_of(name: str) -> str:
    return (APP.parent / "views" / f"{name}.py").read_text(encoding="utf-8").strip()


def settled(app: Any) -> Any:
    assert not app.exception, app.exception
    return app


def labelled(elements: Any, label: str) -> Any:
    return next(one for one in elements if one.label == label)


def metric(app: Any, label: str) -> str:
    return str(labelled(app.metric, label).value)


@pytest.mark.parametrize("name", VIEWS)
def test_every_page_runs_and_shows_its_source(name: str) -> None:
    assert source_of(name) in [one.value.strip() for one in open_page(name).code]


def test_every_file_of_the_views_is_a_page() -> None:
    assert set(VIEWS) == set(re.findall(r"views/(\w+)\.py", APP.read_text(encoding="utf-8")))


def test_home_greets_and_counts() -> None:
    app = open_page("home")
    assert [one.value for one in app.info] == ["Who are you?"]
    settled(labelled(app.text_input, "Your name").set_value("Ada").run())
    settled(labelled(app.slider, "Coffees").set_value(3).run())
    assert [one.value for one in app.success] == ["Hello **Ada**!"]
    assert "☕☕☕" in [one.value for one in app.markdown]
    assert metric(app, "Runs so far") == "3"


def test_home_leads_to_every_other_page() -> None:
    reached = set()
    for label in [one.label for one in open_page("home").button]:
        app = open_page("home")
        settled(labelled(app.button, label).click().run())
        reached |= {name for name in VIEWS if source_of(name) in [one.value.strip() for one in app.code]}
    assert reached == {*VIEWS} - {"home"}


def test_filters_of_the_weather_change_numbers_and_table() -> None:
    app = open_page("weather")
    assert metric(app, "Days") == "1,461"
    settled(labelled(app.selectbox, "Weather").set_value("snow").run())
    assert int(metric(app, "Days")) == len(app.dataframe[0].value)
    assert set(app.dataframe[0].value["weather"]) == {"snow"}
    settled(labelled(app.slider, "Years").set_value((2013, 2013)).run())
    assert set(app.dataframe[0].value["date"].dt.year) == {2013}


def test_the_unit_of_the_weather_is_a_matter_of_display() -> None:
    app = open_page("weather")
    settled(labelled(app.radio, "Show temperatures in").set_value("°F").run())
    assert metric(app, "Warmest, °F") == "96.1"
    assert metric(app, "Days") == "1,461"


def test_filters_that_nothing_fits_say_so_and_can_be_reset() -> None:
    app = open_page("weather")
    settled(labelled(app.slider, "Warmest of the day, °C").set_value((39.0, 40.0)).run())
    assert len(app.warning) == 1
    assert not app.metric
    settled(labelled(app.button, "Reset filters").click().run())
    assert metric(app, "Days") == "1,461"


def test_the_form_of_the_penguins_names_a_species() -> None:
    app = open_page("penguins")
    assert "Chinstrap" in app.success[0].value
    labelled(app.number_input, "Bill length, mm").set_value(47.5)
    labelled(app.number_input, "Bill depth, mm").set_value(15.0)
    labelled(app.slider, "Flipper length, mm").set_value(217)
    labelled(app.slider, "Body mass, g").set_value(5100)
    labelled(app.selectbox, "Compare with the nearest").set_value(9)
    settled(labelled(app.button, "Tell me").click().run())
    assert "Gentoo" in app.success[0].value
    assert len(app.dataframe[0].value) == 9


def test_the_story_is_told_in_full() -> None:
    app = open_page("live")
    settled(labelled(app.button, "Tell the story").click().run())
    assert any(one.value.strip().endswith("while a script is busy.") for one in app.markdown)


def test_an_order_is_added_by_its_form() -> None:
    app = open_page("forms")
    labelled(app.text_input, "Name").set_value("Grace")
    labelled(app.selectbox, "Drink").set_value("Tea")
    labelled(app.slider, "Cups").set_value(3)
    settled(labelled(app.button, "Order").click().run())
    assert "**Grace** · 3 × Tea · 8.40 €" in [one.value for one in app.markdown]
    assert metric(app, "Together") == "16.20 €"
    assert [one.value for one in app.toast] == ["3 × Tea for **Grace**"]
    settled(app.button(key="remove-0").click().run())
    assert "**Ada** would get no Flat white then." in [one.value for one in app.markdown]


def test_an_order_without_a_name_is_asked_for_one() -> None:
    app = open_page("forms")
    settled(labelled(app.button, "Order").click().run())
    assert len(app.warning) == 1
    assert metric(app, "Together") == "7.80 €"


def test_three_sources_are_loaded_beside_each_other() -> None:
    app = open_page("fragments")
    settled(labelled(app.button, "Load three sources").click().run())
    assert [one.value for one in app.success] == ["Orders: 0.4 s", "Customers: 0.6 s", "Stock: 0.8 s"]


def test_a_task_goes_on_in_the_background_and_is_cancelled() -> None:
    app = open_page("tasks")
    settled(labelled(app.button, "Cancel").click().run())
    assert [one.value for one in app.info] == ["The task was cancelled."]
    settled(labelled(app.slider, "Points, in thousands").set_value(200).run())
    until = time.monotonic() + 60
    while not app.metric:
        assert time.monotonic() < until
        settled(app.run())
    assert metric(app, "π is about").startswith("3.1")


def test_the_unmodified_script_counts_in_its_callback() -> None:
    app = open_page("unmodified")
    settled(labelled(app.button, "Count").click().run())
    assert "Clicks so far: `2`" in [one.value for one in app.markdown]
    settled(labelled(app.slider, "Rows").set_value(10).run())
    assert app.dataframe[0].value.loc["count"].tolist() == [10, 10, 10]

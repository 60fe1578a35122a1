"""``st.query_params``; numbers are statements of the state specification."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

import revoila as st
from revoila.errors import StreamlitAPIException, StreamlitQueryParamDictValueError
from revoila.state.query_params import (
    MAX_FIELDS,
    MAX_LENGTH,
    QueryParams,
    QueryParamsProxy,
    parse_query,
    without_embed,
)

EMBED = ["embed", "EMBED", "embed_options", "Embed_Options"]


class Address:
    """Query parameters that count how often the script has changed them."""

    def __init__(self, query: str = "") -> None:
        self.changes = 0
        self.store = QueryParams(self.count)
        self.store.load(query)
        self.params = QueryParamsProxy(lambda: self.store)

    def count(self) -> None:
        self.changes += 1


def params(query: str = "") -> Any:
    return Address(query).params


def test_reading_a_field_gives_its_last_value() -> None:
    """Statement 62."""
    query = params("a=1&a=2&b=x%20y")
    assert (query["a"], query.a, query.get("a"), query.get_all("a")) == ("2", "2", "2", ["1", "2"])
    assert (query["b"], query.get_all("b"), query.get_all("c")) == ("x y", ["x y"], [])
    assert query.to_dict() == dict(query) == {"a": "2", "b": "x y"}
    assert (list(query), len(query)) == (["a", "b"], 2)
    assert (query.get("c"), query.get("c", "d")) == (None, "d")


def test_get_all_gives_a_copy() -> None:
    query = params("a=1")
    query.get_all("a").append("2")
    assert query.get_all("a") == ["1"]


def test_names_are_told_apart_by_case() -> None:
    """Statement 63."""
    query = params("Case=1")
    assert "Case" in query
    assert "case" not in query


@pytest.mark.parametrize("name", EMBED)
def test_embed_options_are_invisible(name: str) -> None:
    """Statement 63."""
    query = params(f"{name}=true&a=1")
    assert (name in query, list(query), len(query), query.to_dict()) == (False, ["a"], 1, {"a": "1"})
    assert query.get_all(name) == []
    with pytest.raises(KeyError):
        query[name]
    with pytest.raises(KeyError):
        del query[name]
    assert str(query) == str({name: "true", "a": "1"})


@pytest.mark.parametrize("name", EMBED)
def test_embed_options_cannot_be_set(name: str) -> None:
    """Statement 64."""
    query = params("a=1")
    message = r"embed and embed_options \(case-insensitive\) cannot be set programmatically"
    for change in (
        lambda: query.__setitem__(name, "x"),
        lambda: setattr(query, name, "x"),
        lambda: query.update({name: "x"}),
        lambda: query.from_dict({name: "x"}),
        lambda: query.setdefault(name, "x"),
    ):
        with pytest.raises(StreamlitAPIException, match=message):
            change()
    assert query.to_dict() == {"a": "1"}


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("x", ["x"]),
        ("", [""]),
        (3, ["3"]),
        (1.5, ["1.5"]),
        (None, ["None"]),
        (True, ["True"]),
        (["a", 2, None], ["a", "2", "None"]),
        (("a",), ["a"]),
        (range(2), ["0", "1"]),
        (b"ab", ["97", "98"]),
        (iter("ab"), ["a", "b"]),
    ],
)
def test_values_are_stored_as_text(value: Any, stored: list[str]) -> None:
    """Statement 64."""
    query = params()
    query["a"] = value
    assert (query.get_all("a"), query["a"]) == (stored, stored[-1])


def test_an_empty_iterable_reads_as_nothing_and_is_not_in_the_address() -> None:
    """Statement 64."""
    address = Address("a=1&b=2")
    address.params["a"] = []
    assert (address.params["a"], address.params.get_all("a")) == ("", [])
    assert address.store.query() == "b=2"


@pytest.mark.parametrize("value", [{}, {"b": 1}])
def test_a_dict_is_no_value(value: Any) -> None:
    """Statement 64."""
    query = params("a=1")
    with pytest.raises(StreamlitQueryParamDictValueError, match="`a`"):
        query["a"] = value
    assert query["a"] == "1"


def test_missing_fields_are_errors_of_their_kind() -> None:
    """Statement 65."""
    query = params()
    with pytest.raises(KeyError, match=r'st\.query_params has no key "x"\.'):
        query["x"]
    with pytest.raises(AttributeError, match=r'st\.query_params has no attribute "x"\.'):
        _ = query.x
    with pytest.raises(KeyError, match=r'st\.query_params has no key "x"\.'):
        del query["x"]
    with pytest.raises(AttributeError, match=r'st\.query_params has no key "x"\.'):
        del query.x


def test_fields_are_removed_by_item_and_by_attribute() -> None:
    """Statement 65."""
    query = params("a=1&b=2&c=3")
    del query["a"]
    del query.b
    assert query.to_dict() == {"c": "3"}


def test_update_merges_with_one_change() -> None:
    """Statement 66."""
    address = Address("a=1&b=2")
    address.params.update({"a": [3, 4]}, c=5)
    assert address.params.get_all("a") == ["3", "4"]
    assert address.params.to_dict() == {"a": "4", "b": "2", "c": "5"}
    assert address.changes == 1
    address.params.update([("d", "1"), ("d", "2")])
    assert address.params.get_all("d") == ["2"]
    address.params.update()
    assert address.params.to_dict() == {"a": "4", "b": "2", "c": "5", "d": "2"}


def test_a_refused_update_changes_nothing() -> None:
    """Statement 66."""
    address = Address("a=1")
    with pytest.raises(StreamlitQueryParamDictValueError):
        address.params.update(b="2", c={"d": 1})
    assert (address.params.to_dict(), address.changes) == ({"a": "1"}, 0)


def test_from_dict_replaces_all_but_the_embed_options() -> None:
    """Statement 67."""
    address = Address("a=1&embed=true")
    address.params.from_dict({"b": ["1", "2"], "c": "3"})
    assert str(address.params) == "{'embed': 'true', 'b': ['1', '2'], 'c': '3'}"
    address.params.from_dict([("d", "1"), ("d", "2")])
    assert (address.params.get_all("d"), address.changes) == (["2"], 2)


def test_a_refused_from_dict_keeps_what_was_there() -> None:
    """Statement 67."""
    query = params("a=1")
    for source in ({"b": "1", "embed": "x"}, {"b": "1", "c": {}}, "ab", [1]):
        with pytest.raises((StreamlitAPIException, TypeError, ValueError)):
            query.from_dict(source)
    assert query.to_dict() == {"a": "1"}


def test_clear_keeps_the_embed_options() -> None:
    """Statement 67."""
    address = Address("a=1&embed=true")
    address.params.clear()
    assert (len(address.params), address.store.query(), address.changes) == (0, "embed=true", 1)


def test_it_is_a_mapping() -> None:
    """Statement 68."""
    query = params("a=1&b=2")
    assert query == {"a": "1", "b": "2"}
    assert query != {"a": "1"}
    assert (list(query.items()), list(query.keys()), list(query.values())) == (
        [("a", "1"), ("b", "2")],
        ["a", "b"],
        ["1", "2"],
    )
    assert (query.pop("a"), query.pop("a", None), query.setdefault("b", "3")) == ("1", None, "2")
    assert query.setdefault("c", [1, 2]) == [1, 2]
    assert query.get_all("c") == ["1", "2"]
    with pytest.raises(KeyError):
        query.pop("a")
    query.from_dict({"only": "1"})
    assert (query.popitem(), bool(query)) == (("only", "1"), False)
    with pytest.raises(KeyError):
        query.popitem()


def test_methods_are_never_shadowed() -> None:
    query = params()
    query["items"] = "1"
    assert callable(query.items)
    assert query["items"] == "1"


def test_names_are_texts() -> None:
    query = params()
    query[1] = "x"
    assert (query[1], query["1"], 1 in query, query.get_all(1)) == ("x", "x", True, ["x"])
    del query[1]
    assert len(query) == 0


@pytest.mark.parametrize("query", ["b=", "b", "b=&"])
def test_blank_values_are_kept(query: str) -> None:
    """Statement 69."""
    assert params(query).to_dict() == {"b": ""}


def test_protocols_of_other_libraries_find_nothing() -> None:
    assert not hasattr(params(), "__array__")
    assert repr(params("a=1")) == "QueryParamsProxy({'a': '1'})"


@given(some.lists(some.tuples(some.text(min_size=1), some.text()), max_size=20))
def test_what_is_written_is_read_back(pairs: list[tuple[str, str]]) -> None:
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        # Surrogates and the like have no place in an address.
        clean = [part.encode("utf-8", "replace").decode() for part in (name, value)]
        fields.setdefault(clean[0], []).append(clean[1])
    written = QueryParams()
    written.replace(fields)
    assert parse_query(written.query()) == written.fields


def test_an_address_beyond_the_limits_has_no_fields(caplog: pytest.LogCaptureFixture) -> None:
    """Statement 18 of execution."""
    assert (MAX_LENGTH, MAX_FIELDS) == (512 * 1024, 1000)
    fits = "&".join(f"k{number}=1" for number in range(MAX_FIELDS))
    assert len(parse_query(fits)) == MAX_FIELDS
    assert parse_query(fits + "&more=1") == {}
    assert parse_query("a=" + "x" * MAX_LENGTH) == {}
    assert parse_query("a=" + "x" * (MAX_LENGTH - 2)) != {}
    assert sum("is ignored" in record.message for record in caplog.records) == 2


@pytest.mark.parametrize(
    ("query", "left"),
    [("embed=true&a=1", "a=1"), ("EMBED_OPTIONS=x&a=1&a=2&b=", "a=1&a=2&b="), ("", ""), ("?a=1", "a=1")],
)
def test_embed_options_are_the_affair_of_the_browser(query: str, left: str) -> None:
    assert without_embed(query) == left


def test_outside_of_a_run_the_process_has_a_store() -> None:
    st.query_params["a"] = 1
    try:
        assert st.query_params["a"] == "1"
    finally:
        st.query_params.clear()

"""A change of a result never reaches the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from revoila.caching import cache_data
from revoila.caching._copying import pack
from revoila.caching.errors import UnserializableReturnValueError

if TYPE_CHECKING:
    from collections.abc import Callable


def frame() -> pd.DataFrame:
    return pd.DataFrame({"a": [1, 2, 3], "b": [1.0, None, 3.0], "s": ["x", "y", None]})


def rich_frame() -> pd.DataFrame:
    return frame().assign(
        c=pd.Categorical(["u", "v", "u"]),
        n=pd.array([1, None, 3], dtype="Int64"),
        z=pd.to_datetime(["2024-01-01"] * 3, utc=True),
    )


def object_frame() -> pd.DataFrame:
    return pd.DataFrame({"a": [1, 2], "o": [[1], {"k": [2]}]})


def set_column(data: Any) -> None:
    data["a"] = 9


def set_cell(data: Any) -> None:
    data.loc[0, "a"] = 9


def set_by_position(data: Any) -> None:
    data.iloc[0, 0] = 9


def drop_column(data: Any) -> None:
    del data["a"]


def rename(data: Any) -> None:
    data.columns = list("abcdefghij")[: data.shape[1]][::-1]
    data.index.name = "other"


def add_row(data: Any) -> None:
    data.loc[99] = data.loc[0]


def add_attribute(data: Any) -> None:
    data.attrs["a"] = 1


@pytest.mark.parametrize("make", [frame, rich_frame, object_frame])
@pytest.mark.parametrize(
    "change", [set_column, set_cell, set_by_position, drop_column, rename, add_row, add_attribute]
)
def test_changing_a_pandas_frame_changes_no_other(
    make: Callable[[], pd.DataFrame], change: Callable[[Any], None]
) -> None:
    f = cache_data(lambda: make())  # noqa: PLW0108  # a function of this module would be known by its source
    first = f()
    change(first)
    second = f()
    change(second)
    again = f()
    pd.testing.assert_frame_equal(again, make())
    assert again.attrs == {}


def test_writing_into_the_arrays_of_a_frame_changes_no_other() -> None:
    f = cache_data(rich_frame)
    f()
    copy = f()
    for column in ("c", "n", "z"):
        array = copy[column].array
        array[0] = array[1] if column != "n" else 7
    with pytest.raises(ValueError, match="read-only"):
        copy["a"].to_numpy()[0] = 9
    pd.testing.assert_frame_equal(f(), rich_frame())


def test_changing_an_object_in_a_column_changes_no_other() -> None:
    f = cache_data(object_frame)
    f()
    copy = f()
    copy.loc[0, "o"].append(5)
    pd.testing.assert_frame_equal(f(), object_frame())


def test_series_numpy_polars_and_lists_of_them_are_independent() -> None:
    results: dict[str, Any] = {
        "series": pd.Series([1, 2, 3], name="a"),
        "array": np.arange(4),
        "matrix": np.asfortranarray(np.arange(6).reshape(2, 3)),
        "objects": np.array([[1], {}, None], dtype=object),
        "polars": pl.DataFrame({"a": [1, 2]}),
        "list": [np.arange(3), pd.DataFrame({"a": [1]})],
    }

    @cache_data
    def f(name: str) -> Any:
        return results[name]

    for name in results:
        f(name)
    series, array, parts, changed = f("series"), f("array"), f("list"), f("polars")
    series[0] = 9
    array[0] = 9
    f("objects")[0].append(2)
    parts[0][0] = 9
    parts[1].loc[0, "a"] = 9
    changed[0, "a"] = 9
    changed.drop_in_place("a")
    assert f("series").tolist() == [1, 2, 3]
    assert f("array").tolist() == [0, 1, 2, 3]
    assert f("matrix").flags.f_contiguous
    assert f("objects").tolist() == [[1], {}, None]
    assert f("list")[0].tolist() == [0, 1, 2]
    assert f("list")[1].loc[0, "a"] == 1
    assert f("polars").to_dict(as_series=False) == {"a": [1, 2]}


def test_what_the_function_keeps_for_itself_is_not_what_is_kept() -> None:
    own = np.zeros(3)
    f = cache_data(lambda: own)
    f()
    own[0] = 5
    assert f().tolist() == [0, 0, 0]


def test_what_cannot_change_is_shared() -> None:
    table = pa.table({"a": [1]})
    text = "x" * 1000
    assert cache_twice(table) is table
    assert cache_twice(text) is text
    assert cache_twice(12345678901234567890) == 12345678901234567890


def cache_twice(value: Any) -> Any:
    return pack(lambda: None, value)[0].copy()


def test_subclasses_are_pickled_whole() -> None:
    class Frame(pd.DataFrame):  # type: ignore[misc]  # pandas has no types here
        _metadata = ("unit",)

    # A class of a function cannot be pickled, which shows that it was tried.
    with pytest.raises((AttributeError, UnserializableReturnValueError), match=r"pickle|local"):
        pack(lambda: None, Frame({"a": [1]}))


def test_sizes_are_about_those_of_the_data() -> None:
    def size(value: Any) -> int:
        return pack(lambda: None, value)[1]

    assert size(np.zeros(1000)) == 8000
    assert 8000 <= size(pd.DataFrame({"a": np.zeros(1000)})) <= 9000
    assert 8000 <= size(pl.DataFrame({"a": np.zeros(1000)})) <= 9000
    assert size(pa.table({"a": np.zeros(1000)})) >= 8000
    assert 1000 <= size([b"x" * 1000]) <= 1100
    assert size("x" * 1000) >= 1000
    assert size(pd.DataFrame()) >= 0
    assert size(pd.Series([1.0])) > 0


def test_hits_of_large_frames_cost_nothing_where_pandas_copies_on_write() -> None:
    large = pd.DataFrame({"a": np.zeros(1_000_000)})
    packed, _ = pack(lambda: None, large)
    one, other = packed.copy(), packed.copy()
    assert np.shares_memory(one["a"].to_numpy(), other["a"].to_numpy())
    assert not np.shares_memory(one["a"].to_numpy(), large["a"].to_numpy())
    one.loc[0, "a"] = 1.0
    assert other.loc[0, "a"] == 0.0
    assert packed.copy().loc[0, "a"] == 0.0


def test_without_copy_on_write_every_hit_is_a_deep_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("revoila.caching._copying._copies_on_write", lambda _pandas: False)
    packed, _ = pack(lambda: None, pd.DataFrame({"a": np.zeros(3)}))
    assert not np.shares_memory(packed.copy()["a"].to_numpy(), packed.copy()["a"].to_numpy())

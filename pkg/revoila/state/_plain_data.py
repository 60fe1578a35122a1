"""Arrays and frames as bytes, and back: frames as Arrow streams, arrays as they lie in memory.

Only libraries that the script has loaded itself are asked; what it loads makes
the values that are written, and reading finds them again.
"""

from __future__ import annotations

import sys
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

ARRAY_KINDS = frozenset("biufcmMSU")
"""Kinds of NumPy types whose memory is their value."""

OVERHEAD = 8
"""How much more memory a frame may take than its bytes: a truth value is a byte there and a bit here."""


class Data(NamedTuple):
    """An array or a frame.

    Parameters
    ----------
    kind : str
        Which, for `read_data`.
    binary : bytes or None
        Its content; None when it is too large.
    about : object
        What else it takes, as JSON.
    texts : list of str, default ()
        Texts that do not show in the binary.
    """

    kind: str
    binary: bytes | None
    about: Any = None
    texts: tuple[str, ...] = ()


def data_of(value: Any, largest: int) -> Data | None:
    """Return an array or a frame as bytes.

    Parameters
    ----------
    value : object
        Anything.
    largest : int
        What is surely larger than so many bytes is not converted.

    Returns
    -------
    Data or None
        None when it is no array or frame, or would not come back as it is.
    """
    cls = type(value)
    package = sys.modules.get(cls.__module__.partition(".")[0])
    kind = f"{getattr(package, '__name__', '')}.{cls.__name__}"
    if kind in _KINDS and getattr(package, cls.__name__, None) is cls:
        if _memory(value) > largest * OVERHEAD:
            return Data(kind, None)
        return _KINDS[kind].write(value)
    numpy: Any = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.generic):
        array = _write_array(numpy.asarray(value))
        return None if array is None else array._replace(kind="numpy.generic")
    return None


def read_data(kind: str, binary: bytes, about: Any) -> Any:
    """Return the array or frame that `data_of` was given.

    Raises
    ------
    ValueError
        There is no such kind, or its library is not installed.
    """
    if kind not in _KINDS:
        message = f"There is no kind of value {kind!r}."
        raise ValueError(message)
    try:
        return _KINDS[kind].read(binary, about)
    except ImportError as error:
        message = f"A {kind} needs a library that is not installed: {error}"
        raise ValueError(message) from error


def _memory(value: Any) -> int:
    """Return roughly how much memory an array or a frame takes, in bytes; texts may take more."""
    if hasattr(value, "estimated_size"):
        return int(value.estimated_size())
    size = value.memory_usage(index=False) if hasattr(value, "memory_usage") else value.nbytes
    return int(getattr(size, "sum", lambda: size)())


def _write_array(array: Any) -> Data | None:
    if array.dtype.kind not in ARRAY_KINDS:
        return None
    about = [array.dtype.str, list(array.shape)]
    # Four bytes per letter, in which no secret would be found.
    texts = tuple(array.ravel().tolist()) if array.dtype.kind == "U" else ()
    return Data("numpy.ndarray", array.tobytes(), about, texts)


def _read_array(binary: bytes, about: Any) -> Any:
    numpy = import_module("numpy")
    kind, shape = about
    return numpy.ndarray(shape, kind, bytearray(binary))


def _read_scalar(binary: bytes, about: Any) -> Any:
    return _read_array(binary, about)[()]


def _arrow_bytes(table: Any) -> bytes:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write(table)
    return bytes(sink.getvalue())


def _arrow_table(binary: bytes) -> Any:
    import pyarrow as pa

    return pa.ipc.open_stream(binary).read_all()


def _write_table(table: Any) -> Data | None:
    binary = _arrow_bytes(table)
    kind = f"pyarrow.{type(table).__name__}"
    same = read_data(kind, binary, None).equals(table, check_metadata=True)
    return Data(kind, binary) if same else None


def _read_batch(binary: bytes, _about: Any) -> Any:
    table = _arrow_table(binary)
    batches = table.to_batches()
    return batches[0] if batches else import_module("pyarrow").RecordBatch.from_pylist([], table.schema)


def _write_pandas(frame: Any) -> Data | None:
    """Return a frame of pandas if Arrow gives it back as it is; it does not for any object in a column."""
    pandas = sys.modules["pandas"]
    import pyarrow as pa

    try:
        binary = _arrow_bytes(pa.Table.from_pandas(frame, preserve_index=True))
        pandas.testing.assert_frame_equal(
            _read_pandas(binary, None), frame, check_exact=True, check_freq=False
        )
    except (AssertionError, pa.ArrowException, TypeError, ValueError, KeyError):
        return None
    return Data("pandas.DataFrame", binary)


def _read_pandas(binary: bytes, _about: Any) -> Any:
    import_module("pandas")
    return _arrow_table(binary).to_pandas()


def _write_pandas_series(series: Any) -> Data | None:
    name = series.name
    if name is not None and type(name) not in (str, int):
        return None
    data = _write_pandas(series.to_frame("values"))
    return None if data is None else data._replace(kind="pandas.Series", about=name)


def _read_pandas_series(binary: bytes, about: Any) -> Any:
    return _read_pandas(binary, None)["values"].rename(about)


def _write_polars(frame: Any) -> Data | None:
    sink = BytesIO()
    try:
        frame.write_ipc_stream(sink)
        again = _read_polars(sink.getvalue(), None)
        same = again.schema == frame.schema and again.equals(frame)
    except Exception:  # noqa: BLE001  # its errors have no common base below it
        return None
    return Data("polars.DataFrame", sink.getvalue()) if same else None


def _read_polars(binary: bytes, _about: Any) -> Any:
    return import_module("polars").read_ipc_stream(BytesIO(binary))


def _write_polars_series(series: Any) -> Data | None:
    data = _write_polars(series.to_frame())
    return None if data is None else data._replace(kind="polars.Series")


def _read_polars_series(binary: bytes, _about: Any) -> Any:
    return _read_polars(binary, None).to_series()


class _Kind(NamedTuple):
    write: Callable[[Any], Data | None]
    read: Callable[[bytes, Any], Any]


_KINDS = {
    "numpy.ndarray": _Kind(_write_array, _read_array),
    "numpy.generic": _Kind(_write_array, _read_scalar),
    "pandas.DataFrame": _Kind(_write_pandas, _read_pandas),
    "pandas.Series": _Kind(_write_pandas_series, _read_pandas_series),
    "polars.DataFrame": _Kind(_write_polars, _read_polars),
    "polars.Series": _Kind(_write_polars_series, _read_polars_series),
    "pyarrow.Table": _Kind(_write_table, lambda binary, _about: _arrow_table(binary)),
    "pyarrow.RecordBatch": _Kind(_write_table, _read_batch),
}

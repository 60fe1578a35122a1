"""The content of arrays, frames and images, for cache keys.

Nothing is imported here: a value of a library can only be at hand when the
library is loaded. Large arrays and frames are sampled at positions that
``runner.cacheHashSeed`` determines, as in Streamlit 1.67; shape, types and
labels always count in full.
"""

from __future__ import annotations

import pickle
import sys
from typing import TYPE_CHECKING, Any

from revoila.caching.errors import type_name
from revoila.config.options import get_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.caching._hashing import Hasher

ROWS_LARGE = 50_000
ROWS_SAMPLED = 10_000
ARRAY_LARGE = 500_000
ARRAY_SAMPLED = 100_000


def add_data(hasher: Hasher, value: Any) -> bool:
    """Add a value that belongs to a data library.

    Parameters
    ----------
    hasher : Hasher
        Where to add it.
    value : object
        Anything.

    Returns
    -------
    bool
        Whether it was such a value.
    """
    for library, add in _LIBRARIES.items():
        module = sys.modules.get(library)
        # A module that is just being imported has no types yet.
        if module is not None and add(hasher, module, value):
            return True
    return False


def _seed() -> int:
    return int(get_option("runner.cacheHashSeed"))


def _add_numpy(hasher: Hasher, numpy: Any, value: Any) -> bool:
    if isinstance(value, numpy.generic) and not value.dtype.hasobject:
        hasher.write(type_name(value), value.dtype.str.encode() + value.tobytes())
        return True
    if isinstance(value, numpy.ufunc):
        hasher.write("ufunc", value.__name__.encode())
        return True
    if not isinstance(value, numpy.ndarray):
        return False
    hasher.add_all(type_name(value), (repr(value.dtype), value.shape))
    if isinstance(value, numpy.ma.MaskedArray):
        hasher.add(numpy.ma.getmaskarray(value))
        value = value.compressed()
    if value.size > ARRAY_LARGE:
        positions = numpy.random.RandomState(_seed()).randint(0, value.size, ARRAY_SAMPLED)
        value = value.flat[positions]
    if value.dtype.hasobject:
        hasher.add(value.tolist())
    else:
        hasher.write("data", value.tobytes())
    return True


def _add_torch(hasher: Hasher, torch: Any, value: Any) -> bool:
    if not isinstance(value, torch.Tensor):
        return False
    from revoila.caching._hashing import UnhashableValue  # each module needs the other

    hasher.add_all(type_name(value), (str(value.dtype), str(value.device)))
    try:
        dense = value.detach().cpu().resolve_conj().resolve_neg()
        try:
            array = dense.numpy()
        except TypeError:
            # NumPy has no bfloat16; single precision has all of its numbers.
            array = dense.float().numpy()
    except (TypeError, RuntimeError, NotImplementedError) as error:
        # Sparse, for instance.
        raise UnhashableValue from error
    return _add_numpy(hasher, sys.modules["numpy"], array)


def _add_pandas(hasher: Hasher, pandas: Any, value: Any) -> bool:
    if isinstance(value, pandas.DataFrame):
        hasher.add_all(type_name(value), (value.shape, list(value.columns), list(value.columns.names)))
    elif isinstance(value, pandas.Series):
        hasher.add_all(type_name(value), (value.shape, value.name))
    elif isinstance(value, pandas.MultiIndex):
        hasher.add_all(type_name(value), value.names)
        return _add_pandas(hasher, pandas, _levels(value))
    elif isinstance(value, pandas.Index | pandas.api.extensions.ExtensionArray):
        hasher.write(type_name(value))
        return _add_pandas(hasher, pandas, pandas.Series(value, name=getattr(value, "name", None)))
    else:
        return False
    hasher.add(list(value.index.names))
    if len(value) > ROWS_LARGE:
        random = sys.modules["numpy"].random.RandomState(_seed())
        value = value.take(random.randint(0, len(value), ROWS_SAMPLED))
    levels = _levels(value.index) if value.index.nlevels > 1 else pandas.Series(value.index)
    for part in (levels, value):
        for _, column in part.items() if isinstance(part, pandas.DataFrame) else [("", part)]:
            _add_pandas_column(hasher, pandas, column)
    return True


def _levels(index: Any) -> Any:
    """Return the levels of an index as columns; two of them may have the same name."""
    return index.to_frame(index=False, name=list(range(index.nlevels)))


def _add_pandas_column(hasher: Hasher, pandas: Any, column: Any) -> None:
    """Add type and content of a column, without its name and index."""
    dtype = column.dtype
    hasher.write("column", repr(dtype).encode())
    if isinstance(dtype, pandas.CategoricalDtype):
        hasher.add_all("categories", (list(dtype.categories), bool(dtype.ordered)))
    # None for types that are not NumPy's.
    has_objects = getattr(dtype, "hasobject", None)
    if has_objects is False:
        hasher.write("data", column.to_numpy().tobytes())
    # The hashes that pandas makes of mixed objects go through text and take 1 for "1".
    elif has_objects and pandas.api.types.infer_dtype(column) != "string":
        _add_objects(hasher, column)
    else:
        try:
            rows = pandas.util.hash_pandas_object(column, index=False)
        except TypeError:
            _add_objects(hasher, column)
        else:
            hasher.write("rows", rows.to_numpy().tobytes())


def _add_objects(hasher: Hasher, column: Any) -> None:
    from revoila.caching._hashing import UnhashableValue  # each module needs the other

    try:
        hasher.add(column.tolist())
    except UnhashableValue as error:
        # Objects of the author's own classes: their pickle says what they are.
        try:
            hasher.write("pickle", pickle.dumps(column.tolist(), pickle.HIGHEST_PROTOCOL))
        except Exception:  # noqa: BLE001  # pickling runs code of any class
            raise error from None


def _add_polars(hasher: Hasher, polars: Any, value: Any) -> bool:
    if isinstance(value, polars.Series):
        hasher.write(type_name(value))
        return _add_polars(hasher, polars, value.to_frame())
    if not isinstance(value, polars.DataFrame):
        return False
    hasher.add_all(type_name(value), (value.shape, value.columns, [repr(dtype) for dtype in value.dtypes]))
    if value.height > ROWS_LARGE:
        value = value.sample(n=ROWS_SAMPLED, seed=_seed())
    for column in value.iter_columns():
        if column.dtype == polars.Object or column.dtype.is_nested():
            # Nested nulls and empty lists have the same hash in Polars.
            hasher.add(column.to_list())
        else:
            # The numbers behind categories depend on what was seen before.
            text = column.dtype in (polars.Categorical, polars.Enum)
            rows = (column.cast(polars.String) if text else column).hash()
            hasher.write("rows", rows.to_numpy().tobytes())
    return True


def _add_arrow(hasher: Hasher, pyarrow: Any, value: Any) -> bool:
    if isinstance(value, pyarrow.RecordBatch):
        value = pyarrow.Table.from_batches([value])
    elif not isinstance(value, pyarrow.Table):
        return False
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, value.schema) as writer:
        writer.write_table(value.combine_chunks())
    hasher.write(type_name(value), memoryview(sink.getvalue()))
    return True


def _add_image(hasher: Hasher, pil: Any, value: Any) -> bool:
    if not isinstance(value, pil.Image):
        return False
    palette = value.getpalette() if value.mode in ("P", "PA") else None
    hasher.add_all(type_name(value), (value.mode, value.size, palette, value.tobytes()))
    return True


_LIBRARIES: dict[str, Callable[[Hasher, Any, Any], bool]] = {
    "numpy": _add_numpy,
    "pandas": _add_pandas,
    "polars": _add_polars,
    "pyarrow": _add_arrow,
    "PIL.Image": _add_image,
    "torch": _add_torch,
}

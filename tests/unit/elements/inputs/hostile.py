"""What a forged event may carry: anything that JSON can say, and what Python's reader makes of more."""

from __future__ import annotations

from hypothesis import strategies as st

_scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([2**53, 2**53 - 1, -(2**53), 10**400, -1, 0]),
    st.floats(allow_nan=True, allow_infinity=True),
    # Half of a surrogate pair is valid in JSON and has no UTF-8 form.
    st.text(st.characters(codec=None, exclude_categories=())),
)

wires = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)

"""Data that every app uses, so that only the framework differs."""

import numpy as np
import pandas as pd

ROWS, COLS = 100_000, 10
_base = np.random.default_rng(0).normal(size=(ROWS, COLS - 1)).round(4)
_keys = np.array([f"r{i:06d}" for i in range(ROWS)], dtype=object)
_walk = np.random.default_rng(1).normal(size=10_000).cumsum()


def frame(n):
    """100,000 x 10; the first cell reads 'cell<n>.' (short: grids elide long text)."""
    keys = _keys.copy()
    keys[0] = f"cell{n}."
    df = pd.DataFrame(_base + n, columns=[f"c{i}" for i in range(1, COLS)])
    df.insert(0, "key", keys)
    return df


def line(n):
    """10,000 points, another curve for every n."""
    return np.roll(_walk, 500 * n)


def heavy():
    """50 MB result worth caching."""
    return pd.DataFrame(
        np.random.default_rng(2).normal(size=(625_000, 10)), columns=[f"c{i}" for i in range(10)]
    )


TOKENS = [f"tok{i} " for i in range(299)] + ["ENDOFSTREAM"]

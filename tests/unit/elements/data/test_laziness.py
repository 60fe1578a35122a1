"""What a command loads: nothing heavy before it has data that needs it."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("pandas", "numpy", "pyarrow", "altair", "matplotlib", "PIL", "narwhals", "ipywidgets")


def loaded(script: str) -> set[str]:
    """Heavy libraries that a script has loaded."""
    code = f"import sys\nimport revoila as st\n{script}\nprint(*(n for n in {HEAVY} if n in sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(shown.stdout.split())


def test_commands_load_nothing_for_plain_values() -> None:
    commands = (
        "st.dataframe, st.table, st.json, st.metric, st.line_chart, st.altair_chart, st.pyplot, st.image"
    )
    calls = (
        "st.column_config.NumberColumn('n')",
        "st.json({'a': {1}})",
        "st.metric('l', 1, 2, chart_data=[1, 2])",
        "st.image('https://example.org/a.png')",
        "st.image('<svg></svg>')",
    )
    assert loaded("\n".join((commands, *calls))) == set()


def test_a_table_loads_arrow_only() -> None:
    # pyarrow brings NumPy and pandas where they are installed.
    assert loaded("st.line_chart([1]); st.dataframe([[1, 'a']])") - {"numpy", "pandas"} == {"pyarrow"}

import marimo

app = marimo.App()


@app.cell
def _():
    import altair as alt
    import marimo as mo
    import numpy as np
    import pandas as pd
    from benchdata import line

    return alt, line, mo, np, pd


@app.cell
def _(mo):
    button = mo.ui.button(value=0, on_click=lambda n: n + 1, label="Redraw")
    button
    return (button,)


@app.cell
def _(alt, button, line, np, pd):
    _df = pd.DataFrame({"x": np.arange(10_000), "y": line(button.value)})
    alt.Chart(_df).mark_line().encode(x="x:Q", y="y:Q")


@app.cell
def _(button, mo):
    mo.md(f"count is {button.value}.")


if __name__ == "__main__":
    app.run()

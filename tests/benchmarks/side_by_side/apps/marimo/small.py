import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo

    return (mo,)


@app.cell
def _(mo):
    add = mo.ui.button(value=0, on_click=lambda n: n + 1, label="Add")
    slider = mo.ui.slider(0, 100, value=10, label="Value")
    mo.vstack([add, slider])
    return add, slider


@app.cell
def _(add, mo):
    mo.md(f"count is {add.value}.")


@app.cell
def _(mo, slider):
    mo.md(f"value is {slider.value}.")


if __name__ == "__main__":
    app.run()

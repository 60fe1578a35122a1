import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo

    return (mo,)


@app.cell
def _(mo):
    add = mo.ui.button(value=0, on_click=lambda n: n + 1, label="Add")
    change = mo.ui.button(value=0, on_click=lambda n: n + 1, label="Change")
    mo.hstack([add, change])
    return add, change


@app.cell
def _(add, mo):
    mo.md(f"count is {add.value}.")


@app.cell
def _(change, mo):
    mo.vstack([mo.md(f"item {i} rev {change.value if i % 5 == 0 else 0}.") for i in range(1000)])


if __name__ == "__main__":
    app.run()

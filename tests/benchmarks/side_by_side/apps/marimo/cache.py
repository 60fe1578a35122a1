import marimo

app = marimo.App()


@app.cell
def _():
    import time

    import benchdata
    import marimo as mo

    @mo.cache
    def heavy():
        return benchdata.heavy()

    return heavy, mo, time


@app.cell
def _(mo):
    button = mo.ui.button(value=0, on_click=lambda n: n + 1, label="Again")
    button
    return (button,)


@app.cell
def _(button, heavy, mo, time):
    _t = time.perf_counter()
    _df = heavy()
    _ms = (time.perf_counter() - _t) * 1e3
    mo.md(f"count is {button.value}. rows {len(_df)} hit {_ms:.3f} ms.")


if __name__ == "__main__":
    app.run()

import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    from benchdata import frame

    return frame, mo


@app.cell
def _(mo):
    button = mo.ui.button(value=0, on_click=lambda n: n + 1, label="Replace")
    button
    return (button,)


@app.cell
def _(button, frame, mo):
    mo.ui.table(frame(button.value))


if __name__ == "__main__":
    app.run()

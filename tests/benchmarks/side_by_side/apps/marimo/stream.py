import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    from benchdata import TOKENS

    return TOKENS, mo


@app.cell
def _(mo):
    button = mo.ui.button(value=0, on_click=lambda n: n + 1, label="Stream")
    button
    return (button,)


@app.cell
def _(TOKENS, button, mo):  # noqa: N803  # marimo passes variables by name
    if button.value:
        _text = f"run {button.value} "
        for _t in [*TOKENS[:-1], f"ENDOFSTREAM{button.value}"]:
            _text += _t
            mo.output.replace(mo.md(_text))


@app.cell
def _(button, mo):
    mo.md(f"count is {button.value}.")


if __name__ == "__main__":
    app.run()

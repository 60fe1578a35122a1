import panel as pn
from benchdata import TOKENS

pn.extension()
button = pn.widgets.Button(name="Stream")


def stream(n):
    text = f"run {n} "
    if n:
        for t in [*TOKENS[:-1], f"ENDOFSTREAM{n}"]:
            text += t
            yield text
    else:
        yield ""


pn.Column(
    button, pn.bind(stream, button.param.clicks), pn.bind(lambda n: f"count is {n}.", button.param.clicks)
).servable()

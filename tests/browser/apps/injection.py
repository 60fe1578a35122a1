"""Draws every command with a hostile text in each of its text parameters; the address says which text.

The calls are made from the signatures, so that a new command, or a new parameter, is in here by itself.
"""

import inspect
import json

import revoila as st
from revoila._commands import COMMANDS

TEXTS = (
    "<script>hacked('script')</script>",
    "<img src=x onerror=hacked('img')>",
    "\"><svg onload=hacked('svg')>",
    "'\"` autofocus onfocus=hacked('attribute') x='",
    "javascript:hacked('scheme')",
    " \x01java\tscript:hacked('blurred-scheme')",
    "data:text/html,<script>hacked('data')</script>",
    "[a](javascript:hacked('link')) ![a](javascript:hacked('image')) <javascript:hacked('auto')>",
    '![a](x "y\\" onerror=hacked(1) z=\\"") [a](x "\\" onclick=hacked(2) \\"")',
    "$\\href{javascript:hacked('katex')}{x}$ $$\\htmlData{x=y}{\\url{javascript:hacked(1)}}$$",
    ":red[<b onmouseover=hacked(1)>x</b>] :material/<img src=x onerror=hacked(2)>: :<script>hacked(3)</script>:",
    "</style></textarea></title><script>hacked('closing')</script><style>",
    '```x" onclick=hacked(1)\n</code><img src=x onerror=hacked(2)>\n```',
    "{{constructor.constructor('hacked(1)')()}} ${hacked(2)} #{hacked(3)}",
    "<math><mtext><table><mglyph><style><img src=x onerror=hacked('mutation')></style></mglyph></table>",
    "<a id=stApp name=body href=//evil.example>x</a><form action=//evil.example><input name=attributes></form>",
)
ROWS = {"a": [1, 2], "b": [3, 4]}
NEEDED = {
    "data": lambda text: {text: [1, 2], "b": [text, "x"]},
    "options": lambda text: [text, "other"],
    "tabs": lambda text: [text, "other"],
    "spec": lambda text: 2,
    "value": lambda text: text,
    "exception": ValueError,
    "image": lambda text: b"<svg xmlns='http://www.w3.org/2000/svg'><text>x</text></svg>",
    "obj": lambda text: str,
    "url": lambda text: "https://example.org/",
    "page": lambda text: "https://example.org/",
    "src": lambda text: "about:blank",
    "num_pages": lambda text: 3,
    "stream": lambda text: iter(["a ", text]),
    "condition": lambda text: True,
    "file": lambda text: b"x",
    "fig": lambda text: None,
}
"""What a parameter gets that must be there and is no text, by its name."""

OF_COMMAND = {
    "progress": {"value": 0.5},
    "select_slider": {"options": TEXTS},
    "audio": {"data": b"x"},
    "download_button": {"data": "x"},
    "pdf": {"data": b"x"},
    "video": {"data": b"x"},
    "echarts_chart": {
        "spec": lambda text: {
            "title": {"text": text},
            "legend": {"data": [text]},
            "tooltip": {},
            "xAxis": {"data": [text]},
            "yAxis": {},
            "series": [{"type": "bar", "name": text, "data": [1]}],
        }
    },
    "plotly_chart": {
        "figure_or_data": lambda text: {
            "data": [{"type": "bar", "x": [text], "y": [1], "name": text, "hovertext": text}],
            "layout": {"title": {"text": text}, "annotations": [{"text": text}]},
        }
    },
    "vega_lite_chart": {
        "data": lambda text: {"a": [text, "x"], "b": [1, 2]},
        "spec": lambda text: {
            "title": text,
            "mark": "bar",
            "encoding": {"x": {"field": "a", "title": text}, "y": {"field": "b", "type": "quantitative"}},
        },
    },
}
"""The same for parameters of one command."""

ONLY = {"map": ["alt"], "pydeck_chart": ["alt"]}
"""The only parameter with a text that shows; a page can have a few such pictures only."""

LEFT_OUT = {
    "altair_chart": "takes a chart, whose texts are Vega's to escape",
    "pyplot": "takes a picture",
    "widget": "takes an ipywidget, which is the author's",
    "balloons": "takes nothing",
    "snow": "takes nothing",
}


def takes_text(parameter):
    """Whether a parameter may hold a text; one without a type may."""
    return parameter.annotation is parameter.empty or any(
        word in str(parameter.annotation) for word in ("str", "Any", "object", "Sequence", "Iterable")
    )


def calls(name, text):
    """The arguments of all calls of a command: one for each text parameter, and one with all of them."""
    parameters = inspect.signature(getattr(st, name)).parameters.values()
    own = OF_COMMAND.get(name, {})
    needed = {
        one.name: (own[one.name](text) if callable(own[one.name]) else own[one.name])
        if one.name in own
        else NEEDED[one.name](text)
        if one.name in NEEDED
        else "text"
        for one in parameters
        if one.name in own
        or (one.default is one.empty and one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD))
    }
    hostile = [
        one.name for one in parameters if one.name != "key" and takes_text(one) and one.name not in NEEDED
    ]
    hostile = ONLY.get(name, hostile)
    for parameter in hostile:
        yield {**needed, parameter: text}
    if "unsafe_allow_html" in {one.name for one in parameters}:
        yield {**needed, hostile[0]: text, "unsafe_allow_html": True}
    yield {**needed}


text = TEXTS[int(st.query_params.get("text", 0))]
st.set_page_config(page_title=text[:60] or "x", menu_items={"About": text})
drawn, refused = [], {}
for name in sorted({*COMMANDS} - {*LEFT_OUT}):
    for number, arguments in enumerate(calls(name, text)):
        if "key" in inspect.signature(getattr(st, name)).parameters:
            arguments["key"] = f"{name}{number}"
        try:
            if name == "form_submit_button":
                with st.form(f"form{number}"):
                    st.form_submit_button(**arguments)
            elif any(
                one.kind is one.VAR_POSITIONAL
                for one in inspect.signature(getattr(st, name)).parameters.values()
            ):
                getattr(st, name)(text)
            else:
                made = getattr(st, name)(**arguments)
                if name in {"container", "expander", "popover", "form", "status"} and hasattr(made, "write"):
                    made.write(text)
        except Exception as error:  # noqa: BLE001
            refused.setdefault(name, []).append(f"{type(error).__name__}: {error}")
            st.exception(error)
        else:
            drawn.append(name)
st.sidebar.write(text)
st.query_params["said"] = text
st.session_state["said"] = text
st.write(st.session_state)
with st.expander("Done"):
    st.code(json.dumps({"drawn": sorted({*drawn}), "refused": refused}), language="json")

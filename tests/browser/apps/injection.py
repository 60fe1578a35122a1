"""Draws every command with a hostile text in each of its text parameters; the address says which text.

The calls are made from the signatures, so that a new command, or a new parameter, is in here by itself. A call has all
parameters that show a text at once; where that is refused, and with `?single=1`, there is a call for each parameter.
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
CHARTS = ("area_chart", "bar_chart", "line_chart", "scatter_chart")
for name in CHARTS:
    OF_COMMAND[name] = {"data": lambda text: {text: ["x", text], "b": [1, 2]}}

ONLY = {"map": ["alt"], "pydeck_chart": ["alt"]}
"""The only parameter with a text that shows. It is an attribute, and a page takes seconds for such a picture."""

LEFT_OUT = {
    "altair_chart": "takes a chart, whose texts are Vega's to escape",
    "pyplot": "takes a picture",
    "widget": "takes an ipywidget, which is the author's",
    "balloons": "takes nothing",
    "snow": "takes nothing",
}


NEVER_SHOWN = {
    *(
        "accept_file",
        "avatar",
        "bind",
        "border",
        "chart_data",
        "column_config",
        "columns",
        "config",
        "debounce",
    ),
    *(
        "delta_arrow",
        "delta_color",
        "divider",
        "duration",
        "end_time",
        "figure_or_data",
        "filter_mode",
        "format_func",
    ),
    *(
        "gap",
        "height",
        "horizontal_alignment",
        "icon",
        "icon_position",
        "label_visibility",
        "live",
        "max_value",
    ),
    *("min_column_width", "min_value", "on_change", "on_click", "on_select", "on_submit", "persist_state"),
    *(
        "query_params",
        "renderer",
        "resolution",
        "row_height",
        "selection_default",
        "shortcut",
        "stack",
        "start_time",
    ),
    *("state", "step", "submit_mode", "subtitles", "text_alignment", "theme", "vertical_alignment", "width"),
    *(f"{name}_input.format" for name in ("date", "datetime", "number", "time")),
    *(f"{name}_button.type" for name in ("download", "form_submit", "link", "menu")),
    *(f"{name}.type" for name in ("button", "expander", "popover", "status", "text_input")),
    *(f"{name}.selection_mode" for name in ("pills", "plotly_chart", "segmented_control")),
    "space.size",
}
"""What refuses each of the texts: with one of these, no other parameter of the command would be shown."""


def takes_text(parameter):
    """Whether a parameter may hold a text; one without a type may."""
    return parameter.annotation is parameter.empty or any(
        word in str(parameter.annotation) for word in ("str", "Any", "object", "Sequence", "Iterable")
    )


def calls(name, text, single):
    """The arguments of the calls of a command: one for each text parameter, or one with all that are shown."""
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
    if single:
        yield from ({**needed, parameter: text} for parameter in hostile)
        yield {**needed}
    else:
        shows = [one for one in hostile if not {one, f"{name}.{one}"} & NEVER_SHOWN]
        yield {**needed, **dict.fromkeys(shows, text)}
    if "unsafe_allow_html" in {one.name for one in parameters}:
        yield {**needed, hostile[0]: text, "unsafe_allow_html": True}


def draw(name, arguments, number):
    """Call a command."""
    parameters = inspect.signature(getattr(st, name)).parameters
    if "key" in parameters:
        arguments = {**arguments, "key": f"{name}{number}"}
    if name == "form_submit_button":
        with st.form(f"submitted{number}"):
            st.form_submit_button(**arguments)
    elif any(one.kind is one.VAR_POSITIONAL for one in parameters.values()):
        getattr(st, name)(text)
    else:
        made = getattr(st, name)(**arguments)
        if name == "spinner":
            with made:
                pass
        elif name in {"container", "expander", "popover", "form", "status"} and hasattr(made, "write"):
            made.write(text)


def draw_all(name, single):
    """Call a command with the text; return whether it has refused it."""
    first = 100 if single else 0
    refusals = 0
    for number, arguments in enumerate(calls(name, text, single), first):
        try:
            draw(name, arguments, number)
        except Exception as error:  # noqa: BLE001
            refusals += 1
            refused.setdefault(name, []).append(f"{type(error).__name__}: {error}")
            st.exception(error)
        else:
            drawn.append(name)
            shown.update(f"{name}.{parameter}" for parameter, value in arguments.items() if value is text)
    return refusals > 0


text = TEXTS[int(st.query_params.get("text", 0))]
single = "single" in st.query_params
st.set_page_config(page_title=text[:60] or "x", menu_items={"About": text})
drawn, refused, shown = [], {}, set()
for name in sorted({*COMMANDS} - {*LEFT_OUT} - (set() if single or '"' in text else {*ONLY})):
    if draw_all(name, single) and not single:
        draw_all(name, single=True)
st.sidebar.write(text)
st.query_params["said"] = text
st.session_state["said"] = text
st.write(st.session_state)
with st.expander("Done"):
    after_all = sorted(one for one in shown if {one, one.split(".")[1]} & NEVER_SHOWN)
    st.code(json.dumps({"drawn": drawn, "refused": refused, "shown after all": after_all}), language="json")

"""Text commands."""
# %% Title, header and markdown in order
st.title("Title")
st.header("Header", divider=True)
st.subheader("Sub", anchor="here")
st.markdown("**bold**")
st.caption("small")
st.text("plain")
st.code("x = 1")
st.latex("x^2")
st.divider()

# %% Bodies are dedented and stripped
st.markdown("""
    # Heading
      - item

    end
    """)
st.text("  kept  \n  as it is ")
st.code("\n\ndef f():\n    pass\n\n")
st.latex(r"  \int a  ")
st.caption("\n  small\n")

# %% Bodies that are no text
st.markdown(12)
st.title(None)
st.text(3.5)
st.text({"a": 1})
st.caption([1, 2])

# %% Unsafe HTML and captions are told apart
st.markdown("<b>x</b>", unsafe_allow_html=True)
st.caption("<b>x</b>", unsafe_allow_html=True)
st.markdown("plain")

# %% Anchors of headings
st.title("A b c", anchor=False)
st.header("Été à Paris")
st.subheader("x", anchor="my-anchor")
st.header("None", anchor=None)

# %% An anchor that is True
st.title("x", anchor=True)

# %% An anchor of the wrong type
st.header("x", anchor=3)

# %% Dividers of headings take turns
for _ in range(4):
    st.header("h", divider=True)
st.subheader("s", divider="rainbow")

# %% An unknown divider
st.header("x", divider="pinkish")

# %% Code with and without a language
st.code("a", language=None)
st.code("b", language="rust", line_numbers=True)
st.code("c", wrap_lines=True)
st.code(["not", "text"])

# %% Badges
st.badge("New")
st.badge("Ok", icon=":material/check:", color="green")
st.badge("a [b] c", color="unknown")

# %% Help of text
st.markdown("a", help="h1")
st.title("b", help="h2")
st.text("c", help="h3")
st.caption("d", help="h4")
st.latex("e", help="h5")

# %% Widths that are refused
try:
    st.markdown("a", width="wide")
except Exception as error:
    st.write(type(error).__name__)
try:
    st.text("a", width=-1)
except Exception as error:
    st.write(type(error).__name__)
try:
    st.title("a", width=0)
except Exception as error:
    st.write(type(error).__name__)

# %% Text alignment that is refused
st.markdown("a", text_alignment="middle")

# %% wrap=False with HTML
st.markdown("<b>a</b>", unsafe_allow_html=True, wrap=False)

# %% HTML from text and from an object
class Shown:
    def _repr_html_(self):
        return "<b>shown</b>"

st.html("<p>a</p>")
st.html(Shown())

# %% Empty HTML
st.html("   ")

# %% Icons in headings
st.header("x", icon=":material/home:")
st.title("y", icon="🏠")
st.subheader("z", icon="nope")

# %% An emoji shortcode as icon
st.success("x", icon=":smile:")

# %% Alerts with icons
st.success("a")
st.info("b", icon="ℹ️")
st.warning("c", icon=":material/warning:")
st.error("d")

# %% An exception that is passed
st.exception(ValueError("bad value"))
try:
    {}["missing"]
except KeyError as error:
    st.exception(error)

# %% An exception that is not one
st.exception("just text")

# %% Echo shows its code
with st.echo():
    x = 1 + 1
    st.write(x)
st.write("end")

# %% Echo below
with st.echo(code_location="below"):
    st.write("inside")

# %% Json of text and of objects
st.json('{"a": 1}')
st.json({"a": [1, 2, {"b": None}]})
st.json({1, 2})
st.json([1, "x"], expanded=False)
st.json({"a": 1}, expanded=2)

# %% Json expanded of the wrong type
st.json({}, expanded="yes")

# %% Metric values
st.metric("a", 1)
st.metric("b", "12 %", "-1 %")
st.metric("c", None)
st.metric("d", 1.5, 0.1, delta_color="inverse")
st.metric("e", 3, -2, delta_color="off")
st.metric("f", 3, 0)
st.metric("g", 3, "")

# %% A metric of a list
st.metric("a", [1])

# %% A metric with an unknown colour
st.metric("a", 1, 1, delta_color="pinkish")

# %% Progress in its forms
st.progress(0)
st.progress(50, text="half")
st.progress(0.25)
st.progress(1.0)
st.progress(100)

# %% Progress beyond its range
st.progress(101)

# %% Progress below its range
st.progress(-0.1)

# %% Progress of text
st.progress("10")

# %% Progress that goes on
bar = st.progress(0)
bar.progress(20, text="working")
bar.progress(0.9)

# %% Spinner leaves nothing
with st.spinner("wait"):
    st.write("inside")
st.write("after")

# %% Toast, balloons, snow
st.toast("hello", icon="🎉")
st.toast("long", duration="long")
st.balloons()
st.snow()

# %% An empty toast
st.toast("")

# %% Space
st.space()
st.space("large")
st.space(20)

# %% A space of no size
st.space("huge")

# %% Alignment and wrapping of text
for command in (st.markdown, st.title, st.text, st.caption):
    for options in ({"text_alignment": "center"}, {"text_alignment": "justify"}, {"text_alignment": None}, {"wrap": False}, {"wrap": None}, {"wrap": 1}, {"width": "content"}, {"width": 300}, {"width": 1.5}):
        try:
            command("x", **options)
        except Exception as error:
            st.code(f"{command.__name__} {options} {type(error).__name__}")

# %% Anchors and dividers of every type
for anchor in ("a-b", "", False, None, True, 3, "ä"):
    try:
        st.header("h", anchor=anchor)
    except Exception as error:
        st.code(f"{anchor!r} {type(error).__name__}")
for divider in (True, False, "grey", "primary", "", None, 3, "Blue"):
    try:
        st.subheader("s", divider=divider)
    except Exception as error:
        st.code(f"{divider!r} {type(error).__name__}")

# %% Help of every type
for help in ("h", "", "   indented\n   lines", None, 5, ["x"]):
    try:
        st.markdown("x", help=help)
        st.button(f"{help!r}", help=help)
    except Exception as error:
        st.code(f"{help!r} {type(error).__name__}")

# %% Code of every kind
st.code("")
st.code("\n  x\n    y\n")
st.code("x", language="")
st.code(None)
st.code({"a": 1})
for options in ({"language": 5}, {"height": 100}, {"height": "stretch"}, {"height": 0}, {"width": "content"}, {"width": "wide"}):
    try:
        st.code("x", **options)
    except Exception as error:
        st.text(f"{options} {type(error).__name__}")

# %% Alerts with titles and other bodies
st.error("🔥 hot")
st.warning(":material/warning: careful", icon="🚨")
st.info("plain", icon="")
st.success("body", title="Title")
st.error(ValueError("an error"))
st.info(5)
st.warning(None)
st.success("""
    indented
      lines
    """)
st.info("x", icon="nope")

# %% Exceptions with causes, notes and groups
def fail(how):
    try:
        {}["missing"]
    except KeyError as cause:
        if how == "from":
            raise ValueError("with a cause") from cause
        if how == "none":
            raise ValueError("without") from None
        raise ValueError("in the course of it")

for how in ("from", "none", "during"):
    try:
        fail(how)
    except ValueError as error:
        st.exception(error)
noted = ValueError("noted")
noted.add_note("a note")
st.exception(noted)
st.exception(ExceptionGroup("several", [ValueError("a"), TypeError("b")]))
st.exception(DeprecationWarning("a warning"))
st.exception(ValueError())
st.exception(ValueError("a", 1))
st.exception(KeyError("k"))

# %% Exceptions whose text is odd
class Odd(Exception):
    def __str__(self):
        return "**bold** <b>x</b>\n\nsecond"

class Failing(Exception):
    def __str__(self):
        raise RuntimeError("no text")

st.exception(Odd())
st.exception(Failing())

# %% Values and deltas of metrics
import numpy as np
from decimal import Decimal

for value in (np.int64(3), np.float32(1.5), Decimal("1.10"), True, "", "**bold**", 10**20, float("nan"), b"x", {"a": 1}):
    try:
        st.metric(f"{value!r}", value)
    except Exception as error:
        st.text(f"{value!r} {type(error).__name__}")
for delta in (5, -5, "-5 %", "+1", 0, 0.0, "0", None, "", np.int64(-2), Decimal("1"), "−3", float("nan"), [1]):
    try:
        st.metric(f"d {delta!r}", 1, delta)
    except Exception as error:
        st.text(f"{delta!r} {type(error).__name__}")

# %% Arguments of metrics
for options in ({"delta_color": "inverse"}, {"delta_color": "red"}, {"delta_color": "pinkish"}, {"delta_arrow": "up"}, {"delta_arrow": "off"}, {"delta_arrow": "left"}, {"chart_data": [1, 2, 3]}, {"chart_data": ["x"]}, {"chart_data": [1], "chart_type": "bar"}, {"chart_type": "pie"}, {"format": "percent"}, {"format": 5}, {"label_visibility": "hidden"}, {"label_visibility": "gone"}, {"border": True}, {"height": "stretch"}, {"height": "tall"}, {"delta_description": "since"}, {"icon": "🔥"}, {"icon": "nope"}):
    try:
        st.metric(f"{options}", 1, 2, **options)
    except Exception as error:
        st.text(f"{options} {type(error).__name__}")

# %% Json of odd values
import datetime as dt

st.json({1: "a", (2, 3): "b", None: "c"})
st.json({"set": {1}, "date": dt.date(2024, 1, 2), "nan": float("nan"), "bytes": b"x", "none": None})
st.json("not json {")
st.json("")
st.json(None)
st.json(5)
st.json([{"a": [{"b": (1, 2)}]}])
for expanded in (True, False, 0, 3, -1, 2.5, None):
    try:
        st.json({"a": 1}, expanded=expanded)
    except Exception as error:
        st.text(f"{expanded!r} {type(error).__name__}")

# %% Badges of every kind
for options in ({"color": "red"}, {"color": "rainbow"}, {"color": None}, {"icon": "🔥"}, {"icon": "nope"}, {"width": "wide"}, {"help": "h"}):
    try:
        st.badge("x", **options)
    except Exception as error:
        st.text(f"{options} {type(error).__name__}")
for label in ("", None, 5, "**bold** [link](https://example.org)", "a\nb"):
    try:
        st.badge(label)
    except Exception as error:
        st.text(f"{label!r} {type(error).__name__}")

# %% HTML from files and styles
import tempfile
from pathlib import Path

folder = Path(tempfile.mkdtemp())
(folder / "a.html").write_text("<p>from a file</p>")
(folder / "a.css").write_text("p { color: red }")
st.html(folder / "a.html")
st.html(folder / "a.css")
st.html("<style>p {}</style>")
st.html(5)
for body in ("", None, folder / "gone.html"):
    try:
        st.html(body)
        st.text("drawn")
    except Exception as error:
        st.text(type(error).__name__)

# %% Frames of other pages
for src, options in (("https://example.org", {}), ("/local", {}), ("<b>x</b>", {}), ("data:text/html,x", {}), ("https://example.org", {"height": 100}), ("https://example.org", {"height": 0}), ("https://example.org", {"tab_index": -1}), ("https://example.org", {"tab_index": -2}), ("https://example.org", {"tab_index": True}), ("https://example.org", {"width": "wide"}), (None, {}), ("", {})):
    try:
        st.iframe(src, **options)
        st.text(f"{src} {options} drawn")
    except Exception as error:
        st.text(f"{src} {options} {type(error).__name__}")

# %% Values of a progress
import numpy as np

for value in (0, 100, 0.0, 1.0, 0.999, 1, 1.0000000001, 1.1, -1, 101, True, "5", None, np.float64(0.5), np.int64(50), [5], float("nan")):
    try:
        st.progress(value)
    except Exception as error:
        st.text(f"{value!r} {type(error).__name__}")
st.progress(5, text="**bold**")
st.progress(5, text=5)

# %% Toasts of every kind
for options in ({"duration": "short"}, {"duration": "infinite"}, {"duration": 5}, {"duration": 0}, {"duration": "soon"}, {"duration": True}, {"icon": "🔥"}, {"icon": "nope"}):
    try:
        st.toast("x", **options)
    except Exception as error:
        st.text(f"{options} {type(error).__name__}")
handle = st.toast("first")
handle.toast("second", icon="✅")
for body in (None, 5, "  "):
    try:
        st.toast(body)
    except Exception as error:
        st.text(f"{body!r} {type(error).__name__}")

# %% Echo of decorated functions, comments and nested blocks
with st.echo():
    # a comment
    @st.cache_data
    def echoed(x):
        """Docs."""

        return x

    for n in range(2):
        with st.container():
            st.text(echoed(n))

with st.echo("below"):
    st.text("one line")
with st.echo("sideways"): st.text("on the same line")

# %% Formulas
st.latex("\n  a + b\n")
st.latex(r"\int_0^1 x^2 \, dx", help="h")
st.latex(5)
st.latex("$x$")
st.latex("x", width="wide")

# %% Markdown that is kept as it is
st.markdown(":red[x] :material/home: :tulip: $x$ :blue-badge[b] :small[s] --> <- \\:red[y]")
st.markdown("```python\nx = 1\n```")
st.markdown("\ttab\n\n    code")
st.markdown("  trailing  \nline")
st.markdown("# h", anchors=False)
st.markdown("x", unsafe_allow_html="yes")
st.caption("# h", help="h")
st.markdown("")

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

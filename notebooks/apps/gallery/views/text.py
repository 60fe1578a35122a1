"""Text in every form."""

import revoila as st

st.title("Text")

st.header("A header", divider=True)
st.subheader("A subheader with an icon", icon=":material/landscape:", divider="green", help="And a tooltip.")
st.caption("A caption: *smaller* and lighter than the text around it.")
st.markdown(
    """
    Markdown with **bold**, *italic*, ~~struck~~, `code`, a [link](https://jupyter.org), :blue[colour],
    :orange-background[background], :green-badge[badge], :small[small], :rainbow[rainbow] and :shimmer[shimmer].
    An emoji :tulip:, a symbol :material/water:, a formula $e^{i\\pi} = -1$, an arrow -> and a note.[^1]

    - One thing
      - and what belongs to it
    - [x] done
    - [ ] still to do

    1. First
    2. Second

    > A sentence of somebody else.

    | River | Length | Mouth |
    |:--|--:|:-:|
    | Nile | 6650 km | Mediterranean |
    | Amazon | 6400 km | Atlantic |

    [^1]: It is down here.
    """
)
st.badge("New", icon=":material/bolt:", color="violet")

st.subheader("Alignment and width", anchor=False)
LONG = "It goes on for more than a line, so that there is something to see. " * 2
for alignment in ("left", "center", "right", "justify"):
    st.markdown(f"This paragraph is set {alignment}. {LONG}", text_alignment=alignment)
st.markdown("One line only, which ends where there is no more room for it. " * 4, wrap=False)
with st.container(border=True, width=260):
    st.text("Plain text:  spaces  and\n   line breaks stay,\n*and nothing is Markdown*.")

st.subheader("Code and formulas", anchor=False)
st.code('def greet(name: str) -> str:\n    """Say hello."""\n    return f"Hello {name}"', line_numbers=True)
st.code(
    "SELECT river, length FROM rivers WHERE length > 6000 ORDER BY length DESC -- " + "long " * 20,
    language="sql",
)
st.code("A line that breaks instead of going on to the right. " * 4, language=None, wrap_lines=True)
st.latex(r"\int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi}")
with st.echo():
    st.write("The source of this line is above it.")

st.subheader("Objects", anchor=False)
st.write({"river": "Nile", "length": 6650, "countries": ["Uganda", "Sudan", "Egypt"]})
st.json({"folded": {"to": {"this": {"depth": True}}}}, expanded=2)
st.write(6650, None, ("a", 1))
st.html("<p style='letter-spacing:.2em'>HTML of <b>your own</b></p>")
with st.expander("Help on an object"):
    st.help(st.badge)

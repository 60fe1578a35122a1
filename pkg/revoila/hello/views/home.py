"""What this is, with something to click within the first screen."""

import inspect
import platform
import time
from textwrap import dedent

import revoila as st

started = time.perf_counter()

PAGES = {
    "weather": ("Weather explorer", "🌦️", "Filters, charts and a table that move together."),
    "penguins": ("Which penguin?", "🐧", "A form: measure a penguin, compare it with others."),
    "live": ("Live updates", "⚡", "Text, progress and charts while a script runs."),
    "forms": ("Forms and dialogs", "📝", "Several inputs at once, and a question back."),
    "fragments": ("Fragments", "🧩", "Parts of a page that run alone or by themselves."),
    "tasks": ("Background tasks", "⏳", "Long work that does not hold up the page."),
    "widgets": ("Jupyter widgets", "🎛️", "An anywidget and stock ipywidgets on one page."),
    "unmodified": ("Unmodified script", "📜", "It says `import streamlit`, and just runs."),
    "look": ("Light and dark", "🎨", "Every family of elements in both themes."),
}


def greet():
    name = st.text_input("Your name")
    cups = st.slider("Coffees", 0, 8, 2)

    if name:
        st.success(f"Hello **{name}**!")
    else:
        st.info("Who are you?")
    st.write("☕" * cups or "Tea?")


def number(label, value, note):
    st.metric(label, value, note, delta_color="off", delta_arrow="off", border=True, height="stretch")


st.title("Script apps on Jupyter")
st.markdown(
    "You write a Python script from top to bottom. **Revoilà** runs it where your data already is: in a kernel. "
    "Each interaction runs the script again, and only what changed travels to the page."
)

left, right = st.columns([5, 6], gap="medium")
with left:
    st.subheader("Try it", anchor=False)
    greet()
with right:
    st.subheader("All it takes", anchor=False)
    body = inspect.getsource(greet).partition("\n")[2]
    st.code("import revoila as st\n\n" + dedent(body))

runs = st.session_state.get("runs", 0) + 1
times = st.session_state.get("times", [])
with st.container(horizontal=True):
    number("Runs so far", runs, "one per input")
    number("Last run, ms", f"{times[-1]:.1f}" if times else "–", "top to bottom")
    number("Python", platform.python_version(), "in a kernel")

st.subheader("Look around", anchor=False)
items = list(PAGES.items())
for row in (items[:3], items[3:6], items[6:]):
    for column, (name, (title, icon, sentence)) in zip(st.columns(3), row, strict=True):
        with column:
            if st.button(title, icon=icon, width="stretch"):
                st.switch_page(f"views/{name}.py")
            st.caption(sentence)

st.subheader("Run your own", anchor=False)
notebook, site, test = st.tabs(["In a notebook", "As a site", "In a test"])
notebook.code('import revoila\n\nrevoila.App("app.py")')
site.code("revoila run app.py", language="bash")
test.code(
    """from revoila.testing.v1 import AppTest

app = AppTest.from_file("app.py").run()
assert not app.exception"""
)

st.session_state.runs = runs
st.session_state.times = [*times, 1000 * (time.perf_counter() - started)][-30:]

"""Apps for lessons: explanations beside controls, formulas, echo, magic, exercises, visual demonstrations."""
# %% Magic commands from the first steps
"""
# My first app
Here's our first attempt at using data to create a table:
"""

import pandas as pd

df = pd.DataFrame({"first column": [1, 2, 3, 4], "second column": [10, 20, 30, 40]})

df

x = st.slider("x")
x, "squared is", x * x

option = st.selectbox("Which number do you like best?", df["first column"])
"You selected: ", option

if st.checkbox("Show dataframe"):
    "Here it is"
    df.T
# > at.slider[0].set_value(7).run()
# > at.selectbox[0].select(3).run()
# > at.checkbox[0].check().run()

# %% The waves of a sine
import numpy as np
import pandas as pd

st.title("Sine waves")
st.latex(r"y = a \cdot \sin(f x + \varphi)")
c1, c2, c3 = st.columns(3)
a = c1.slider("Amplitude", 0.1, 3.0, 1.0, 0.1)
f = c2.slider("Frequency", 1, 10, 2)
phi = c3.select_slider("Phase", ["0", "π/2", "π"])
x = np.linspace(0, 2 * np.pi, 40)
y = a * np.sin(f * x + {"0": 0, "π/2": np.pi / 2, "π": np.pi}[phi])
st.line_chart(pd.DataFrame({"y": y}, index=x))
with st.expander("What do you see?"):
    st.markdown(f"The wave goes up to **{a}** and has **{f}** hills.")
    if abs(y[0]) < 1e-9:
        st.markdown("It starts at *zero*.")
    else:
        st.markdown(f"It starts at {y[0]:.1f}.")
# > at.slider[0].set_value(2.5).run()
# > at.select_slider[0].set_value("π/2").run()
# > at.slider[1].set_value(1); at.select_slider[0].set_value("π"); at.run()

# %% Code beside what it does
st.header("Widgets and their code")
with st.echo():
    name = st.text_input("Name", "world")
    st.write(f"Hello {name}")
with st.echo("below"):
    n = st.slider("n", 0, 5, 2)
    for i in range(n):
        st.write("line", i)
show = st.checkbox("More")
if show:
    with st.echo():
        # a comment stays
        st.button("A button")
# > at.text_input[0].input("Ada").run()
# > at.slider[0].set_value(0).run()
# > at.checkbox[0].check().run()
# > at.button[0].click().run()

# %% Lessons with a table of contents
LESSONS = {
    "Variables": ("A variable has a **name**.", "x = 5"),
    "Loops": ("A loop repeats.", "for i in range(3):\n    print(i)"),
    "Functions": ("A function has *arguments*.", "def f(a):\n    return a + 1"),
}
done = st.session_state.setdefault("done", set())
with st.sidebar:
    st.title("Lessons")
    lesson = st.radio("Lesson", LESSONS, format_func=lambda n: f"✅ {n}" if n in done else n, label_visibility="collapsed")
    st.progress(len(done) / len(LESSONS), text=f"{len(done)}/{len(LESSONS)}")
text, code = LESSONS[lesson]
st.header(lesson, anchor=lesson.lower(), divider=True)
st.markdown(text)
st.code(code, line_numbers=True)
if st.button("Done", disabled=lesson in done):
    done.add(lesson)
    st.rerun()
# > at.button[0].click().run()
# > at.sidebar.radio[0].set_value("Loops").run()
# > at.button[0].click().run()
# > at.sidebar.radio[0].set_value("Functions").run()
# > at.button[0].click().run()

# %% An exercise whose solution is checked
import ast

st.subheader("Exercise")
st.write("Write an expression with the value 12 that uses `*`.")
code = st.text_area("Your code", key="code", placeholder="3 * ...")
check, hint, solution = st.columns(3)
if check.button("Check", type="primary"):
    try:
        tree = ast.parse(code, mode="eval")
        value = eval(compile(tree, "<answer>", "eval"), {"__builtins__": {}})
    except SyntaxError as error:
        st.error(f"Not Python: line {error.lineno}")
    except Exception as error:
        st.exception(error)
    else:
        if value != 12:
            st.warning(f"The value is {value}")
        elif not any(isinstance(node, ast.Mult) for node in ast.walk(tree)):
            st.warning("Without `*`")
        else:
            st.success("Right!")
            st.session_state.solved = True
if hint.button("Hint"):
    st.info("Think of 3 and 4")
with solution.popover("Solution", disabled=not st.session_state.get("solved")):
    st.code("3 * 4")
# > at.button[0].click().run()
# > at.text_area[0].input("6 + 6").run()
# > at.button[0].click().run()
# > at.text_area[0].input("x * 2"); at.button[0].click().run()
# > at.button[1].click().run()
# > at.text_area[0].input("3 * 4"); at.button[0].click().run()

# %% Sorting is shown step by step
if "steps" not in st.session_state:
    st.session_state.steps = []
    st.session_state.at = 0

def sort():
    values = [int(v) for v in st.session_state.numbers.split()]
    steps = [list(values)]
    for end in range(len(values) - 1, 0, -1):
        for i in range(end):
            if values[i] > values[i + 1]:
                values[i], values[i + 1] = values[i + 1], values[i]
                steps.append(list(values))
    st.session_state.steps, st.session_state.at = steps, 0

st.text_input("Numbers", "3 1 2", key="numbers", on_change=sort)
if not st.session_state.steps:
    sort()
last = len(st.session_state.steps) - 1
if last:
    st.session_state.at = st.slider("Step", 0, last, st.session_state.at)
values = st.session_state.steps[st.session_state.at]
st.bar_chart(values)
st.write(values)
if st.button("Forward", disabled=st.session_state.at >= last):
    st.session_state.at += 1
    st.rerun()
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.slider[0].set_value(0).run()
# > at.text_input[0].input("9 5 7 1").run()
# > at.slider[0].set_value(3).run()

# %% Probability with coins and a seed
import numpy as np

st.title("Coin tossing")
n = st.number_input("Tosses", 1, 1000, 10)
p = st.slider("Probability of heads", 0.0, 1.0, 0.5)
rng = np.random.default_rng(7)
tosses = rng.random(n) < p
share = tosses.mean()
col1, col2 = st.columns(2)
col1.metric("Heads", int(tosses.sum()))
col2.metric("Share", f"{share:.2f}", f"{share - p:+.2f}")
st.line_chart((np.cumsum(tosses) / np.arange(1, n + 1)).round(3))
st.markdown(
    """
    The **law of large numbers**:

    - more tosses
    - less difference
    """
)
# > at.number_input[0].set_value(200).run()
# > at.slider[0].set_value(0.0).run()
# > at.number_input[0].set_value(1).run()

# %% Vocabulary with languages in tabs
WORDS = {"de": {"house": "Haus", "tree": "Baum"}, "it": {"house": "casa", "tree": "albero"}}
FLAGS = {"de": "🇩🇪", "it": "🇮🇹"}
st.session_state.setdefault("score", {lang: 0 for lang in WORDS})

def check(lang, word):
    key = f"{lang}_{word}"
    if st.session_state[key].strip().lower() == WORDS[lang][word].lower():
        st.session_state.score[lang] += 1
        st.session_state[key] = ""
        st.session_state.last = ("success", f"{word}: right")
    else:
        st.session_state.last = ("error", f"{word}: wrong")

for lang, tab in zip(WORDS, st.tabs([f"{FLAGS[lang]} {lang}" for lang in WORDS])):
    for word in WORDS[lang]:
        tab.text_input(word, key=f"{lang}_{word}", on_change=check, args=(lang, word))
    tab.metric("Points", st.session_state.score[lang])
if "last" in st.session_state:
    kind, text = st.session_state.last
    getattr(st, kind)(text)
# > at.text_input(key="de_house").input("haus").run()
# > at.text_input(key="it_tree").input("baum").run()
# > at.text_input(key="it_tree").input("Albero ").run()
# > at.text_input(key="de_tree").input("x"); at.text_input(key="it_house").input("casa"); at.run()

# %% Markdown with a preview
SAMPLE = "# Title\n\n- one\n- *two*\n\n$a^2$ :smile: :red[red]"
edit, view = st.columns(2)
with edit:
    text = st.text_area("Markdown", SAMPLE, height=200)
    html = st.checkbox("Allow HTML")
with view:
    st.caption("Preview")
    st.markdown(text, unsafe_allow_html=html)
st.caption(f"{len(text.split())} words, {len(text.splitlines())} lines")
st.download_button("Save", text, "text.md")
# > at.text_area[0].input("<b>bold</b> and `code`").run()
# > at.checkbox[0].check().run()
# > at.text_area[0].input("").run()
# > at.text_area[0].input("| a | b |\n|---|---|\n| 1 | 2 |").run()

# %% How the session state works
st.title("Counter Example")
if "count" not in st.session_state:
    st.session_state.count = 0
    st.session_state.last_updated = "never"

def increment_counter(increment_value=0):
    st.session_state.count += increment_value

def decrement_counter(decrement_value=0):
    st.session_state.count -= decrement_value

with st.form(key="my_form"):
    step = st.number_input("Enter a value", value=0, step=1, key="increment_value")
    submit = st.form_submit_button(label="Update", on_click=lambda: increment_counter(st.session_state.increment_value))
st.button("Increment", on_click=increment_counter, kwargs=dict(increment_value=5))
st.button("Decrement", on_click=decrement_counter, kwargs=dict(decrement_value=1))
st.write("Count = ", st.session_state.count)
st.write("Submitted" if submit else "Not submitted")
# > at.button[1].click().run()
# > at.number_input[0].set_value(10).run()
# > at.button[0].click().run()
# > at.button[2].click().run()
# > at.button[0].click(); at.button[1].click(); at.run()

# %% What a cache does
st.session_state.setdefault("runs", 0)
st.session_state.runs += 1

@st.cache_data(show_spinner="Computing…", max_entries=2)
def square(n):
    st.write(f"computing the square of {n}")
    return n * n

@st.cache_resource
def shared():
    return []

square.clear()
if st.session_state.runs == 1:
    shared.clear()
n = st.radio("n", [1, 2, 3], horizontal=True)
st.write(square(n), square(n))
shared().append(n)
st.write("The list everybody shares:", shared())
if st.button("Clear the resource"):
    shared.clear()
    st.write(shared())
# > at.radio[0].set_value(2).run()
# > at.button[0].click().run()
# > at.radio[0].set_value(3).run()

# %% Containers out of order
container = st.container()
st.write("This is outside the container")
container.write("This is inside too")
with st.container():
    st.write("This is inside the container")
    inner = st.empty()
for number in range(3):
    inner.write(f"⏳ {number} have passed")
choice = st.radio("Then", ["keep", "clear", "replace"])
if choice == "clear":
    inner.empty()
elif choice == "replace":
    with inner.container():
        st.write("first")
        st.write("second")
container.metric("Choice", choice)
# > at.radio[0].set_value("clear").run()
# > at.radio[0].set_value("replace").run()
# > at.radio[0].set_value("keep").run()

# %% Help and docs
import math

class Circle:
    """A circle.

    It has a radius.
    """

    def __init__(self, r):
        self.r = r

    def area(self):
        """Return the area."""
        return math.pi * self.r**2

topic = st.selectbox("Help for", ["class", "method", "function"])
st.help({"class": Circle, "method": Circle.area, "function": math.sqrt}[topic])
r = st.number_input("Radius", 0.0, 10.0, 1.0)
st.write("Area:", round(Circle(r).area(), 3))
# > at.selectbox[0].select("method").run()
# > at.number_input[0].set_value(2.0).run()
# > at.selectbox[0].select("function").run()

# %% Truth tables of logic
import itertools

import pandas as pd

expr = st.text_input("Expression", "a and not b")
variables = [v for v in "abc" if v in expr.replace("and", "")]
rows = []
for values in itertools.product([False, True], repeat=len(variables)):
    env = dict(zip(variables, values))
    try:
        rows.append({**env, expr: bool(eval(expr, {"__builtins__": {}}, env))})
    except Exception as e:
        st.error(f"{type(e).__name__}: {e}")
        st.stop()
df = pd.DataFrame(rows)
st.dataframe(df, hide_index=True)
if df[expr].all():
    st.success("A tautology")
elif not df[expr].any():
    st.error("Never true")
st.multiselect("Variables", list("abc"), variables, disabled=True)
# > at.text_input[0].input("a or not a").run()
# > at.text_input[0].input("a or b or c").run()
# > at.text_input[0].input("a an b").run()
# > at.text_input[0].input("a and not a").run()

# %% Colours are mixed
r = st.slider("🔴", 0, 255, 100, key="r")
g = st.slider("🟢", 0, 255, 150, key="g")
b = st.slider("🔵", 0, 255, 200, key="b")
code = f"#{r:02x}{g:02x}{b:02x}"

def take():
    value = st.session_state.picked
    for i, name in enumerate("rgb"):
        st.session_state[name] = int(value[1 + 2 * i : 3 + 2 * i], 16)

st.color_picker("Pick", code, key="picked", on_change=take)
st.markdown(f'<div style="background:{code};height:2em"></div>', unsafe_allow_html=True)
st.code(code)
brightness = (r * 299 + g * 587 + b * 114) / 1000
st.write("Text should be", "black" if brightness > 128 else "white")
if st.button("Invert", on_click=lambda: st.session_state.update(r=255 - r, g=255 - g, b=255 - b)):
    st.caption("inverted")
# > at.slider(key="r").set_value(255).run()
# > at.color_picker[0].pick("#102030").run()
# > at.button[0].click().run()

# %% Fractions in a loop of columns
from fractions import Fraction

n = st.number_input("Fractions", 1, 5, 2)
values = []
for i, column in enumerate(st.columns(n)):
    with column:
        top = st.number_input("Top", value=1, key=f"top{i}")
        bottom = st.number_input("Bottom", value=i + 2, key=f"bottom{i}")
        if bottom == 0:
            st.error("Not zero")
        else:
            values.append(Fraction(top, bottom))
            st.latex(rf"\frac{{{top}}}{{{bottom}}}")
if len(values) == n:
    total = sum(values)
    st.write("Sum:", str(total), float(total))
else:
    st.warning("There is no sum")
# > at.number_input[0].set_value(3).run()
# > at.number_input(key="bottom1").set_value(0).run()
# > at.number_input[0].set_value(1).run()
# > at.number_input[0].set_value(2).run()

# %% A page with every kind of heading and text
st.title("Text elements", anchor=False)
st.header("Header with *markdown*", divider="gray")
st.subheader("Subheader :blue[in blue]", help="A tooltip")
st.markdown("Emphasis, **strong** and `code` :material/star:")
st.caption("Small and quiet")
st.text("Fixed *width*")
st.code("SELECT 1;", language="sql")
st.latex("e^{i\\pi} + 1 = 0")
st.badge("New", icon="🎉", color="green")
st.divider()
st.html("<p>From <b>HTML</b></p>")
level = st.radio("Message", ["info", "success", "warning", "error", "exception"])
if level == "exception":
    st.exception(RuntimeError("This is an exception of type RuntimeError"))
else:
    getattr(st, level)(f"This is a {level}", icon="ℹ️" if level == "info" else None)
# > at.radio[0].set_value("success").run()
# > at.radio[0].set_value("exception").run()
# > at.radio[0].set_value("warning").run()

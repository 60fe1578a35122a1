"""What is asked about in forums again and again: resets, chains, all or nothing, keys that count, twins."""
# %% A file uploader that is emptied by a new key
if "uploader_key" not in st.session_state:
    st.session_state["uploader_key"] = 0
    st.session_state["uploaded_files"] = []

def update_key():
    st.session_state.uploader_key += 1

files = st.file_uploader("Files", accept_multiple_files=True, key=f"uploader_{st.session_state.uploader_key}")
if files:
    st.write([file.name for file in files])
    if st.button("Keep them", on_click=update_key):
        st.session_state["uploaded_files"] += [file.name for file in files]
        st.rerun()
if st.button("Clear uploaded files"):
    st.session_state["uploader_key"] += 1
    st.rerun()
st.write("Kept:", st.session_state["uploaded_files"])
# > at.file_uploader[0].upload("a.txt", b"1", "text/plain").run()
# > at.file_uploader[0].upload("b.txt", b"2", "text/plain").run()
# > at.button[-1].click().run()
# > at.file_uploader[0].upload("c.txt", b"3", "text/plain").run()
# > at.button[0].click().run()

# %% A text input is emptied after it was read
if "my_text" not in st.session_state:
    st.session_state.my_text = ""

def submit():
    st.session_state.my_text = st.session_state.widget
    st.session_state.widget = ""

st.text_input("Enter text here", key="widget", on_change=submit)
my_text = st.session_state.my_text
st.write(my_text)
again = st.text_input("Another", key="other")
if st.button("Empty the other"):
    try:
        st.session_state.other = ""
    except Exception as error:
        st.error(type(error).__name__)
# > at.text_input[0].input("hello").run()
# > at.text_input[0].input("world").run()
# > at.text_input[1].input("stays").run()
# > at.button[0].click().run()
# > at.text_input[0].input("").run()

# %% Select all of a multiselect
OPTIONS = ["A", "B", "C", "D"]
container = st.container()
all_options = st.checkbox("Select all")
if all_options:
    selected = container.multiselect("Select one or more:", OPTIONS, OPTIONS)
else:
    selected = container.multiselect("Select one or more:", OPTIONS)
st.write(selected)

def set_all(value):
    st.session_state.second = OPTIONS if value else []

left, right = st.columns(2)
left.button("All", on_click=set_all, args=(True,))
right.button("None", on_click=set_all, args=(False,))
st.multiselect("Second", OPTIONS, key="second")
st.write(st.session_state.second)
# > at.multiselect[0].select("B").run()
# > at.checkbox[0].check().run()
# > at.multiselect[0].unselect("D").run()
# > at.checkbox[0].uncheck().run()
# > at.button[0].click().run()
# > at.multiselect(key="second").unselect("A").run()
# > at.button[1].click().run()

# %% Three levels of dependent select boxes with callbacks
TREE = {"Europe": {"Italy": ["Rome", "Milan"], "Spain": ["Madrid"]}, "Asia": {"Japan": ["Tokyo", "Osaka"]}}

def level_changed(level):
    for name in ("country", "city")[level:]:
        if name in st.session_state:
            del st.session_state[name]

continent = st.selectbox("Continent", TREE, key="continent", on_change=level_changed, args=(0,))
country = st.selectbox("Country", TREE[continent], key="country", on_change=level_changed, args=(1,))
city = st.selectbox("City", TREE[continent][country], key="city", index=None)
st.write(" / ".join(str(part) for part in (continent, country, city)))
st.write({key: st.session_state.get(key) for key in ("continent", "country", "city")})
# > at.selectbox(key="city").select("Milan").run()
# > at.selectbox(key="country").select("Spain").run()
# > at.selectbox(key="city").select("Madrid").run()
# > at.selectbox(key="continent").select("Asia").run()
# > at.selectbox(key="city").select("Osaka"); at.selectbox(key="continent").select("Europe"); at.run()

# %% The double click problem with value from session state
if "value" not in st.session_state:
    st.session_state.value = 5
st.session_state.value = st.slider("Slider", 0, 10, st.session_state.value)
if "text" not in st.session_state:
    st.session_state.text = "start"
text = st.text_input("Text", st.session_state.text)
st.session_state.text = text
options = ["x", "y", "z"]
index = st.session_state.setdefault("index", 0)
choice = st.radio("Radio", options, index=index)
st.session_state.index = options.index(choice)
st.write(st.session_state.value, st.session_state.text, st.session_state.index)
# > at.slider[0].set_value(7).run()
# > at.slider[0].set_value(2).run()
# > at.text_input[0].input("one").run()
# > at.text_input[0].input("two").run()
# > at.radio[0].set_value("z").run()
# > at.radio[0].set_value("y").run()

# %% Default and session state at once
st.session_state.setdefault("level", 3)
level = st.slider("Level", 0, 10, key="level")
name = st.text_input("Name", "from value", key="name")
if st.button("Set both", on_click=lambda: st.session_state.update(level=9, name="from state")):
    st.write("set")
st.write(level, name)
if st.checkbox("Set in the script"):
    try:
        st.session_state.level = 1
    except Exception as error:
        st.error(type(error).__name__)
# > at.button[0].click().run()
# > at.slider[0].set_value(4).run()
# > at.checkbox[0].check().run()
# > at.text_input[0].input("typed").run()
# > at.button[0].click().run()

# %% Two views of one value
def from_slider():
    st.session_state.number = st.session_state.slider

def from_number():
    st.session_state.slider = st.session_state.number

left, right = st.columns(2)
left.slider("Slider", 0, 100, 25, key="slider", on_change=from_slider)
right.number_input("Number", 0, 100, 25, key="number", on_change=from_number)
with st.expander("Third"):
    st.progress(st.session_state.slider)
if st.session_state.slider != st.session_state.number:
    st.error("They differ")
st.write(st.session_state.slider)
# > at.slider[0].set_value(60).run()
# > at.number_input[0].set_value(10).run()
# > at.slider[0].set_value(90); at.number_input[0].set_value(1); at.run()
# > at.number_input[0].increment().run()

# %% The sidebar hides and shows inputs that should remember
keep = ("name", "age")
for key in keep:
    if key in st.session_state:
        st.session_state[key] = st.session_state[key]
view = st.sidebar.radio("View", ["form", "result", "nothing"])
if view == "form":
    st.text_input("Name", key="name")
    st.number_input("Age", 0, 120, key="age")
    st.text_input("Not kept", key="lost")
elif view == "result":
    st.write(st.session_state.get("name"), st.session_state.get("age"), st.session_state.get("lost"))
st.caption(", ".join(sorted(st.session_state)))
# > at.text_input(key="name").input("Ada"); at.number_input[0].set_value(36); at.text_input(key="lost").input("gone"); at.run()
# > at.sidebar.radio[0].set_value("result").run()
# > at.sidebar.radio[0].set_value("nothing").run()
# > at.sidebar.radio[0].set_value("form").run()

# %% Twins without keys and their remedy
try:
    st.button("Same")
    st.button("Same")
except Exception as error:
    st.error(type(error).__name__)
for i in range(2):
    if st.button("Same", key=f"same_{i}"):
        st.write("pressed", i)
for i in range(3):
    try:
        st.text_input("Twin")
    except Exception as error:
        st.warning(f"{i} {type(error).__name__}")
st.text_input("Twin", key="one")
st.text_input("Twin", "with value")
# > at.button[1].click().run()
# > at.text_input[0].input("first").run()
# > at.button(key="same_1").click().run()
# > at.text_input(key="one").input("keyed").run()

# %% A loop of rerun until it is done
s = st.session_state
s.setdefault("n", 0)
s.setdefault("target", 0)
target = st.number_input("Count to", 0, 10, 3)
if st.button("Go"):
    s.target, s.n = target, 0
    st.rerun()
st.progress(s.n / s.target if s.target else 0)
st.write(s.n)
if s.n < s.target:
    s.n += 1
    st.rerun()
if s.target:
    st.success(f"Reached {s.target}")
# > at.button[0].click().run()
# > at.number_input[0].set_value(5).run()
# > at.button[0].click().run()
# > at.number_input[0].set_value(0); at.button[0].click(); at.run()

# %% Messages that survive a rerun
if "message" not in st.session_state:
    st.session_state.message = None

def flash():
    if st.session_state.message:
        kind, text = st.session_state.message
        getattr(st, kind)(text)
        st.session_state.message = None

flash()
name = st.text_input("Name")
if st.button("Save"):
    st.session_state.message = ("success", f"Saved {name}") if name else ("error", "Nothing to save")
    st.rerun()
if st.button("Toast"):
    st.session_state.message = ("toast", "A toast")
    st.rerun()
# > at.button[0].click().run()
# > at.text_input[0].input("x").run()
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.run()

# %% Disabled while something else is empty
st.session_state.setdefault("disabled", False)
st.session_state.setdefault("visibility", "visible")
col1, col2 = st.columns(2)
with col1:
    st.checkbox("Disable text input widget", key="disabled")
    st.radio("Set text input label visibility 👉", key="visibility", options=["visible", "hidden", "collapsed"])
    st.text_input("Placeholder for the other text input widget", "This is a placeholder", key="placeholder")
with col2:
    text_input = st.text_input(
        "Enter some text 👇",
        label_visibility=st.session_state.visibility,
        disabled=st.session_state.disabled,
        placeholder=st.session_state.placeholder,
    )
    if text_input:
        st.write("You entered: ", text_input)
# > at.text_input[1].input("hello").run()
# > at.radio[0].set_value("collapsed").run()
# > at.checkbox[0].check().run()
# > at.text_input[0].input("other").run()
# > at.checkbox[0].uncheck().run()

# %% Radio without a choice, and a number without a value
genre = st.radio("Genre", [":rainbow[Comedy]", "***Drama***", "Documentary"], index=None, captions=["Laugh", "Get", "Never"])
st.write("You selected:", genre)
number = st.number_input("Insert a number", value=None, placeholder="Type a number...")
st.write("The current number is ", number)
option = st.selectbox("Contact", ("Email", "Home phone"), index=None, placeholder="Select contact method...")
st.write("You selected:", option)
text = st.text_input("Text", None)
day = st.date_input("Day", None)
st.write(text, day)
if all(x is not None for x in (genre, number, option, text, day)):
    st.success("Complete")
# > at.radio[0].set_value("Documentary").run()
# > at.number_input[0].set_value(5).run()
# > at.selectbox[0].select("Email").run()
# > at.text_input[0].input("t"); at.date_input[0].set_value(dt.date(2024, 1, 1)); at.run()
# > at.number_input[0].set_value(None); at.selectbox[0].set_value(None); at.run()

# %% A callback is a method of an object
class Counter:
    def __init__(self, name):
        self.name = name
        self.value = st.session_state.setdefault(f"counter_{name}", 0)

    def add(self, by=1):
        st.session_state[f"counter_{self.name}"] += by

    def draw(self):
        st.button(f"{self.name} +1", on_click=self.add)
        st.button(f"{self.name} +5", on_click=self.add, args=(5,))
        st.metric(self.name, self.value)

counters = [Counter(name) for name in ("red", "blue")]
for column, counter in zip(st.columns(len(counters)), counters):
    with column:
        counter.draw()
st.write(sum(counter.value for counter in counters))
# > at.button[0].click().run()
# > at.button[3].click().run()
# > at.button[1].click().run()
# > at.button[2].click(); at.button[0].click(); at.run()

# %% Form values by keys after the submit
def form_callback():
    st.session_state.log = st.session_state.get("log", []) + [(st.session_state.my_slider, st.session_state.my_checkbox)]

with st.form(key="my_form"):
    slider_input = st.slider("My slider", 0, 10, 5, key="my_slider")
    checkbox_input = st.checkbox("Yes or No", key="my_checkbox")
    submit_button = st.form_submit_button(label="Submit", on_click=form_callback)
st.write(slider_input, checkbox_input, submit_button)
st.write(st.session_state.get("log"))
if st.button("Set from outside", on_click=lambda: st.session_state.update(my_slider=0, my_checkbox=True)):
    st.write("done")
# > at.slider[0].set_value(8).run()
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.checkbox[0].uncheck().run()
# > at.button[1].click().run()
# > at.button[0].click().run()

# %% Columns in a loop with images that are chosen
FRUITS = ["apple", "pear", "fig", "plum", "kiwi"]
per_row = st.sidebar.slider("Per row", 1, 5, 2)
sort = st.sidebar.toggle("Sort")
names = sorted(FRUITS) if sort else FRUITS
picked = []
for start in range(0, len(names), per_row):
    row = names[start : start + per_row]
    for name, column in zip(row, st.columns(per_row)):
        if column.checkbox(name, key=name):
            picked.append(name)
if picked:
    st.write(f"Picked {', '.join(picked)}")
    if st.button("Unpick", on_click=lambda: [st.session_state.__setitem__(name, False) for name in FRUITS]):
        st.write("None any more")
# > at.checkbox(key="fig").check().run()
# > at.sidebar.slider[0].set_value(3).run()
# > at.sidebar.toggle[0].set_value(True).run()
# > at.checkbox(key="kiwi").check().run()
# > at.button[0].click().run()

# %% A class with a rerun in its property
class State:
    defaults = {"tab": "a", "count": 0}

    def __getattr__(self, name):
        return st.session_state.get(name, State.defaults[name])

    def __setattr__(self, name, value):
        if st.session_state.get(name) != value:
            st.session_state[name] = value
            st.rerun()

state = State()
for column, name in zip(st.columns(3), "abc"):
    if column.button(name, type="primary" if state.tab == name else "secondary"):
        state.tab = name
if st.button("count"):
    state.count = state.count + 1
st.write(state.tab, state.count)
# > at.button[1].click().run()
# > at.button[1].click().run()
# > at.button[3].click().run()
# > at.button[0].click().run()

"""Forms of several steps, logins, and flows that lead from one to the next."""
# %% A wizard of three steps
if "step" not in st.session_state:
    st.session_state.step = 1
    st.session_state.answers = {}

def next_step():
    st.session_state.step += 1

def previous_step():
    st.session_state.step -= 1

st.progress((st.session_state.step - 1) / 3)
if st.session_state.step == 1:
    st.header("Who are you?")
    name = st.text_input("Name", st.session_state.answers.get("name", ""))
    st.session_state.answers["name"] = name
    st.button("Next", on_click=next_step, disabled=not name)
elif st.session_state.step == 2:
    st.header("What do you like?")
    st.session_state.answers["likes"] = st.multiselect("Likes", ["tea", "coffee"], st.session_state.answers.get("likes", []))
    left, right = st.columns(2)
    left.button("Back", on_click=previous_step)
    right.button("Next", on_click=next_step)
elif st.session_state.step == 3:
    st.header("Check")
    st.write(st.session_state.answers)
    st.button("Back", on_click=previous_step)
    st.button("Send", on_click=next_step)
else:
    st.success(f"Thank you, {st.session_state.answers['name']}!")
    if st.button("Again"):
        st.session_state.clear()
        st.rerun()
# > at.text_input[0].input("Ada").run()
# > at.button[0].click().run()
# > at.multiselect[0].select("tea").run()
# > at.button[1].click().run()
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.button[1].click().run()
# > at.button[0].click().run()

# %% A login with stop
USERS = {"ann": "apple", "bob": "banana"}

def login():
    user, word = st.session_state.user, st.session_state.password
    if USERS.get(user) == word:
        st.session_state.logged_in = user
        del st.session_state["password"]
    else:
        st.session_state.failed = st.session_state.get("failed", 0) + 1

if not st.session_state.get("logged_in"):
    st.text_input("User", key="user")
    st.text_input("Password", type="password", key="password")
    st.button("Log in", on_click=login)
    if st.session_state.get("failed"):
        st.error(f"😕 Wrong ({st.session_state.failed})")
    st.stop()
st.write(f"Hello {st.session_state.logged_in}")
if st.button("Log out"):
    del st.session_state["logged_in"]
    st.rerun()
# > at.text_input[0].input("ann"); at.text_input[1].input("wrong"); at.button[0].click().run()
# > at.text_input[1].input("apple").run()
# > at.button[0].click().run()
# > at.run()
# > at.button[0].click().run()

# %% A password in a function, as in the guide
import hmac

def check_password():
    """Returns `True` if the user had the correct password."""

    def password_entered():
        """Checks whether a password entered by the user is correct."""
        if hmac.compare_digest(st.session_state["password"], st.secrets["password"]):
            st.session_state["password_correct"] = True
            del st.session_state["password"]
        else:
            st.session_state["password_correct"] = False

    if st.session_state.get("password_correct", False):
        return True
    st.text_input("Password", type="password", on_change=password_entered, key="password")
    if "password_correct" in st.session_state:
        st.error("😕 Password incorrect")
    return False

if not check_password():
    st.stop()
st.write("Here goes your normal app...")
st.button("Click me")
# < at.secrets["password"] = "sesame"
# > at.text_input[0].input("open").run()
# > at.text_input[0].input("sesame").run()
# > at.button[0].click().run()

# %% A registration form with checks
import re

with st.form("register"):
    st.subheader("Register")
    mail = st.text_input("Mail")
    word = st.text_input("Password", type="password")
    again = st.text_input("Repeat", type="password")
    age = st.number_input("Age", min_value=0, max_value=120, value=None, placeholder="years")
    agree = st.checkbox("I agree")
    ok = st.form_submit_button("Register", type="primary")
if ok:
    problems = []
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+", mail):
        problems.append("The mail address is not valid")
    if len(word) < 6:
        problems.append("The password is too short")
    if word != again:
        problems.append("The passwords differ")
    if age is None or age < 18:
        problems.append("You are too young")
    if not agree:
        problems.append("You have to agree")
    for problem in problems:
        st.error(problem)
    if not problems:
        st.session_state.registered = mail
if "registered" in st.session_state:
    st.success(f"Registered {st.session_state.registered}")
# > at.button[0].click().run()
# > at.text_input[0].input("a@example.org"); at.text_input[1].input("secret"); at.button[0].click().run()
# > at.text_input[2].input("secret"); at.number_input[0].set_value(20); at.checkbox[0].check(); at.button[0].click().run()
# > at.text_input[0].input("nobody"); at.button[0].click().run()

# %% Steps as radio buttons in the sidebar
steps = ["1. Load", "2. Clean", "3. Export"]
state = st.session_state
state.setdefault("text", "a,b,,c")
state.setdefault("clean", False)
step = st.sidebar.radio("Step", steps)
if step == steps[0]:
    state.text = st.text_area("Data", state.text)
elif step == steps[1]:
    state.clean = st.checkbox("Drop empty", state.clean)
    parts = state.text.split(",")
    st.write([part for part in parts if part] if state.clean else parts)
else:
    parts = [part for part in state.text.split(",") if part or not state.clean]
    st.code("\n".join(parts))
    st.download_button("Download", "\n".join(parts), file_name="data.txt")
st.sidebar.write(f"{len(state.text)} characters")
# > at.text_area[0].input("x,,y").run()
# > at.sidebar.radio[0].set_value("2. Clean").run()
# > at.checkbox[0].check().run()
# > at.sidebar.radio[0].set_value("3. Export").run()
# > at.sidebar.radio[0].set_value("1. Load").run()
# > at.sidebar.radio[0].set_value("3. Export").run()

# %% A survey with conditional questions
st.title("Survey")
answers = {}
answers["pet"] = st.radio("Do you have a pet?", ["Yes", "No"], index=None)
if answers["pet"] == "Yes":
    answers["kind"] = st.selectbox("Which?", ["Dog", "Cat", "Other"], index=None, placeholder="Choose")
    if answers["kind"] == "Other":
        answers["other"] = st.text_input("Please tell")
    elif answers["kind"]:
        answers["name"] = st.text_input(f"Name of the {answers['kind'].lower()}")
        answers["age"] = st.slider("Age", 0, 30, 3)
elif answers["pet"] == "No":
    answers["why"] = st.text_area("Why not?")
answers["rating"] = st.feedback("stars")
complete = all(value not in (None, "") for value in answers.values())
if st.button("Submit", disabled=not complete):
    st.balloons()
    st.json(answers)
else:
    st.caption(f"{sum(v not in (None, '') for v in answers.values())} of {len(answers)} answered")
# > at.radio[0].set_value("Yes").run()
# > at.selectbox[0].select("Dog").run()
# > at.text_input[0].input("Rex"); at.slider[0].set_value(7).run()
# > at.feedback[0].set_value(3).run()
# > at.button[0].click().run()
# > at.selectbox[0].select("Other").run()
# > at.radio[0].set_value("No").run()
# > at.radio[0].set_value("Yes").run()

# %% A booking with dependent times
import datetime

TAKEN = {datetime.date(2024, 6, 3): {"9:00", "11:00"}, datetime.date(2024, 6, 4): {"10:00"}}
day = st.date_input("Day", datetime.date(2024, 6, 3), min_value=datetime.date(2024, 6, 1), max_value=datetime.date(2024, 6, 7))
if day.weekday() >= 5:
    st.warning("Closed at weekends")
    st.stop()
free = [time for time in ("9:00", "10:00", "11:00") if time not in TAKEN.get(day, set())]
time = st.radio("Time", free, horizontal=True)
name = st.text_input("Name", max_chars=20)
if st.button("Book", disabled=not name):
    st.session_state.booking = f"{name}: {day:%d.%m.} {time}"
if booking := st.session_state.get("booking"):
    st.success(booking)
# > at.date_input[0].set_value(dt.date(2024, 6, 4)).run()
# > at.radio[0].set_value("11:00").run()
# > at.text_input[0].input("Ada").run()
# > at.button[0].click().run()
# > at.date_input[0].set_value(dt.date(2024, 6, 1)).run()
# > at.date_input[0].set_value(dt.date(2024, 6, 3)).run()

# %% Stages as in the guide
if "stage" not in st.session_state:
    st.session_state.stage = 0

def set_state(i):
    st.session_state.stage = i

if st.session_state.stage == 0:
    st.button("Begin", on_click=set_state, args=[1])
if st.session_state.stage >= 1:
    name = st.text_input("Name", on_change=set_state, args=[2])
if st.session_state.stage >= 2:
    st.write(f"Hello {name}!")
    color = st.selectbox("Pick a Color", [None, "red", "orange", "green"], on_change=set_state, args=[3])
    if color is None:
        set_state(2)
if st.session_state.stage >= 3:
    st.write(f":{color}[Thank you!]")
    st.button("Start Over", on_click=set_state, args=[0])
# > at.button[0].click().run()
# > at.text_input[0].input("Ada").run()
# > at.selectbox[0].select("red").run()
# > at.text_input[0].input("Bob").run()
# > at.selectbox[0].select("green").run()
# > at.button[0].click().run()

# %% A dialog votes and reruns
@st.dialog("Cast your vote")
def vote(item):
    st.write(f"Why is {item} your favorite?")
    reason = st.text_input("Because...")
    if st.button("Submit"):
        st.session_state.vote = {"item": item, "reason": reason}
        st.rerun()

if "vote" not in st.session_state:
    st.write("Vote for your favorite")
    if st.button("A"):
        vote("A")
    if st.button("B"):
        vote("B")
else:
    f"You voted for {st.session_state.vote['item']} because {st.session_state.vote['reason']}"
    if st.button("Change"):
        del st.session_state.vote
        st.rerun()
# > at.button[1].click().run()
# > at.text_input[0].input("it is").run()
# > at.button[0].click().run()

# %% A dialog is kept open by session state
if "open" not in st.session_state:
    st.session_state.open = False
    st.session_state.saved = None

@st.dialog("Settings")
def settings():
    theme = st.radio("Theme", ["light", "dark"], key="theme")
    st.write(f"Preview of {theme}")
    if st.button("Close"):
        st.session_state.open = False
        st.session_state.saved = theme
        st.rerun()

if st.button("Settings"):
    st.session_state.open = True
if st.session_state.open:
    settings()
st.write("Saved:", st.session_state.saved)
# > at.button[0].click().run()
# > at.radio[0].set_value("dark").run()
# > at.button[1].click().run()
# > at.run()

# %% A quotation with optional parts
base = {"Small": 100, "Medium": 180, "Large": 250}
with st.form("quote"):
    size = st.radio("Size", list(base), captions=[f"{price} €" for price in base.values()])
    extras = st.multiselect("Extras", ["Paint (+20)", "Delivery (+35)"])
    code = st.text_input("Voucher")
    calculate = st.form_submit_button("Calculate")
if "quotes" not in st.session_state:
    st.session_state.quotes = []
if calculate:
    price = base[size] + sum(int(extra.split("+")[1][:-1]) for extra in extras)
    if code:
        if code.upper() == "SAVE10":
            price *= 0.9
        else:
            st.warning(f"Voucher {code!r} is not known")
    st.session_state.quotes.append({"size": size, "extras": len(extras), "price": price})
if st.session_state.quotes:
    last = st.session_state.quotes[-1]
    before = st.session_state.quotes[-2]["price"] if len(st.session_state.quotes) > 1 else None
    st.metric("Price", f"{last['price']:.2f} €", None if before is None else f"{last['price'] - before:.2f}")
    st.dataframe(st.session_state.quotes)
# > at.button[0].click().run()
# > at.radio[0].set_value("Large").run()
# > at.multiselect[0].select("Delivery (+35)"); at.button[0].click().run()
# > at.text_input[0].input("save10"); at.button[0].click().run()
# > at.text_input[0].input("nope"); at.radio[0].set_value("Small"); at.button[0].click().run()

# %% Tabs as steps with shared state
st.session_state.setdefault("profile", {})
tab1, tab2, tab3 = st.tabs(["Person", "Address", "Summary"])
with tab1, st.form("person"):
    name = st.text_input("Name")
    born = st.number_input("Born", 1900, 2020, 1990)
    if st.form_submit_button("Save person"):
        st.session_state.profile.update(name=name, born=born)
with tab2:
    with st.form("address"):
        street = st.text_input("Street")
        country = st.selectbox("Country", ["AT", "DE", "CH"])
        if st.form_submit_button("Save address"):
            st.session_state.profile.update(street=street, country=country)
with tab3:
    missing = {"name", "born", "street", "country"} - set(st.session_state.profile)
    if missing:
        st.warning(f"Missing: {', '.join(sorted(missing))}")
    else:
        st.success("Complete")
    st.table({key: [str(value)] for key, value in st.session_state.profile.items()})
# > at.text_input[1].input("Main St"); at.button[1].click().run()
# > at.text_input[0].input("Ada").run()
# > at.button[0].click().run()
# > at.selectbox[0].select("CH"); at.button[1].click().run()

# %% A file is needed before anything is shown
st.title("Word counter")
uploaded_file = st.file_uploader("Choose a file", type="txt")
if uploaded_file is None:
    st.info("Upload a file to begin")
    st.stop()
text = uploaded_file.getvalue().decode("utf-8")
words = text.split()
least = st.slider("Least length", 1, 10, 1)
long = [word for word in words if len(word) >= least]
st.write(f"{uploaded_file.name}: {len(long)} of {len(words)} words, {uploaded_file.size} bytes")
if st.checkbox("Show"):
    st.text("\n".join(sorted(set(long))))
# > at.file_uploader[0].set_value(("poem.txt", b"roses are red violets are blue", "text/plain")).run()
# > at.slider[0].set_value(4).run()
# > at.checkbox[0].check().run()
# > at.file_uploader[0].set_value(("short.txt", b"one", "text/plain")).run()
# > at.file_uploader[0].clear().run()

# %% Several files are joined
files = st.file_uploader("CSV files", accept_multiple_files=True, type=["csv"])
if files:
    import pandas as pd

    frames = [pd.read_csv(file) for file in files]
    whole = pd.concat(frames, ignore_index=True)
    st.write(f"{len(files)} files, {len(whole)} rows")
    column = st.selectbox("Column", whole.columns)
    st.dataframe(whole)
    st.metric(f"Sum of {column}", int(whole[column].sum()))
    for file in files:
        st.caption(f"{file.name} {file.type} {file.size}")
else:
    st.write("No files yet", files)
# > at.file_uploader[0].upload("a.csv", b"x,y\n1,2\n3,4\n", "text/csv").run()
# > at.selectbox[0].select("y").run()
# > at.file_uploader[0].upload("b.csv", b"x,y\n5,6\n", "text/csv").run()
# > at.file_uploader[0].clear().run()

# %% Agreement before the app
if not st.session_state.get("agreed"):
    with st.container(border=True):
        st.subheader("Terms")
        st.write("Be kind.")
        a, b = st.columns(2)
        agree = a.checkbox("I agree", key="agree_box")
        if b.button("Continue"):
            if agree:
                st.session_state.agreed = True
                st.rerun()
            else:
                st.error("Please agree first")
    st.stop()
st.title("App")
st.write("agree_box" in st.session_state)
number = st.slider("Number", 0, 10)
st.write(number * 2)
# > at.button[0].click().run()
# > at.checkbox[0].check().run()
# > at.button[0].click().run()
# > at.slider[0].set_value(4).run()

# %% Two forms where the second needs the first
with st.form(key="columns_in_form"):
    c1, c2 = st.columns(2)
    with c1:
        rows = st.number_input("Rows", 1, 5, 2)
    with c2:
        cols = st.number_input("Columns", 1, 4, 2)
    make = st.form_submit_button("Make")
if make:
    st.session_state.size = (rows, cols)
if "size" not in st.session_state:
    st.stop()
rows, cols = st.session_state.size
with st.form("matrix"):
    matrix = []
    for r in range(rows):
        columns = st.columns(cols)
        matrix.append([columns[c].number_input(f"{r},{c}", value=0, key=f"m{r}{c}", label_visibility="collapsed") for c in range(cols)])
    add = st.form_submit_button("Add up")
if add:
    st.write("Sum", sum(map(sum, matrix)))
    st.table(matrix)
# > at.button[0].click().run()
# > at.number_input(key="m00").set_value(5); at.number_input(key="m11").set_value(7); at.button[1].click().run()
# > at.number_input[0].set_value(1); at.button[0].click().run()
# > at.button[1].click().run()
# > at.number_input[0].set_value(2); at.button[0].click().run()

# %% Wizard with pages held in a list of functions
def intro():
    st.write("Welcome to the tour")

def colours():
    st.session_state.colour = st.color_picker("Colour", st.session_state.get("colour", "#336699"))

def done():
    st.write("Your colour is", st.session_state.get("colour"))

PAGES = [intro, colours, done]
st.session_state.setdefault("at", 0)
PAGES[st.session_state.at]()
back, _, forward = st.columns([1, 4, 1])
if back.button("Back", disabled=st.session_state.at == 0):
    st.session_state.at -= 1
    st.rerun()
if forward.button("Next", disabled=st.session_state.at == len(PAGES) - 1):
    st.session_state.at += 1
    st.rerun()
st.caption(f"{st.session_state.at + 1}/{len(PAGES)}")
# > at.button[1].click().run()
# > at.color_picker[0].pick("#ffffff").run()
# > at.button[1].click().run()
# > at.button[0].click().run()
# > at.button[0].click().run()

# %% An order with a summary in the sidebar
MENU = {"Pizza": {"Margherita": 7, "Funghi": 8}, "Pasta": {"Pesto": 9, "Ragù": 10}}
order = st.session_state.setdefault("order", [])
kind = st.segmented_control("Kind", list(MENU), default="Pizza")
if kind:
    dish = st.selectbox("Dish", MENU[kind], format_func=lambda d: f"{d} ({MENU[kind][d]} €)")
    count = st.number_input("How many", 1, 9)
    note = st.text_input("Note", placeholder="no onions", key=f"note_{dish}")
    if st.button("Add to the order"):
        order.append((count, dish, MENU[kind][dish], note))
        st.toast(f"{count} × {dish}")
with st.sidebar:
    st.header("Order")
    for count, dish, price, note in order:
        st.write(f"{count} × {dish}: {count * price} €" + (f" ({note})" if note else ""))
    st.divider()
    st.write("**Total**", sum(c * p for c, _, p, _ in order), "€")
    if order and st.button("Take the last back"):
        order.pop()
        st.rerun()
# > at.button[0].click().run()
# > at.button_group[0].set_value("Pasta").run()
# > at.selectbox[0].select("Ragù").run()
# > at.text_input[0].input("spicy"); at.number_input[0].set_value(2); at.button[0].click().run()
# > at.sidebar.button[0].click().run()
# > at.button_group[0].set_value(None).run()

"""Calculators and converters: numbers in, numbers out, with states that are remembered or not."""
# %% A mortgage with a schedule
import pandas as pd

st.title("Mortgage Calculator")
col1, col2 = st.columns(2)
home_value = col1.number_input("Home Value", min_value=0, value=500000)
deposit = col1.number_input("Deposit", min_value=0, value=100000)
interest_rate = col2.number_input("Interest Rate (in %)", min_value=0.0, value=5.5)
loan_term = col2.number_input("Loan Term (in years)", min_value=1, value=30)
loan = home_value - deposit
months = loan_term * 12
rate = interest_rate / 100 / 12
payment = loan / months if rate == 0 else loan * (rate * (1 + rate) ** months) / ((1 + rate) ** months - 1)
st.write("### Repayments")
a, b, c = st.columns(3)
a.metric(label="Monthly Repayments", value=f"${payment:,.2f}")
b.metric(label="Total Repayments", value=f"${payment * months:,.0f}")
c.metric(label="Total Interest", value=f"${payment * months - loan:,.0f}")
schedule, left = [], loan
for month in range(1, months + 1):
    interest = left * rate
    left -= payment - interest
    schedule.append([month, round(left, 2), (month - 1) // 12 + 1])
df = pd.DataFrame(schedule, columns=["Month", "Remaining", "Year"])
st.line_chart(df[["Year", "Remaining"]].groupby("Year").min())
# > at.number_input[3].set_value(10).run()
# > at.number_input[1].set_value(500000).run()
# > at.number_input[2].set_value(0.0).run()
# > at.number_input[1].decrement().run()

# %% Body mass index with a form
with st.form("bmi"):
    height = st.slider("Height (cm)", 100, 220, 170)
    weight = st.number_input("Weight (kg)", 30.0, 200.0, 70.0, step=0.5)
    go = st.form_submit_button("Calculate")
if go:
    bmi = weight / (height / 100) ** 2
    st.metric("BMI", f"{bmi:.1f}")
    if bmi < 18.5:
        st.warning("Underweight")
    elif bmi < 25:
        st.success("Healthy weight")
    elif bmi < 30:
        st.warning("Overweight")
    else:
        st.error("Obese")
else:
    st.info("Fill in the form")
# > at.slider[0].set_value(180).run()
# > at.button[0].click().run()
# > at.number_input[0].set_value(110.0); at.button[0].click().run()
# > at.run()
# > at.number_input[0].decrement(); at.slider[0].set_value(220); at.button[0].click().run()

# %% Units are converted both ways
def lbs_to_kg():
    st.session_state.kg = st.session_state.lbs / 2.2046

def kg_to_lbs():
    st.session_state.lbs = st.session_state.kg * 2.2046

col1, buff, col2 = st.columns([2, 1, 2])
with col1:
    pounds = st.number_input("Pounds:", key="lbs", on_change=lbs_to_kg)
with col2:
    kilogram = st.number_input("Kilograms:", key="kg", on_change=kg_to_lbs)
st.write(f"{pounds:.2f} lbs are {kilogram:.2f} kg")
# > at.number_input(key="lbs").set_value(10.0).run()
# > at.number_input(key="kg").set_value(1.0).run()
# > at.number_input(key="kg").increment().run()
# > at.number_input(key="lbs").set_value(0.0).run()

# %% Temperature with linked sliders
st.session_state.setdefault("celsius", 20)
st.session_state.setdefault("fahrenheit", 68)

def from_celsius():
    st.session_state.fahrenheit = round(st.session_state.celsius * 9 / 5 + 32)

def from_fahrenheit():
    st.session_state.celsius = round((st.session_state.fahrenheit - 32) * 5 / 9)

st.slider("Celsius", -40, 100, key="celsius", on_change=from_celsius)
st.slider("Fahrenheit", -40, 212, key="fahrenheit", on_change=from_fahrenheit)
c = st.session_state.celsius
st.write("❄️ freezing" if c <= 0 else "♨️ boiling" if c >= 100 else "💧 liquid")
# > at.slider[0].set_value(100).run()
# > at.slider[1].set_value(32).run()
# > at.slider[1].set_value(-40).run()
# > at.slider[0].set_value(37).run()

# %% A pocket calculator with buttons
if "display" not in st.session_state:
    st.session_state.display = "0"
    st.session_state.fresh = True

def press(symbol):
    state = st.session_state
    if symbol == "C":
        state.display, state.fresh = "0", True
    elif symbol == "=":
        try:
            state.display = str(eval(state.display, {"__builtins__": {}}))
        except ZeroDivisionError:
            state.display = "Error"
        state.fresh = True
    else:
        if state.fresh and symbol.isdigit() or state.display == "Error":
            state.display = ""
        state.display += symbol
        state.fresh = False

st.code(st.session_state.display, language=None)
for row in ("789/", "456*", "123-", "0C=+"):
    for column, symbol in zip(st.columns(4), row):
        column.button(symbol, key=f"key_{symbol}", on_click=press, args=(symbol,), use_container_width=True)
# > at.button(key="key_7").click().run()
# > at.button(key="key_*").click().run()
# > at.button(key="key_6").click().run()
# > at.button(key="key_=").click().run()
# > at.button(key="key_/").click().run()
# > at.button(key="key_0").click().run()
# > at.button(key="key_=").click().run()
# > at.button(key="key_5").click().run()
# > at.button(key="key_C").click().run()

# %% Splitting a bill
total = st.number_input("Bill", 0.0, value=84.5, step=0.5, format="%.2f")
people = st.number_input("People", 1, 20, 3)
tip = st.select_slider("Tip", [0, 5, 10, 15, 20], 10, format_func=lambda p: f"{p} %")
names = [st.text_input(f"Person {i + 1}", f"P{i + 1}", key=f"person{i}") for i in range(people)]
free = st.multiselect("Invited", names)
payers = [name for name in names if name not in free]
amount = total * (1 + tip / 100)
if not payers:
    st.error("Someone has to pay")
    st.stop()
each = amount / len(payers)
for name in names:
    st.write(f"{name}: {0 if name in free else each:.2f}")
st.metric("Total", f"{amount:.2f}", f"{amount - total:.2f} tip")
# > at.number_input[1].set_value(4).run()
# > at.text_input(key="person3").input("Dee").run()
# > at.multiselect[0].select("Dee").run()
# > at.select_slider[0].set_value(0).run()
# > at.number_input[1].set_value(2).run()
# > at.multiselect[0].set_value(["P1", "P2"]).run()

# %% Compound interest with a chart and a table
import pandas as pd

start = st.sidebar.number_input("Start", 0, 1_000_000, 1000, 100)
rate = st.sidebar.slider("Rate (%)", 0.0, 15.0, 5.0, 0.25)
years = st.sidebar.slider("Years", 1, 40, 5)
monthly = st.sidebar.checkbox("Monthly compounding")
n = 12 if monthly else 1
balance = [start * (1 + rate / 100 / n) ** (n * year) for year in range(years + 1)]
df = pd.DataFrame({"year": range(years + 1), "balance": [round(b, 2) for b in balance]})
chart, table = st.tabs(["Chart", "Table"])
chart.area_chart(df, x="year", y="balance")
table.dataframe(df, hide_index=True)
st.metric("End", f"{balance[-1]:,.2f}", f"{balance[-1] - start:,.2f}")
# > at.sidebar.checkbox[0].check().run()
# > at.sidebar.slider[0].set_value(0.0).run()
# > at.sidebar.slider[1].set_value(1); at.sidebar.slider[0].set_value(15.0); at.run()
# > at.sidebar.number_input[0].increment().run()

# %% Currencies with cached rates
@st.cache_data(show_spinner=False)
def rates(base):
    table = {"EUR": 1.0, "USD": 1.1, "GBP": 0.85, "JPY": 160.0}
    return {name: value / table[base] for name, value in table.items()}

names = ["EUR", "USD", "GBP", "JPY"]
if "source" not in st.session_state:
    st.session_state.update(source="EUR", target="USD", amount=100.0)

def swap():
    s = st.session_state
    s.source, s.target = s.target, s.source

a, b, c, d = st.columns([2, 2, 1, 2])
a.number_input("Amount", min_value=0.0, key="amount")
b.selectbox("From", names, key="source")
c.button("⇄", on_click=swap)
d.selectbox("To", names, key="target")
s = st.session_state
st.header(f"{s.amount * rates(s.source)[s.target]:,.2f} {s.target}")
st.caption(f"1 {s.source} = {rates(s.source)[s.target]:.4f} {s.target}")
# > at.button[0].click().run()
# > at.selectbox(key="target").select("JPY").run()
# > at.number_input(key="amount").set_value(1.0).run()
# > at.button[0].click().run()
# > at.selectbox(key="source").select("GBP"); at.selectbox(key="target").select("GBP"); at.run()

# %% Days between dates
import datetime

a = st.date_input("From", datetime.date(2024, 1, 1), key="a")
b = st.date_input("To", datetime.date(2024, 12, 24), key="b")
unit = st.radio("Unit", ["days", "weeks", "both"], horizontal=True)
days = (b - a).days
if days < 0:
    st.error("The end is before the start")
elif unit == "days":
    st.write(f"{days} days")
elif unit == "weeks":
    st.write(f"{days / 7:.1f} weeks")
else:
    st.write(f"{days // 7} weeks and {days % 7} days")
st.write("Weekday of the end:", b.strftime("%A"))
# > at.radio[0].set_value("both").run()
# > at.date_input(key="a").set_value(dt.date(2025, 1, 1)).run()
# > at.date_input(key="b").set_value(dt.date(2025, 1, 15)).run()
# > at.radio[0].set_value("weeks").run()

# %% Roots of a quadratic equation
import cmath

st.latex(r"a x^2 + b x + c = 0")
with st.sidebar:
    a = st.number_input("a", value=1.0)
    b = st.number_input("b", value=-3.0)
    c = st.number_input("c", value=2.0)
try:
    root = cmath.sqrt(b * b - 4 * a * c)
    x1, x2 = (-b + root) / (2 * a), (-b - root) / (2 * a)
except ZeroDivisionError as error:
    st.exception(error)
    st.stop()
if root.imag:
    st.warning("No real roots")
    st.write(f"{x1:.2f}", f"{x2:.2f}")
else:
    st.latex(rf"x_1 = {x1.real:g} \quad x_2 = {x2.real:g}")
xs = [i / 2 for i in range(-10, 11)]
st.line_chart({"y": [a * x * x + b * x + c for x in xs]})
# > at.sidebar.number_input[2].set_value(5.0).run()
# > at.sidebar.number_input[0].set_value(0.0).run()
# > at.sidebar.number_input[0].set_value(2.0); at.sidebar.number_input[2].set_value(-2.0); at.run()

# %% A password generator with a seed
import random
import string

length = st.slider("Length", 4, 24, 8)
digits = st.checkbox("Digits", True)
symbols = st.checkbox("Symbols")
seed = st.number_input("Seed", value=1, step=1)
letters = string.ascii_letters + string.digits * digits + "!?%&" * symbols
word = "".join(random.Random(seed).choices(letters, k=length))
st.code(word, language=None)
strength = min(1.0, length / 20 + 0.1 * digits + 0.1 * symbols)
st.progress(strength, text="Strength")
st.write(":red[weak]" if strength < 0.5 else ":orange[fair]" if strength < 0.8 else ":green[strong]")
# > at.slider[0].set_value(20).run()
# > at.checkbox[1].check().run()
# > at.checkbox[0].uncheck().run()
# > at.number_input[0].increment().run()
# > at.slider[0].set_value(4).run()

# %% Bases of numbers
text = st.text_input("Number", "255")
base = st.selectbox("Base", [2, 8, 10, 16], index=2)
try:
    number = int(text, base)
except ValueError:
    st.error(f"{text!r} is not a number of base {base}")
else:
    for column, (name, format) in zip(st.columns(4), {"bin": "b", "oct": "o", "dec": "d", "hex": "x"}.items()):
        column.metric(name, f"{number:{format}}")
    with st.popover("Bits"):
        for bit in range(min(number.bit_length(), 8)):
            st.checkbox(f"Bit {bit}", bool(number >> bit & 1), disabled=True, key=f"bit{bit}{number}")
# > at.selectbox[0].select(16).run()
# > at.text_input[0].input("ff").run()
# > at.selectbox[0].select(2).run()
# > at.text_input[0].input("101").run()

# %% Grades with weights
courses = ["Maths", "Physics", "Art"]
scale = {"A": 4.0, "B": 3.0, "C": 2.0, "F": 0.0}
rows = []
for course in courses:
    left, right = st.columns([3, 1])
    grade = left.radio(course, scale, horizontal=True, key=f"grade_{course}")
    weight = right.number_input("Credits", 0, 10, 3, key=f"credits_{course}")
    rows.append((scale[grade], weight))
total = sum(weight for _, weight in rows)
if total:
    gpa = sum(grade * weight for grade, weight in rows) / total
    st.metric("GPA", f"{gpa:.2f}")
    st.progress(gpa / 4)
else:
    st.info("No credits")
# > at.radio(key="grade_Art").set_value("F").run()
# > at.number_input(key="credits_Art").set_value(10).run()
# > at.number_input(key="credits_Maths").set_value(0); at.number_input(key="credits_Physics").set_value(0); at.run()
# > at.number_input(key="credits_Art").set_value(0).run()

# %% A tax with brackets in an editor
import pandas as pd

brackets = pd.DataFrame({"up to": [10000, 30000, 1000000], "rate": [0.0, 0.2, 0.4]})
edited = st.data_editor(brackets, num_rows="fixed", disabled=["up to"], hide_index=True)
income = st.number_input("Income", 0, 1_000_000, 42_000, 1000)
tax, before = 0.0, 0
for _, (limit, rate) in edited.iterrows():
    part = max(0, min(income, limit) - before)
    tax += part * rate
    before = limit
st.write(f"Tax {tax:,.2f}, {tax / income:.1%} of the income" if income else "No income")
married = st.toggle("Married")
if married:
    st.write(f"{tax / 2:,.2f} each")
# > at.number_input[0].set_value(5000).run()
# > at.toggle[0].set_value(True).run()
# > at.number_input[0].set_value(0).run()
# > at.number_input[0].increment().run()

# %% A function is chosen by name and cached
import math

calls = st.session_state.setdefault("calls", [])

@st.cache_data
def compute(name, x):
    return getattr(math, name)(x)

name = st.radio("Function", ["sqrt", "exp", "log", "sin"])
x = st.number_input("x", value=4.0)
try:
    y = compute(name, x)
except ValueError as error:
    st.error(f"{name}({x}): not defined")
else:
    st.success(f"{name}({x}) = {y:.4f}")
    calls.append((name, x))
st.write(len(calls), "calls,", len(set(calls)), "different")
if st.button("Forget"):
    compute.clear()
    calls.clear()
# > at.radio[0].set_value("log").run()
# > at.number_input[0].set_value(-1.0).run()
# > at.radio[0].set_value("sqrt").run()
# > at.radio[0].set_value("exp").run()
# > at.button[0].click().run()

# %% A history of results
if "history" not in st.session_state:
    st.session_state.history = []

def compute():
    a, b, op = (st.session_state[k] for k in ("a", "b", "op"))
    result = {"+": a + b, "-": a - b, "×": a * b, "÷": a / b if b else None}[op]
    st.session_state.history.append(f"{a} {op} {b} = {result}")

c1, c2, c3, c4 = st.columns([2, 1, 2, 1], vertical_alignment="bottom")
c1.number_input("a", value=6, key="a")
c2.selectbox("op", list("+-×÷"), key="op")
c3.number_input("b", value=3, key="b")
c4.button("=", on_click=compute)
for i, line in enumerate(st.session_state.history):
    st.text(f"{i + 1}. {line}")
if st.session_state.history and st.button("Clear", key="clear"):
    st.session_state.history = []
    st.rerun()
# > at.button[0].click().run()
# > at.selectbox[0].select("÷"); at.number_input[1].set_value(0); at.button[0].click().run()
# > at.selectbox[0].select("×").run()
# > at.button[0].click().run()
# > at.button(key="clear").click().run()

# %% A loan is affordable or not
salary = st.slider("Salary", 1000, 10000, 3000, 100)
costs = {name: st.number_input(name, 0, 5000, value, 50) for name, value in {"Rent": 900, "Food": 400, "Fun": 200}.items()}
free = salary - sum(costs.values())
loan = st.slider("Rate of the loan", 0, 3000, 500, 50)
ratio = loan / free if free > 0 else float("inf")
placeholder = st.empty()
if ratio > 1:
    placeholder.error("Not affordable", icon="🚨")
elif ratio > 0.5:
    with placeholder.container():
        st.warning("Tight")
        st.progress(ratio)
else:
    placeholder.success("Affordable")
st.bar_chart({**costs, "Loan": loan, "Free": max(0, free - loan)})
# > at.slider[1].set_value(1200).run()
# > at.slider[0].set_value(1500).run()
# > at.number_input[0].set_value(0).run()
# > at.slider[1].set_value(0).run()

# %% Recipes for other numbers of guests
RECIPES = {"Pancakes": {"flour": 200, "milk": 400, "eggs": 2}, "Salad": {"leaves": 150, "oil": 20}}
recipe = st.selectbox("Recipe", RECIPES, index=None, placeholder="What shall it be?")
if not recipe:
    st.stop()
guests = st.number_input("Guests", 1, 50, 2, key="guests")
have = {}
st.subheader(f"{recipe} for {guests}")
for name, amount in RECIPES[recipe].items():
    need = amount * guests / 2
    have[name] = st.checkbox(f"{need:g} {name}", key=f"{recipe} {name}")
missing = [name for name, there in have.items() if not there]
if missing:
    st.write("To buy:", ", ".join(missing))
else:
    st.success("Everything is there")
    st.snow()
# > at.selectbox[0].select("Salad").run()
# > at.checkbox[0].check().run()
# > at.number_input[0].set_value(4).run()
# > at.checkbox[0].check(); at.checkbox[1].check(); at.run()
# > at.selectbox[0].select("Pancakes").run()
# > at.selectbox[0].select("Salad").run()
# > at.selectbox[0].set_value(None).run()

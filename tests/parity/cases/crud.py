"""Lists that are kept: todo lists, address books, tables, with rows that are added, edited and deleted."""
# %% A todo list with check boxes
if "todos" not in st.session_state:
    st.session_state.todos = [{"text": "Buy milk", "done": False}, {"text": "Write", "done": True}]

def add_todo():
    text = st.session_state.new_todo.strip()
    if text:
        st.session_state.todos.append({"text": text, "done": False})
    st.session_state.new_todo = ""

st.title("Todo")
st.text_input("New todo", key="new_todo", on_change=add_todo)
for i, todo in enumerate(st.session_state.todos):
    todo["done"] = st.checkbox(todo["text"], value=todo["done"], key=f"todo_{i}")
left = sum(not t["done"] for t in st.session_state.todos)
st.write(f"{left} of {len(st.session_state.todos)} left")
if st.button("Clear completed"):
    st.session_state.todos = [t for t in st.session_state.todos if not t["done"]]
    st.rerun()
# > at.text_input[0].input("Read").run()
# > at.checkbox[0].check().run()
# > at.checkbox[2].check().run()
# > at.button[0].click().run()
# > at.text_input[0].input("   ").run()
# > at.text_input[0].input("Sleep").run()

# %% A todo list in a form that is cleared
st.session_state.setdefault("tasks", [])
with st.form("new", clear_on_submit=True):
    name = st.text_input("Task")
    prio = st.selectbox("Priority", ["low", "normal", "high"], index=1)
    due = st.date_input("Due", value=None)
    submitted = st.form_submit_button("Add")
if submitted:
    if not name:
        st.error("A task needs a name")
    else:
        st.session_state.tasks.append((name, prio, str(due)))
order = {"high": 0, "normal": 1, "low": 2}
for name, prio, due in sorted(st.session_state.tasks, key=lambda t: order[t[1]]):
    st.write(f"- **{name}** ({prio}) {due}")
# > at.button[0].click().run()
# > at.text_input[0].input("a"); at.selectbox[0].select("low"); at.button[0].click().run()
# > at.text_input[0].input("b"); at.date_input[0].set_value(dt.date(2024, 5, 6)); at.button[0].click().run()
# > at.run()
# > at.text_input[0].input("c"); at.selectbox[0].select("high").run()
# > at.button[0].click().run()

# %% Delete buttons of every row
if "items" not in st.session_state:
    st.session_state["items"] = ["apple", "pear", "plum", "fig"]
items = st.session_state["items"]
for item in items:
    c1, c2 = st.columns([4, 1])
    c1.write(item)
    if c2.button("Delete", key=f"delete_{item}"):
        items.remove(item)
        st.rerun()
new = st.text_input("New item")
if st.button("Add") and new and new not in items:
    items.append(new)
    st.rerun()
st.write(len(items))
# > at.button(key="delete_pear").click().run()
# > at.text_input[0].input("kiwi").run()
# > at.button[-1].click().run()
# > at.button(key="delete_kiwi").click().run()
# > at.button(key="delete_apple").click().run()
# > at.button[-1].click().run()

# %% Rows are deleted by callbacks with ids
import dataclasses

@dataclasses.dataclass
class Contact:
    id: int
    name: str
    mail: str

if "contacts" not in st.session_state:
    st.session_state.contacts = {1: Contact(1, "Ann", "ann@example.org"), 2: Contact(2, "Bob", "bob@example.org")}
    st.session_state.next_id = 3

def create():
    s = st.session_state
    s.contacts[s.next_id] = Contact(s.next_id, s.name, s.mail)
    s.next_id += 1
    s.name = s.mail = ""

def delete(id):
    del st.session_state.contacts[id]

for contact in st.session_state.contacts.values():
    row = st.columns(3)
    row[0].text(contact.name)
    row[1].text(contact.mail)
    row[2].button("✖", key=f"x{contact.id}", on_click=delete, kwargs={"id": contact.id})
with st.expander("New contact"):
    st.text_input("Name", key="name")
    st.text_input("Mail", key="mail")
    st.button("Create", on_click=create, disabled=not st.session_state.name)
# > at.text_input(key="name").input("Cid").run()
# > at.text_input(key="mail").input("cid@example.org").run()
# > at.button[-1].click().run()
# > at.button(key="x1").click().run()
# > at.button(key="x3").click().run()

# %% A table is edited in a form
import pandas as pd

if "df" not in st.session_state:
    st.session_state.df = pd.DataFrame({"name": ["pen", "ink"], "count": [3, 1], "price": [1.5, 4.0]})

edited = st.data_editor(st.session_state.df, num_rows="dynamic", key="editor", use_container_width=True)
st.write("Total:", round(float((edited["count"] * edited["price"]).sum()), 2))
st.write(st.session_state.editor)
if st.button("Save"):
    st.session_state.df = edited
    st.success("Saved")
with st.form("append"):
    name = st.text_input("Name", "nib")
    count = st.number_input("Count", 0, 100, 1)
    price = st.number_input("Price", 0.0, step=0.5)
    if st.form_submit_button("Append"):
        row = pd.DataFrame([{"name": name, "count": count, "price": price}])
        st.session_state.df = pd.concat([st.session_state.df, row], ignore_index=True)
        st.rerun()
# > at.number_input[0].set_value(4); at.number_input[1].set_value(2.5); at.button[1].click().run()
# > at.button[0].click().run()
# > at.text_input[0].input("tip"); at.button[1].click().run()

# %% A record is chosen, changed and saved
if "people" not in st.session_state:
    st.session_state.people = {"ann": {"age": 30, "city": "Rome"}, "bob": {"age": 41, "city": "Oslo"}}
people = st.session_state.people
who = st.selectbox("Person", list(people))
person = people[who]
age = st.number_input("Age", 0, 120, person["age"], key=f"{who}_age")
city = st.text_input("City", person["city"], key=f"{who}_city")
save, revert = st.columns(2)
if save.button("Save"):
    person.update(age=age, city=city)
    st.toast("Saved", icon="💾")
if age != person["age"] or city != person["city"]:
    st.warning("Unsaved changes")
st.write(people)
# > at.number_input[0].set_value(31).run()
# > at.selectbox[0].select("bob").run()
# > at.text_input[0].input("Bergen").run()
# > at.button[0].click().run()
# > at.selectbox[0].select("ann").run()
# > at.number_input[0].increment().run()

# %% Select all with check boxes
names = ["one", "two", "three"]
if "chosen" not in st.session_state:
    st.session_state.chosen = {name: False for name in names}

def toggle_all():
    for name in names:
        st.session_state[f"box_{name}"] = st.session_state.all

def sync_all():
    st.session_state.all = all(st.session_state[f"box_{name}"] for name in names)

st.checkbox("All", key="all", on_change=toggle_all)
for name in names:
    st.checkbox(name, key=f"box_{name}", on_change=sync_all)
picked = [name for name in names if st.session_state[f"box_{name}"]]
st.write("Picked:", ", ".join(picked) or "nothing")
if st.button(f"Delete {len(picked)}", disabled=not picked):
    st.write("Would delete", picked)
# > at.checkbox(key="all").check().run()
# > at.checkbox(key="box_two").uncheck().run()
# > at.button[0].click().run()
# > at.checkbox(key="box_two").check().run()
# > at.checkbox(key="all").uncheck().run()

# %% Pages of a long list by hand
ITEMS = [f"Item {i}" for i in range(1, 24)]
if "page" not in st.session_state:
    st.session_state.page = 0
size = st.selectbox("Rows a page", [5, 10, 20], index=1)
last = (len(ITEMS) - 1) // size
st.session_state.page = min(st.session_state.page, last)

def go(step):
    st.session_state.page += step

prev, middle, next_ = st.columns([1, 2, 1])
prev.button("◀", on_click=go, args=(-1,), disabled=st.session_state.page == 0, key="prev")
next_.button("▶", on_click=go, args=(1,), disabled=st.session_state.page >= last, key="next")
middle.write(f"Page {st.session_state.page + 1} of {last + 1}")
start = st.session_state.page * size
for item in ITEMS[start : start + size]:
    st.text(item)
# > at.button(key="next").click().run()
# > at.button(key="next").click().run()
# > at.selectbox[0].select(20).run()
# > at.button(key="prev").click().run()
# > at.selectbox[0].select(5).run()
# > at.button(key="prev").click().run()

# %% Undo and redo
if "stack" not in st.session_state:
    st.session_state.stack, st.session_state.redo, st.session_state.words = [], [], []

def push():
    if st.session_state.word:
        st.session_state.stack.append(list(st.session_state.words))
        st.session_state.redo = []
        st.session_state.words.append(st.session_state.word)
        st.session_state.word = ""

def undo():
    st.session_state.redo.append(st.session_state.words)
    st.session_state.words = st.session_state.stack.pop()

def redo():
    st.session_state.stack.append(st.session_state.words)
    st.session_state.words = st.session_state.redo.pop()

st.text_input("Word", key="word")
a, b, c = st.columns(3)
a.button("Add", on_click=push)
b.button("Undo", on_click=undo, disabled=not st.session_state.stack)
c.button("Redo", on_click=redo, disabled=not st.session_state.redo)
st.write(" ".join(st.session_state.words) or "(empty)")
# > at.text_input[0].input("one"); at.button[0].click().run()
# > at.text_input[0].input("two").run()
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.button[2].click().run()
# > at.button[1].click().run()
# > at.text_input[0].input("three"); at.button[0].click().run()

# %% A shopping cart
PRICES = {"Tea": 3.0, "Coffee": 4.5, "Cake": 5.25}
cart = st.session_state.setdefault("cart", {})

def put(name, amount=1):
    cart = st.session_state.cart
    cart[name] = cart.get(name, 0) + amount
    if cart[name] <= 0:
        del cart[name]

shop, basket = st.columns(2)
with shop:
    st.subheader("Shop")
    for name, price in PRICES.items():
        st.button(f"{name} ({price:.2f} €)", key=f"buy_{name}", on_click=put, args=(name,))
with basket:
    st.subheader("Cart")
    if not cart:
        st.info("The cart is empty")
    for name, amount in cart.items():
        a, b, c = st.columns([2, 1, 1])
        a.write(f"{amount} × {name}")
        b.button("＋", key=f"more_{name}", on_click=put, args=(name,))
        c.button("－", key=f"less_{name}", on_click=put, args=(name, -1))
    st.metric("Total", f"{sum(PRICES[n] * a for n, a in cart.items()):.2f} €")
    if cart and st.button("Check out", type="primary"):
        cart.clear()
        st.balloons()
        st.success("Thank you")
# > at.button(key="buy_Tea").click().run()
# > at.button(key="buy_Cake").click().run()
# > at.button(key="more_Cake").click().run()
# > at.button(key="less_Tea").click().run()
# > at.button[-1].click().run()
# > at.run()

# %% A cached database with sqlite
import sqlite3

@st.cache_resource
def connect():
    db = sqlite3.connect(":memory:", check_same_thread=False)
    db.execute("create table note (id integer primary key, text text)")
    db.execute("insert into note (text) values ('first')")
    return db

db = connect()
if "fresh" not in st.session_state:
    db.execute("delete from note where id > 1")
    st.session_state.fresh = True
with st.form("note", clear_on_submit=True):
    text = st.text_area("Note")
    if st.form_submit_button("Save"):
        db.execute("insert into note (text) values (?)", (text,))
rows = db.execute("select id, text from note order by id").fetchall()
for id, text in rows:
    with st.container(border=True):
        st.write(f"#{id} {text}")
        if st.button("Delete", key=f"note {id}"):
            db.execute("delete from note where id = ?", (id,))
            st.rerun()
st.caption(f"{len(rows)} notes")
# > at.text_area[0].input("second"); at.button[0].click().run()
# > at.text_area[0].input("third").run()
# > at.button[0].click().run()
# > at.button(key="note 2").click().run()

# %% A confirmation before deleting
st.session_state.setdefault("files", ["a.txt", "b.txt", "c.txt"])
st.session_state.setdefault("asking", None)
for name in st.session_state.files:
    cols = st.columns([3, 1, 1])
    cols[0].write(name)
    if st.session_state.asking == name:
        if cols[1].button("Sure", key=f"yes {name}", type="primary"):
            st.session_state.files.remove(name)
            st.session_state.asking = None
            st.rerun()
        if cols[2].button("No", key=f"no {name}"):
            st.session_state.asking = None
            st.rerun()
    elif cols[1].button("🗑", key=f"ask {name}"):
        st.session_state.asking = name
        st.rerun()
st.write("Asking about", st.session_state.asking)
# > at.button(key="ask b.txt").click().run()
# > at.button(key="no b.txt").click().run()
# > at.button(key="ask a.txt").click().run()
# > at.button(key="ask c.txt").click().run()
# > at.button(key="yes c.txt").click().run()

# %% A dialog edits a row
st.session_state.setdefault("rows", [{"name": "alpha", "n": 1}, {"name": "beta", "n": 2}])

@st.dialog("Edit row")
def edit(index):
    row = st.session_state.rows[index]
    name = st.text_input("Name", row["name"])
    n = st.number_input("Number", value=row["n"])
    if st.button("Save"):
        st.session_state.rows[index] = {"name": name, "n": n}
        st.rerun()

for i, row in enumerate(st.session_state.rows):
    a, b = st.columns(2)
    a.write(f"{row['name']} = {row['n']}")
    if b.button("Edit", key=f"edit{i}"):
        edit(i)
if st.button("New"):
    st.session_state.rows.append({"name": "", "n": 0})
    edit(len(st.session_state.rows) - 1)
# > at.button(key="edit1").click().run()
# > at.text_input[0].input("gamma").run()
# > at.button[-1].click().run()
# > at.button(key="edit0").click().run()

# %% A dynamic number of fields
if "n_rows" not in st.session_state:
    st.session_state.n_rows = 1
left, right = st.columns(2)
if left.button("Add row"):
    st.session_state.n_rows += 1
if right.button("Remove row") and st.session_state.n_rows > 1:
    st.session_state.n_rows -= 1
values = []
for i in range(st.session_state.n_rows):
    a, b = st.columns(2)
    name = a.text_input("Name", key=f"name_{i}")
    amount = b.number_input("Amount", min_value=0, key=f"amount_{i}")
    values.append((name, amount))
st.write(values)
st.write("Sum:", sum(amount for _, amount in values))
# > at.text_input[0].input("rent"); at.number_input[0].set_value(500).run()
# > at.button[0].click().run()
# > at.text_input(key="name_1").input("food"); at.number_input(key="amount_1").set_value(80).run()
# > at.button[1].click().run()
# > at.button[0].click().run()
# > at.button[1].click().run()

# %% Rows that can be moved up and down
if "order" not in st.session_state:
    st.session_state.order = ["intro", "method", "result", "end"]

def move(i, step):
    order = st.session_state.order
    order[i], order[i + step] = order[i + step], order[i]

order = st.session_state.order
for i, name in enumerate(order):
    c = st.columns([6, 1, 1])
    c[0].text_input("Section", name, key=f"text_{name}", label_visibility="collapsed")
    c[1].button("↑", key=f"up_{name}", on_click=move, args=(i, -1), disabled=i == 0)
    c[2].button("↓", key=f"down_{name}", on_click=move, args=(i, 1), disabled=i == len(order) - 1)
st.write(" > ".join(st.session_state[f"text_{name}"] for name in order))
# > at.button(key="down_intro").click().run()
# > at.text_input(key="text_method").input("Methods").run()
# > at.button(key="up_end").click().run()
# > at.button(key="down_method").click().run()
# > at.button(key="up_end").click().run()

# %% A kanban board
STATES = ["todo", "doing", "done"]
if "cards" not in st.session_state:
    st.session_state.cards = [["plan", 0], ["build", 0], ["test", 1]]

def shift(card, by):
    card[1] += by

for column, (n, state) in zip(st.columns(3), enumerate(STATES)):
    with column:
        cards = [card for card in st.session_state.cards if card[1] == n]
        st.subheader(f"{state} ({len(cards)})")
        for card in cards:
            with st.container(border=True):
                st.write(card[0])
                if n > 0:
                    st.button("←", key=f"{card[0]} back", on_click=shift, args=(card, -1))
                if n < 2:
                    st.button("→", key=f"{card[0]} on", on_click=shift, args=(card, 1))
with st.form("card", clear_on_submit=True):
    title = st.text_input("Card")
    if st.form_submit_button("Add card") and title:
        st.session_state.cards.append([title, 0])
        st.rerun()
# > at.button(key="plan on").click().run()
# > at.button(key="test on").click().run()
# > at.text_input[0].input("ship"); at.button[-1].click().run()
# > at.button(key="plan back").click().run()
# > at.button(key="ship on").click().run()
# > at.button(key="test back").click().run()

# %% Tags are added to a multiselect
if "tags" not in st.session_state:
    st.session_state.tags = ["red", "green"]

def add_tag():
    tag = st.session_state.new_tag
    if tag and tag not in st.session_state.tags:
        st.session_state.tags.append(tag)
        st.session_state.selected = st.session_state.selected + [tag]
    st.session_state.new_tag = ""

st.multiselect("Tags", st.session_state.tags, key="selected")
st.text_input("New tag", key="new_tag")
st.button("Add", on_click=add_tag)
st.write(st.session_state.selected)
if st.button("Drop the unselected"):
    st.session_state.tags = [tag for tag in st.session_state.tags if tag in st.session_state.selected]
    st.rerun()
# > at.multiselect[0].select("green").run()
# > at.text_input[0].input("blue"); at.button[0].click().run()
# > at.text_input[0].input("green"); at.button[0].click().run()
# > at.button[1].click().run()
# > at.multiselect[0].unselect("green").run()

# %% Notes with a search and counts in tabs
notes = st.session_state.setdefault("notes", [("Shop", "eggs and milk"), ("Work", "call Ann"), ("Shop", "bread")])
query = st.text_input("Search", placeholder="word")
found = [(kind, text) for kind, text in notes if query.lower() in text.lower()]
kinds = sorted({kind for kind, _ in notes})
tabs = st.tabs([f"{kind} ({sum(k == kind for k, _ in found)})" for kind in kinds])
for tab, kind in zip(tabs, kinds):
    with tab:
        for k, text in found:
            if k == kind:
                st.markdown(f"* {text}")
with st.sidebar.form("add"):
    kind = st.selectbox("Kind", kinds + ["Home"])
    text = st.text_input("Text")
    if st.form_submit_button():
        notes.append((kind, text))
        st.rerun()
# > at.text_input[0].input("BREAD").run()
# > at.sidebar.selectbox[0].select("Home"); at.sidebar.text_input[0].input("clean"); at.sidebar.button[0].click().run()
# > at.text_input[0].input("").run()
# > at.text_input[0].input("zzz").run()

# %% A JSON editor in a text area
import json

if "doc" not in st.session_state:
    st.session_state.doc = {"name": "demo", "size": 3}
raw = st.text_area("Document", json.dumps(st.session_state.doc), height=150)
try:
    parsed = json.loads(raw)
except json.JSONDecodeError as error:
    st.error(f"Line {error.lineno}: {error.msg}")
    parsed = None
col1, col2 = st.columns(2)
if col1.button("Apply", disabled=parsed is None):
    st.session_state.doc = parsed
    st.rerun()
if parsed is not None and parsed != st.session_state.doc:
    col2.warning("Changed")
st.json(st.session_state.doc)
# > at.text_area[0].input("{broken").run()
# > at.text_area[0].input('{"name": "new"}').run()
# > at.button[0].click().run()
# > at.text_area[0].input("[1, 2]").run()
# > at.button[0].click().run()
# > at.run()

# %% An inventory with metrics and restocking
stock = st.session_state.setdefault("stock", {"bolts": 5, "nuts": 0, "screws": 12})

def restock(name):
    st.session_state.stock[name] += st.session_state[f"add_{name}"]
    st.session_state[f"add_{name}"] = 1

for name, count in stock.items():
    with st.expander(f"{name}: {count}", expanded=count == 0):
        st.number_input("Amount", 1, 50, key=f"add_{name}")
        st.button("Restock", key=f"restock_{name}", on_click=restock, args=[name])
        if st.button("Use one", key=f"use_{name}"):
            if stock[name] == 0:
                st.error("None left")
            else:
                stock[name] -= 1
low = [name for name, count in stock.items() if count < 3]
if low:
    st.warning(f"Low: {', '.join(low)}")
st.bar_chart(stock)
# > at.button(key="use_nuts").click().run()
# > at.number_input(key="add_nuts").set_value(4); at.button(key="restock_nuts").click().run()
# > at.button(key="use_bolts").click().run()
# > at.run()
# > at.button(key="use_nuts").click().run()

# %% A log of changes by callbacks
if "log" not in st.session_state:
    st.session_state.log = []

def changed(key, what="changed"):
    st.session_state.log.append(f"{what} {key}: {st.session_state[key]}")

st.text_input("Title", "Untitled", key="title", on_change=changed, args=("title",))
st.slider("Level", 0, 5, key="level", on_change=changed, args=("level", "moved"))
st.checkbox("Public", key="public", on_change=changed, kwargs=dict(key="public", what="toggled"))
st.selectbox("Kind", ["a", "b"], key="kind", on_change=changed, args=("kind",))
for line in reversed(st.session_state.log):
    st.text(line)
if st.button("Clear log"):
    st.session_state.log.clear()
    st.rerun()
# > at.text_input[0].input("Report").run()
# > at.slider[0].set_value(3); at.checkbox[0].check().run()
# > at.selectbox[0].select("b").run()
# > at.text_input[0].input("Report").run()
# > at.button[0].click().run()
# > at.checkbox[0].uncheck(); at.selectbox[0].select("a"); at.text_input[0].input("x").run()

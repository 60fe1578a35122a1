"""Apps of several pages, as they are written: folders, navigation, logins, links, shared state."""
# %% A login decides on the pages
if "logged_in" not in st.session_state:
    st.session_state.logged_in = False

def login():
    if st.button("Log in"):
        st.session_state.logged_in = True
        st.rerun()

def logout():
    if st.button("Log out"):
        st.session_state.logged_in = False
        st.rerun()

def dashboard():
    st.title("Dashboard")
    st.write("Hello")

login_page = st.Page(login, title="Log in", icon=":material/login:")
logout_page = st.Page(logout, title="Log out", icon=":material/logout:")
board = st.Page(dashboard, title="Dashboard", icon=":material/dashboard:", default=True)
if st.session_state.logged_in:
    pg = st.navigation({"Account": [logout_page], "Reports": [board]})
else:
    pg = st.navigation([login_page])
pg.run()
st.caption(pg.title)
# > at.run()
# > at.button[0].click().run()
# > at.run()

# %% Roles and pages
ROLES = [None, "Requester", "Admin"]
if "role" not in st.session_state:
    st.session_state.role = None

def login():
    st.header("Log in")
    role = st.selectbox("Choose your role", ROLES)
    if st.button("Log in"):
        st.session_state.role = role
        st.rerun()

def logout():
    st.session_state.role = None
    st.rerun()

def request():
    st.header("Request")
    st.write(f"You are logged in as {st.session_state.role}.")
    if st.button("To the settings"):
        st.switch_page(settings_page)

def admin():
    st.header("Admin")

def settings():
    st.header("Settings")
    st.write(f"Role {st.session_state.role}")
    if st.button("Out"):
        st.switch_page(logout_page)

role = st.session_state.role
logout_page = st.Page(logout, title="Log out", icon=":material/logout:")
settings_page = st.Page(settings, title="Settings", icon=":material/settings:")
request_page = st.Page(request, title="Request", default=role == "Requester")
admin_page = st.Page(admin, title="Admin", default=role == "Admin")
pages = {}
if role in ("Requester", "Admin"):
    pages["Request"] = [request_page]
if role == "Admin":
    pages["Admin"] = [admin_page]
if pages:
    pg = st.navigation({"Account": [logout_page, settings_page]} | pages)
else:
    pg = st.navigation([st.Page(login)])
pg.run()
# > at.button[0].click().run()
# > at.selectbox[0].select("Requester"); at.button[0].click().run()
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.selectbox[0].select("Admin"); at.button[0].click().run()

# %% Pages of a folder with shared state
import streamlit as st

st.set_page_config(page_title="Hello", page_icon="👋")
st.write("# Welcome! 👋")
st.sidebar.success("Select a demo above.")
name = st.text_input("Your name", key="name")
if name:
    st.session_state["saved_name"] = name
# @ pages/1_📈_Plotting.py
import streamlit as st

st.set_page_config(page_title="Plotting Demo", page_icon="📈")
st.markdown("# Plotting Demo")
st.write(f"Hello {st.session_state.get('saved_name', 'stranger')}")
n = st.sidebar.slider("Points", 1, 10, 3)
st.line_chart(range(n))
st.button("Re-run")
# @ pages/2_Table.py
import streamlit as st

st.title("Table")
st.table([[1, 2], [3, 4]])
st.write("name" in st.session_state, "saved_name" in st.session_state)
# > at.text_input[0].input("Ada").run()
# > at.switch_page("pages/1_📈_Plotting.py").run()
# > at.sidebar.slider[0].set_value(7).run()
# > at.switch_page("pages/2_Table.py").run()
# > at.switch_page("pages/1_📈_Plotting.py").run()
# > at.switch_page("app.py").run()

# %% A menu of page links in the sidebar
from menu import menu

st.session_state.setdefault("visits", [])
st.session_state.visits.append("home")
menu()
st.title("Home")
st.write(st.session_state.visits)
# @ menu.py
import streamlit as st

def menu():
    st.sidebar.page_link("app.py", label="Home", icon="🏠")
    st.sidebar.page_link("pages/profile.py", label="Profile")
    st.sidebar.page_link("pages/admin.py", label="Admin", disabled="admin" not in st.session_state)
    st.sidebar.divider()
# @ pages/profile.py
import streamlit as st
from menu import menu

menu()
st.session_state.setdefault("visits", []).append("profile")
st.title("Profile")
if st.checkbox("Admin", key="box"):
    st.session_state.admin = True
if st.button("Go to admin", disabled="admin" not in st.session_state):
    st.switch_page("pages/admin.py")
# @ pages/admin.py
import streamlit as st
from menu import menu

menu()
if "admin" not in st.session_state:
    st.warning("Not allowed")
    st.stop()
st.title("Admin")
if st.button("Home"):
    st.switch_page("app.py")
# > at.switch_page("pages/admin.py").run()
# > at.switch_page("pages/profile.py").run()
# > at.checkbox[0].check().run()
# > at.run()
# > at.button[0].click().run()
# > at.button[0].click().run()

# %% Pages as functions with a selectbox, from the time before pages
def page_home():
    st.title("Home")
    st.write("Pick a page in the sidebar")

def page_data():
    st.title("Data")
    rows = st.slider("Rows", 1, 10, 4)
    st.table([[i, i * i] for i in range(rows)])

def page_about():
    st.title("About")
    st.markdown("Made with *care*")
    if st.button("Do not press"):
        st.balloons()

PAGES = {"Home": page_home, "Data": page_data, "About": page_about}

def main():
    st.sidebar.title("Navigation")
    selection = st.sidebar.radio("Go to", list(PAGES.keys()))
    PAGES[selection]()
    st.sidebar.info("The source is on the web")

if __name__ == "__main__":
    main()
# > at.sidebar.radio[0].set_value("Data").run()
# > at.slider[0].set_value(2).run()
# > at.sidebar.radio[0].set_value("About").run()
# > at.button[0].click().run()
# > at.sidebar.radio[0].set_value("Data").run()

# %% A class that holds pages
class MultiApp:
    def __init__(self):
        self.apps = []

    def add_app(self, title, func):
        self.apps.append({"title": title, "function": func})

    def run(self):
        app = st.sidebar.selectbox("Navigation", self.apps, format_func=lambda app: app["title"])
        app["function"]()

def first():
    st.header("First")
    st.session_state.value = st.number_input("Value", value=st.session_state.get("value", 1))

def second():
    st.header("Second")
    st.write("The value is", st.session_state.get("value"))

app = MultiApp()
app.add_app("First page", first)
app.add_app("Second page", second)
app.run()
# > at.number_input[0].set_value(5).run()
# > at.sidebar.selectbox[0].select_index(1).run()
# > at.sidebar.selectbox[0].select_index(0).run()
# > at.number_input[0].increment().run()

# %% State that survives because it is copied
import streamlit as st

def store_value(key):
    st.session_state[key] = st.session_state["_" + key]

def load_value(key):
    st.session_state["_" + key] = st.session_state[key]

st.session_state.setdefault("my_key", 3)
load_value("my_key")
st.number_input("Number of filters", key="_my_key", on_change=store_value, args=["my_key"])
# @ pages/other.py
import streamlit as st

st.write("On the other page", st.session_state.get("my_key"), st.session_state.get("_my_key"))
st.text_input("Only here", key="only")
# > at.number_input[0].set_value(8).run()
# > at.switch_page("pages/other.py").run()
# > at.text_input[0].input("abc").run()
# > at.switch_page("app.py").run()
# > at.number_input[0].increment().run()
# > at.switch_page("pages/other.py").run()

# %% Navigation with common elements around the page
def search():
    st.text_input("Search", key="query")
    st.write("for", st.session_state.query)

def results():
    st.write("Results in", st.session_state.lang)
    if st.button("Back to search"):
        st.switch_page(PAGES[0])

PAGES = [st.Page(search, title="Search", icon="🔎"), st.Page(results, title="Results", url_path="found")]
page = st.navigation(PAGES, position="top")
st.title(f"{page.icon} {page.title}")
with st.sidebar:
    st.selectbox("Language", ["en", "de"], key="lang")
    if st.button("Show results"):
        st.switch_page(PAGES[1])
page.run()
st.divider()
st.caption(f"Footer of {page.url_path or 'the home page'}")
# > at.text_input(key="query").input("cats").run()
# > at.sidebar.selectbox[0].select("de").run()
# > at.sidebar.button[0].click().run()
# > at.main.button[0].click().run()

# %% Files as pages of a navigation
from pathlib import Path

here = Path(__file__).parent
pages = {
    "Tools": [st.Page(here / "tools" / "count.py", title="Counter"), st.Page("tools/echo.py", title="Echo", icon="📣")],
    "Info": [st.Page("about.py")],
}
pg = st.navigation(pages)
pg.run()
# @ tools/count.py
st.session_state.setdefault("n", 0)
if st.button("+1"):
    st.session_state.n += 1
st.metric("Count", st.session_state.n)
st.page_link("about.py", label="About this")
# @ tools/echo.py
text = st.text_area("Text", key="echo")
st.write(text * 2)
if st.button("Count the letters"):
    st.session_state.n = len(text)
    st.switch_page("tools/count.py")
# @ about.py
st.header("About")
st.write(sorted(key for key in st.session_state if not key.startswith("$")))
# > at.button[0].click().run()
# > at.switch_page("tools/echo.py").run()
# > at.text_area[0].input("abc").run()
# > at.button[0].click().run()
# > at.switch_page("about.py").run()

# %% Query parameters choose an item of a list
ITEMS = {"1": "Apple", "2": "Pear"}

def overview():
    st.header("All")
    for id, name in ITEMS.items():
        if st.button(name, key=f"open_{id}"):
            st.switch_page(detail_page, query_params={"id": id})

def detail():
    id = st.query_params.get("id")
    if id not in ITEMS:
        st.error("No such item")
        st.stop()
    st.header(ITEMS[id])
    for other in ITEMS:
        if other != id and st.button(f"Go to {other}"):
            st.query_params["id"] = other
            st.rerun()
    if st.button("Back"):
        st.switch_page(overview_page)

overview_page = st.Page(overview, title="All", default=True)
detail_page = st.Page(detail, title="One")
st.navigation([overview_page, detail_page]).run()
# > at.button(key="open_2").click().run()
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.button(key="open_1").click().run()

# %% The query parameter is the page
PAGES = {"home": "Welcome", "help": "Help", "jobs": "Jobs"}
page = st.query_params.get("page", "home")
if page not in PAGES:
    st.error("404")
    if st.button("Home"):
        st.query_params.clear()
        st.rerun()
    st.stop()
st.title(PAGES[page])
for column, (key, title) in zip(st.columns(3), PAGES.items()):
    if column.button(title, disabled=key == page):
        st.query_params.page = key
        st.rerun()
if page == "jobs":
    level = st.select_slider("Level", ["junior", "senior"])
    st.query_params.level = level
else:
    st.query_params.pop("level", None)
st.json(st.query_params.to_dict())
# < at.query_params["page"] = "nowhere"
# > at.button[0].click().run()
# > at.button[2].click().run()
# > at.select_slider[0].set_value("senior").run()
# > at.button[1].click().run()
# > at.run()

# %% Sections of one page with tabs that are kept in state
section = st.session_state.get("section", "Start")
sections = {"Start": ["Intro", "News"], "Work": ["Open", "Closed", "All"]}
section = st.pills("Section", sections, default="Start", key="section")
if section is None:
    st.info("Choose a section")
    st.stop()
for tab, name in zip(st.tabs(sections[section]), sections[section]):
    with tab:
        st.subheader(f"{section}: {name}")
        done = st.checkbox("Read", key=f"read {section} {name}")
        st.write("✅" if done else "…")
st.write(sum(value for key, value in st.session_state.items() if key.startswith("read")), "read here")
# > at.checkbox[0].check().run()
# > at.button_group[0].set_value("Work").run()
# > at.checkbox[1].check().run()
# > at.button_group[0].set_value(None).run()
# > at.button_group[0].set_value("Start").run()

# %% A page that fails does not stop the others
import streamlit as st

st.title("Main")
st.page_link("pages/broken.py")
st.page_link("pages/fine.py", label="Fine")
# @ pages/broken.py
import streamlit as st

st.write("before")
x = st.number_input("Divide by", value=0)
st.write(10 / x)
# @ pages/fine.py
import streamlit as st

st.write("all is well")
# > at.switch_page("pages/broken.py").run()
# > at.number_input[0].set_value(5).run()
# > at.switch_page("pages/fine.py").run()
# > at.switch_page("pages/broken.py").run()

# %% Local modules with cached functions
from data import add, load

rows = load()
st.write(f"{len(rows)} rows")
with st.form("add", clear_on_submit=True):
    text = st.text_input("Row")
    if st.form_submit_button("Add"):
        add(text)
        st.rerun()
st.page_link("pages/list.py", label="List")
# @ data.py
import streamlit as st

@st.cache_data
def load():
    return list(st.session_state.get("rows", []))

def add(text):
    st.session_state.setdefault("rows", []).append(text)
    load.clear()
# @ pages/list.py
import streamlit as st
from data import load

load.clear()
for i, row in enumerate(load()):
    st.write(i, row)
if st.button("Delete all"):
    st.session_state.rows = []
    load.clear()
    st.switch_page("app.py")
# > at.text_input[0].input("one"); at.button[0].click().run()
# > at.text_input[0].input("two"); at.button[0].click().run()
# > at.switch_page("pages/list.py").run()
# > at.button[0].click().run()

# %% Previous and next between pages
import streamlit as st
from tour import steps

steps("app.py")
st.header("One")
# @ tour.py
import streamlit as st

ORDER = ["app.py", "pages/a.py", "pages/b.py"]

def steps(here):
    i = ORDER.index(here)
    st.session_state.seen = sorted({*st.session_state.get("seen", []), here})
    st.progress((i + 1) / len(ORDER))
    left, right = st.columns(2)
    if left.button("Previous", disabled=i == 0, key=f"prev {here}"):
        st.switch_page(ORDER[i - 1])
    if right.button("Next", disabled=i == len(ORDER) - 1, key=f"next {here}"):
        st.switch_page(ORDER[i + 1])
    st.caption(", ".join(st.session_state.seen))
# @ pages/a.py
import streamlit as st
from tour import steps

steps("pages/a.py")
st.header("Two")
st.text_input("Note", key="note")
# @ pages/b.py
import streamlit as st
from tour import steps

steps("pages/b.py")
st.header("Three")
st.write(st.session_state.get("note", "no note"))
# > at.button[1].click().run()
# > at.text_input[0].input("hello").run()
# > at.button[1].click().run()
# > at.button[0].click().run()
# > at.button[0].click().run()

# %% Dialogs and fragments on pages
def shop():
    st.title("Shop")
    st.session_state.setdefault("basket", [])

    @st.dialog("Add")
    def add():
        what = st.text_input("What")
        if st.button("OK") and what:
            st.session_state.basket.append(what)
            st.rerun()

    if st.button("Add something"):
        add()
    show()

@st.fragment
def show():
    basket = st.session_state.get("basket", [])
    for i, what in enumerate(basket):
        if st.checkbox(what, key=f"got {i}"):
            st.write(f"~~{what}~~")
    st.write(f"{len(basket)} things")

def list_only():
    st.title("List")
    show()

st.navigation([st.Page(shop), st.Page(list_only, title="List")]).run()
# > at.button[0].click().run()
# > at.text_input[0].input("milk"); at.button[1].click().run() if len(at.button) > 1 else at.run()
# > at.checkbox[0].check().run() if at.checkbox else at.run()
# > at.run()

# %% The sidebar before and after the page
def page_a():
    st.sidebar.write("from a")
    st.sidebar.checkbox("A box", key="abox")
    st.write("a", st.session_state.abox)
    if st.button("to b"):
        st.switch_page(b)

def page_b():
    st.sidebar.write("from b")
    st.write("b", "abox" in st.session_state)
    if st.button("to a"):
        st.switch_page(a)

a, b = st.Page(page_a, title="A"), st.Page(page_b, title="B")
pg = st.navigation([a, b], position="hidden")
st.sidebar.title("Before")
pg.run()
st.sidebar.caption("After")
# > at.sidebar.checkbox[0].check().run()
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.sidebar.checkbox[0].check(); at.button[0].click(); at.run()

# %% Pages that share an input by drawing it in the frame
def numbers():
    st.write([st.session_state.base**i for i in range(4)])

def words():
    st.write("word " * st.session_state.base)
    if st.button("Reset the base", on_click=lambda: st.session_state.update(base=2)):
        st.toast("Reset")

st.session_state.setdefault("base", 2)
pages = [st.Page(numbers, title="Numbers"), st.Page(words, title="Words")]
pg = st.navigation(pages)
st.number_input("Base", 1, 9, key="base")
if st.button("Other page"):
    st.switch_page(pages[1] if pg.title == "Numbers" else pages[0])
pg.run()
# > at.number_input[0].set_value(3).run()
# > at.button[0].click().run()
# > at.number_input[0].increment().run()
# > at.button[1].click().run()
# > at.button[0].click().run()

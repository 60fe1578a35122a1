"""Apps of several pages."""
# %% Navigation with functions
def home():
    st.title("Home")

def other():
    st.title("Other")

page = st.navigation([st.Page(home, title="Home"), st.Page(other, title="Other")])
st.write("frame")
page.run()

# %% Navigation with sections and a default
def a():
    st.write("a")

def b():
    st.write("b")

page = st.navigation({"One": [st.Page(a)], "Two": [st.Page(b, default=True)]})
page.run()
st.write(page.title, page.url_path)

# %% Navigation without pages
st.navigation([])

# %% Two pages with one path
def a():
    pass

st.navigation([st.Page(a, url_path="x"), st.Page(a, url_path="x", title="B")])

# %% Two defaults
def a():
    pass

def b():
    pass

st.navigation([st.Page(a, default=True), st.Page(b, default=True)])

# %% A page of a file that is not there
st.Page("nowhere.py")

# %% A page without a name
st.Page(lambda: 1)

# %% Pages of a folder
st.write("main")
st.session_state.n = st.session_state.get("n", 0) + 1
st.write(st.session_state.n)
# @ pages/1_First.py
st.write("first", st.session_state.get("n"))
st.text_input("a", key="k")
# @ pages/two.py
st.write("two", "k" in st.session_state)
# > at.switch_page("pages/1_First.py").run()
# > at.text_input[0].input("typed").run()
# > at.switch_page("pages/two.py").run()
# > at.switch_page("app.py").run()

# %% Switching pages in the script
if st.button("go"):
    st.switch_page("pages/two.py")
# @ pages/two.py
st.write("two")
if st.button("back"):
    st.switch_page("app.py")
# > at.button[0].click().run()
# > at.button[0].click().run()

# %% Switching to a page that is not there
st.switch_page("pages/none.py")

# %% Query parameters of a switch
if st.button("go"):
    st.switch_page("pages/two.py", query_params={"a": "1"})
# @ pages/two.py
st.write(st.query_params.to_dict())
# > at.button[0].click().run()

# %% A page link to a file and outside
st.page_link("pages/two.py", label="Two")
st.page_link("https://example.org", label="Out")
# @ pages/two.py
st.write("two")

# %% A page link without a page
st.page_link("pages/none.py")
# @ pages/two.py
st.write("two")

# %% A module beside the app
import helper_of_the_app

st.write(helper_of_the_app.greet("x"))
# @ helper_of_the_app.py
def greet(name):
    return f"hello {name}"

# %% Titles and paths of pages
def my_page():
    pass

def Other_Page():
    pass

for page in (st.Page(my_page), st.Page(Other_Page), st.Page(my_page, title="Own title"), st.Page(my_page, url_path=" /own/ "), st.Page(my_page, icon="🔥", help="h"), st.Page(my_page, default=True), st.Page(my_page, visibility="hidden"), st.Page(lambda: 1, title="Lambda", url_path="l"), st.Page("02-📊_My  Data_file.py"), st.Page("10_z.py"), st.Page("https://example.org", title="Out & about"), st.Page("app.py", title="App")):
    st.text([page.title, page.icon, page.url_path, page.visibility, page.help, page.is_external, page.external_url])
# @ 02-📊_My  Data_file.py
st.text("data")
# @ 10_z.py
st.text("z")

# %% Pages that are refused
def a():
    pass

def with_argument(x):
    pass

class Callable:
    def __call__(self):
        pass

for name, call in (("missing", lambda: st.Page("gone.py")), ("number", lambda: st.Page(5)), ("none", lambda: st.Page(None)), ("path", lambda: st.Page(a, url_path="x/y")), ("empty path", lambda: st.Page(a, url_path="")), ("blank title", lambda: st.Page(a, title="  ")), ("icon", lambda: st.Page(a, icon="nope")), ("empty icon", lambda: st.Page(a, icon="")), ("spinner", lambda: st.Page(a, icon="spinner")), ("visibility", lambda: st.Page(a, visibility="gone")), ("external", lambda: st.Page("https://example.org")), ("external default", lambda: st.Page("https://example.org", title="X", default=True)), ("callable", lambda: st.Page(Callable())), ("named callable", lambda: st.Page(Callable(), title="Named")), ("argument", lambda: st.Page(with_argument)), ("null", lambda: st.Page("a\0.py"))):
    try:
        call()
        st.text(f"{name} made")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")

# %% Navigations that are refused
def a():
    pass

def b():
    pass

out = st.Page("https://example.org", title="Out")
for name, call in (("nothing", lambda: st.navigation([])), ("empty sections", lambda: st.navigation({})), ("empty section", lambda: st.navigation({"A": []})), ("external", lambda: st.navigation([out])), ("number", lambda: st.navigation([5])), ("position", lambda: st.navigation([a], position="left")), ("top", lambda: st.navigation([a, b], position="top")), ("hidden", lambda: st.navigation([a, b], position="hidden")), ("expanded", lambda: st.navigation([a, b], expanded=True)), ("some", lambda: st.navigation([a, b], expanded=3)), ("negative", lambda: st.navigation([a, b], expanded=-1)), ("word", lambda: st.navigation([a, b], expanded="yes")), ("same", lambda: st.navigation([a, st.Page(b, url_path="a")])), ("one page", lambda: st.navigation(a)), ("sections", lambda: st.navigation({"A": [a], "": [b]})), ("with out", lambda: st.navigation([out, a]))):
    try:
        page = call()
        st.text(f"{name} {page.title}")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")

# %% A page that runs twice, and another one
def a():
    st.text("a")

def b():
    st.text("b")

other = st.Page(b)
page = st.navigation([a, other])
page.run()
for run in (page.run, other.run, st.Page(a).run):
    try:
        run()
    except Exception as error:
        st.text(type(error).__name__)

# %% A page that is not run
def a():
    st.text("never")

st.navigation([a])
st.text("frame")

# %% Navigation twice in a run
def a():
    st.text("a")

def b():
    st.text("b")

st.navigation([a])
st.navigation([b, a]).run()

# %% Buttons that switch to pages of functions
def a():
    st.text("page a")
    if st.button("to b", key="a"):
        st.switch_page(other)

def b():
    st.text("page b")
    if st.button("to a", key="b"):
        st.switch_page(main)

main, other = st.Page(a), st.Page(b, title="Other")
page = st.navigation([main, other])
st.text(page.title)
page.run()
# > at.button[0].click().run()
# > at.run()
# > at.button[0].click().run()

# %% Switches that are refused
for name, call in (("missing", lambda: st.switch_page("gone.py")), ("number", lambda: st.switch_page(5)), ("external", lambda: st.switch_page(st.Page("https://example.org", title="Out"))), ("text", lambda: st.switch_page("pages/two.py", query_params="a=1")), ("nested", lambda: st.switch_page("pages/two.py", query_params={"a": {"b": 1}})), ("embed", lambda: st.switch_page("pages/two.py", query_params={"embed": "true"})), ("number params", lambda: st.switch_page("pages/two.py", query_params=5))):
    try:
        call()
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")
# @ pages/two.py
st.text("two")

# %% Query parameters of switches
for name, params in (("none", None), ("dict", {"a": "1", "b": [2, 3]}), ("pairs", [("a", "1"), ("a", "2")]), ("empty", {})):
    if st.button(name):
        st.switch_page("pages/two.py", query_params=params)
# @ pages/two.py
st.text(st.query_params.to_dict())
if st.button("back"):
    st.switch_page("app.py")
# < at.query_params["old"] = "1"
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.button[0].click().run()
# > at.button[2].click().run()
# > at.button[0].click().run()
# > at.button[3].click().run()

# %% A switch in a callback
def leave():
    st.session_state.left = True
    st.switch_page("pages/two.py")

st.button("leave", on_click=leave)
st.text("main")
# @ pages/two.py
st.text(["two", st.session_state.get("left")])
# > at.button[0].click().run()

# %% Inputs of the frame and of pages
def a():
    st.text(["a", st.text_input("of a", key="a"), st.session_state.get("frame"), st.session_state.get("b")])

def b():
    st.text(["b", st.text_input("of b", key="b"), st.session_state.get("frame"), st.session_state.get("a")])

pages = [st.Page(a), st.Page(b)]
page = st.navigation(pages)
st.text(st.text_input("frame", key="frame"))
for other in pages:
    if st.button(other.title):
        st.switch_page(other)
page.run()
# > at.text_input(key="frame").input("kept?").run()
# > at.text_input(key="a").input("typed").run()
# > at.button[1].click().run()
# > at.text_input(key="b").input("else").run()
# > at.button[0].click().run()

# %% Inputs of files that have the same key
st.text(st.text_input("main", "m", key="k"))
# @ pages/one.py
st.text(["one", st.session_state.get("k"), st.text_input("one", "o", key="k")])
# @ pages/two.py
st.text(["two", st.session_state.get("k")])
# > at.text_input[0].input("typed").run()
# > at.switch_page("pages/one.py").run()
# > at.run()
# > at.text_input[0].input("other").run()
# > at.switch_page("pages/two.py").run()
# > at.run()
# > at.switch_page("app.py").run()

# %% What is assigned again at the top of each page
if "k" in st.session_state:
    st.session_state.k = st.session_state.k
st.text(st.text_input("a", key="k"))
# @ pages/two.py
if "k" in st.session_state:
    st.session_state.k = st.session_state.k
st.text(st.session_state.get("k"))
# > at.text_input[0].input("typed").run()
# > at.switch_page("pages/two.py").run()
# > at.run()
# > at.switch_page("app.py").run()

# %% Pages that come and go
def login():
    if st.button("log in"):
        st.session_state.user = "ada"
        st.rerun()

def account():
    st.text(f"hello {st.session_state.user}")
    if st.button("log out"):
        del st.session_state["user"]
        st.rerun()

def settings():
    st.text("settings")

pages = [account, settings] if "user" in st.session_state else [login]
page = st.navigation(pages)
st.text(page.title)
page.run()
# > at.button[0].click().run()
# > at.button[0].click().run()

# %% Pages of files in a navigation
page = st.navigation([st.Page("one.py", title="One"), st.Page("folder/two.py", title="Two")])
st.text(page.title)
page.run()
# @ one.py
x = 5
st.text(["one", __name__, __file__.endswith("one.py")])
"magic of a page"
x
# @ folder/two.py
st.text(["two", "x" in globals()])
if st.button("back"):
    st.switch_page("one.py")
# > at.switch_page("folder/two.py").run()
# > at.button[0].click().run()
# > at.switch_page("gone.py").run()

# %% An error in a page
def a():
    st.text("before")
    raise ValueError("in the page")

st.text("frame")
st.navigation([a]).run()
st.text("after")

# %% A page of a file that does not compile
page = st.navigation([st.Page("fine.py"), st.Page("bad.py")])
st.text("frame")
page.run()
# @ fine.py
st.text("fine")
# @ bad.py
x = = 1
# > at.switch_page("bad.py").run()
# > at.switch_page("fine.py").run()

# %% A module's state and a page's names
import counter_of_the_app

counter_of_the_app.count += 1
st.text([counter_of_the_app.count, "secret" in globals()])
secret = 5
# @ counter_of_the_app.py
count = 0
# > at.run()
# > at.run()

# %% Links to pages
import os

for name, call in (("file", lambda: st.page_link("pages/two.py")), ("main", lambda: st.page_link("app.py", label="Home", icon="🏠")), ("label", lambda: st.page_link("pages/two.py", label="", help="h", disabled=True)), ("out", lambda: st.page_link("https://example.org", label="Out")), ("no label", lambda: st.page_link("https://example.org")), ("missing", lambda: st.page_link("gone.py")), ("icon", lambda: st.page_link("pages/two.py", icon="nope")), ("number", lambda: st.page_link(5)), ("right", lambda: st.page_link("pages/two.py", icon="🔥", icon_position="right")), ("top", lambda: st.page_link("pages/two.py", icon_position="top")), ("params", lambda: st.page_link("pages/two.py", query_params={"a": 1})), ("bad params", lambda: st.page_link("pages/two.py", query_params="a")), ("wide", lambda: st.page_link("pages/two.py", width="wide"))):
    try:
        call()
        st.text(f"{name} drawn")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")
# @ pages/two.py
st.text("two")

# %% Configurations of the page
for options in ({"page_title": "T"}, {"page_icon": "🔥"}, {"page_icon": ":smile:"}, {"page_icon": "random"}, {"page_icon": "nothing"}, {"layout": "centered"}, {"layout": "full"}, {"layout": None}, {"initial_sidebar_state": "collapsed"}, {"initial_sidebar_state": "locked"}, {"initial_sidebar_state": 300}, {"initial_sidebar_state": 0}, {"initial_sidebar_state": "open"}, {"menu_items": {"About": "x"}}, {"menu_items": {"get HELP ": "https://example.org"}}, {"menu_items": {"Get help": "nowhere"}}, {"menu_items": {"Other": "x"}}, {"menu_items": {"Get help": None}}, {"menu_items": {"Report a bug": "mailto:a@example.org"}}, {"page_title": 5}):
    try:
        st.set_page_config(**options)
        st.text(f"{options} set")
    except Exception as error:
        st.text(f"{options} {type(error).__name__}")

# %% Logos
for options in ({"image": "🔥"}, {"image": ":material/home:"}, {"image": "https://example.org/a.png", "link": "ftp://example.org"}, {"image": "https://example.org/a.png", "size": "LARGE"}, {"image": "https://example.org/a.png", "icon_image": "🔥"}, {"image": "gone.png"}, {"image": None}, {"image": "https://example.org/a.png", "link": "https://example.org"}):
    try:
        st.logo(**options)
        st.text(f"{options} set")
    except Exception as error:
        st.text(f"{options} {type(error).__name__}")

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

"""The hello app: what Revoilà does, on real data. Run it with ``revoila hello``."""

import revoila as st

st.set_page_config(menu_items={"About": "**Revoilà** runs script apps on a Jupyter kernel."})

page = st.navigation(
    {
        "": [st.Page("views/home.py", title="Welcome", icon="👋", default=True)],
        "Data": [
            st.Page("views/weather.py", title="Weather explorer", icon="🌦️", url_path="weather"),
            st.Page("views/penguins.py", title="Which penguin?", icon="🐧", url_path="penguins"),
        ],
        "How it works": [
            st.Page("views/live.py", title="Live updates", icon="⚡", url_path="live"),
            st.Page("views/widgets.py", title="Jupyter widgets", icon="🎛️", url_path="widgets"),
            st.Page("views/unmodified.py", title="An unmodified script", icon="📜", url_path="unmodified"),
            st.Page("views/look.py", title="Light and dark", icon="🎨", url_path="look"),
        ],
    }
)

with st.sidebar:
    st.caption("Everything here is a plain Python script, running in a Jupyter kernel.")

page.run()

"""The hello app: what Revoilà does, on real data. Run it with ``revoila hello``."""

from pathlib import Path

import revoila as st

VIEWS = Path(__file__).parent / "views"

st.set_page_config(menu_items={"About": "**Revoilà** runs script apps on a Jupyter kernel."})

page = st.navigation(
    {
        "": [st.Page("views/home.py", title="Welcome", icon="👋", default=True)],
        "Data": [
            st.Page("views/weather.py", title="Weather explorer", icon="🌦️"),
            st.Page("views/penguins.py", title="Which penguin?", icon="🐧"),
        ],
        "How it works": [
            st.Page("views/live.py", title="Live updates", icon="⚡"),
            st.Page("views/forms.py", title="Forms and dialogs", icon="📝"),
            st.Page("views/fragments.py", title="Fragments", icon="🧩"),
            st.Page("views/tasks.py", title="Background tasks", icon="⏳"),
            st.Page("views/widgets.py", title="Jupyter widgets", icon="🎛️"),
            st.Page("views/unmodified.py", title="An unmodified script", icon="📜"),
            st.Page("views/look.py", title="Light and dark", icon="🎨"),
        ],
    }
)

# The page comes last, so that the rest is there while it runs.
main = st.container()
with st.expander("Source of this page", icon=":material/code:"):
    st.caption("Everything here is a plain Python script, running in a Jupyter kernel.")
    st.code((VIEWS / f"{page.url_path or 'home'}.py").read_text(encoding="utf-8"), line_numbers=True)
with main:
    page.run()

"""A page for each family of commands, with every look that they have."""

from pathlib import Path

import revoila as st

VIEWS = sorted((Path(__file__).parent / "views").glob("*.py"))

st.set_page_config(page_title="Gallery", page_icon="🖼️")
st.navigation([st.Page(path, title=path.stem.replace("_", " ").capitalize()) for path in VIEWS]).run()

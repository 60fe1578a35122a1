"""Links to pages, page numbers, and the logo in the upper left corner."""

import revoila as st

PAGES = ("views/buttons.py", "views/navigation.py")
SIZES = ("small", "medium", "large")
MARK = """
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 132 32">
  <circle cx="16" cy="16" r="14" fill="#c53948"/>
  <path d="M9 20l5-8 4 6 3-4 3 6z" fill="#fff"/>
  <text x="38" y="23" font-family="sans-serif" font-size="20" font-weight="700" fill="#8a8378">Gallery</text>
</svg>
"""
BADGE = """
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <circle cx="16" cy="16" r="14" fill="#c53948"/>
  <path d="M9 20l5-8 4 6 3-4 3 6z" fill="#fff"/>
</svg>
"""

st.title("Navigation")

st.header("Links to pages", anchor=False)
for page in PAGES:
    st.page_link(page)
with st.container(horizontal=True):
    st.page_link(PAGES[0], label="With an icon", icon=":material/ads_click:")
    st.page_link(PAGES[0], label="On the right", icon=":material/arrow_forward:", icon_position="right")
    st.page_link(PAGES[0], label="With help", help="Opens the page of **buttons**.")
    st.page_link(PAGES[0], label="With a query", query_params={"from": "navigation"})
    st.page_link(PAGES[0], label="Disabled", disabled=True)
    st.page_link("https://jupyter.org", label="Another site", icon="🪐")
st.page_link(PAGES[0], label="As wide as the page", icon="🖼️", width="stretch")

st.header("Page numbers", anchor=False)
first, last = st.columns(2, vertical_alignment="center")
with first:
    page = st.pagination(20, key="page", bind="query-params")
last.caption(f"Rows {10 * page - 9} to {10 * page} of 200.")
st.pagination(5, default=3)
st.pagination(1234, default=617, max_visible_pages=9)
st.pagination(40, default=12, max_visible_pages=None, width="stretch")
with st.container(horizontal=True):
    st.pagination(9, max_visible_pages=0, key="arrows")
    st.pagination(9, default=4, max_visible_pages=5, key="few")
    st.pagination(3, default=2, disabled=True, key="off")

st.header("Logo", anchor=False)
with st.container(horizontal=True, vertical_alignment="bottom"):
    size = st.radio("Size", SIZES, index=1, horizontal=True)
    kind = st.radio("Picture", ["Drawing", "Emoji", "Symbol"], horizontal=True)
    link = st.toggle("Leads to another site")
picture, small = {"Drawing": (MARK, BADGE), "Emoji": ("🖼️", None), "Symbol": (":material/image:", None)}[kind]
st.logo(picture, size=size, icon_image=small, link="https://jupyter.org" if link else None)
st.caption("It is at the top of the sidebar; close that to see the other picture.")

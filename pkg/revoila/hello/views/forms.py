"""A form, a dialog, a popover and a toast: asking for several things, and asking back."""

import revoila as st

MENU = {"Espresso": 2.2, "Cappuccino": 3.4, "Flat white": 3.9, "Tea": 2.8}

st.session_state.setdefault("orders", [{"who": "Ada", "what": "Flat white", "cups": 2, "to_go": False}])
orders = st.session_state.orders


@st.dialog("Remove this order?", icon="🗑️")
def confirm(place):
    order = orders[place]
    st.markdown(f"**{order['who']}** would get no {order['what']} then.")
    with st.container(horizontal=True):
        if st.button("Remove", type="primary"):
            orders.pop(place)
            st.toast("The order is gone.", icon="👋")
            st.rerun()
        if st.button("Keep it"):
            st.rerun()


def price(order):
    return MENU[order["what"]] * order["cups"] * (1 - discount / 100)


st.title("Forms and dialogs")
st.markdown(
    "Inputs of a form reach the script **together**, when it is submitted: until then nothing runs. "
    "A dialog is a function, and only it runs again while it is open."
)

left, right = st.columns([5, 6], gap="large")
with left:
    st.subheader("An order", anchor=False)
    with st.form("order", clear_on_submit=True):
        who = st.text_input("Name", max_chars=20)
        what = st.selectbox("Drink", MENU)
        cups = st.slider("Cups", 1, 6, 1)
        to_go = st.checkbox("To go")
        ordered = st.form_submit_button("Order", type="primary", icon=":material/local_cafe:")
    if ordered and who.strip():
        orders.append({"who": who.strip(), "what": what, "cups": cups, "to_go": to_go})
        st.toast(f"{cups} × {what} for **{who.strip()}**", icon="☕")
    elif ordered:
        st.warning("Whose order is it? Please give a name.")

with right:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader("What was ordered", anchor=False)
        with st.popover("Prices", icon=":material/sell:"):
            discount = st.slider("Discount, %", 0, 50, 0, step=5)
            st.table({"Drink": list(MENU), "Price, €": [f"{cost:.2f}" for cost in MENU.values()]})
    for place, order in enumerate(orders):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"**{order['who']}** · {order['cups']} × {order['what']}{' to go' if order['to_go'] else ''} "
                f"· {price(order):.2f} €"
            )
            if st.button("Remove", key=f"remove-{place}", type="tertiary", icon=":material/delete:"):
                confirm(place)
    if not orders:
        st.info("Nobody wants anything.")
    st.metric("Together", f"{sum(map(price, orders)):.2f} €", border=True)

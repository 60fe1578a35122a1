"""Any ipywidget is an element, and an anywidget is a component."""

import anywidget
import ipywidgets
import traitlets

import revoila as st


class Dial(anywidget.AnyWidget):
    """A round dial to drag: forty lines of JavaScript, no build step."""

    _esm = """
    function render({ model, el }) {
      const size = 180, middle = size / 2, radius = 66;
      el.innerHTML = `<svg viewBox="0 0 ${size} ${size}" width="${size}" height="${size}" role="slider" tabindex="0"
        aria-label="Dial" aria-valuemin="0" aria-valuemax="100" style="touch-action:none;cursor:grab;display:block">
        <circle cx="${middle}" cy="${middle}" r="${radius}" fill="none" stroke="currentColor" opacity=".15" stroke-width="14"/>
        <path fill="none" stroke="var(--st-primary-color, #c53948)" stroke-width="14" stroke-linecap="round"/>
        <text x="50%" y="54%" text-anchor="middle" font-size="34" font-weight="600" fill="currentColor"></text></svg>`;
      const svg = el.querySelector("svg"), path = el.querySelector("path"), text = el.querySelector("text");
      const point = (share) => {
        const angle = (share * 300 - 240) * Math.PI / 180;
        return [middle + radius * Math.cos(angle), middle + radius * Math.sin(angle)];
      };
      const paint = () => {
        const value = model.get("value"), [x0, y0] = point(0), [x1, y1] = point(value / 100);
        path.setAttribute("d", `M ${x0} ${y0} A ${radius} ${radius} 0 ${value > 60 ? 1 : 0} 1 ${x1} ${y1}`);
        text.textContent = value;
        svg.setAttribute("aria-valuenow", value);
      };
      const set = (value) => {
        model.set("value", Math.max(0, Math.min(100, Math.round(value))));
        model.save_changes();
      };
      const drag = (event) => {
        const box = svg.getBoundingClientRect();
        const angle = Math.atan2(event.clientY - box.top - box.height / 2, event.clientX - box.left - box.width / 2);
        const share = ((angle * 180 / Math.PI + 240 + 360) % 360) / 300;
        set(100 * (share > 1.1 ? 0 : Math.min(1, share)));
      };
      svg.addEventListener("pointerdown", (event) => { svg.setPointerCapture(event.pointerId); drag(event); });
      svg.addEventListener("pointermove", (event) => { if (event.buttons) drag(event); });
      svg.addEventListener("keydown", (event) => {
        const step = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 }[event.key];
        if (step) { event.preventDefault(); set(model.get("value") + step); }
      });
      model.on("change:value", paint);
      paint();
    }
    export default { render };
    """
    value = traitlets.Int(40).tag(sync=True)


st.title("Jupyter widgets")
st.markdown("Any **ipywidget** can be put on the page, and any **anywidget** is a component, without a build step.")

left, right = st.columns(2, gap="large")
with left:
    st.subheader("An anywidget component", anchor=False)
    dial = st.widget(Dial(), key="dial")
    st.write(f"The dial says **{dial.value}**.")
    st.progress(dial.value)
with right:
    st.subheader("Stock ipywidgets", anchor=False)
    colour = st.widget(ipywidgets.ColorPicker(value="#9b5de5", description="Colour"), key="colour")
    play = st.widget(ipywidgets.Play(min=0, max=30, interval=200), key="play")
    st.markdown(f"Colour `{colour.value}`, frame **{play.value}**")

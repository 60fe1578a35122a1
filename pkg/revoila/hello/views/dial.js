/** A dial from 0 to 100, turned with the pointer, the arrow keys, Page Up, Page Down, Home and End. */
const SIZE = 200;
const MIDDLE = SIZE / 2;
const RADIUS = 76;
const TURN = 300;
const START = -240;

const STEPS = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 10,
  PageDown: -10,
  Home: -100,
  End: 100,
};

const STYLE = `
  .dial { display: block; width: ${SIZE}px; max-width: 100%; border-radius: 50%; outline: none;
    color: var(--st-text-color, currentcolor); cursor: grab; touch-action: none; user-select: none; }
  .dial:active { cursor: grabbing; }
  .dial path { fill: none; stroke-width: 14; stroke-linecap: round; }
  .dial .track { stroke: currentcolor; opacity: 0.14; }
  .dial .value { stroke: var(--st-primary-color, #c53948); }
  .dial circle { fill: var(--st-background-color, #fff); stroke: var(--st-primary-color, #c53948); stroke-width: 4; }
  .dial:focus-visible circle { stroke-width: 8; }
  .dial text { fill: currentcolor; font: 600 40px var(--st-font, sans-serif); text-anchor: middle; }
`;

/** Where on the ring a value is. */
function point(value) {
  const angle = ((START + (value / 100) * TURN) * Math.PI) / 180;
  return [MIDDLE + RADIUS * Math.cos(angle), MIDDLE + RADIUS * Math.sin(angle)];
}

function arc(value) {
  const large = value * TURN > 180 * 100 ? 1 : 0;
  return `M ${point(0)} A ${RADIUS} ${RADIUS} 0 ${large} 1 ${point(value)}`;
}

function render({ model, el }) {
  el.innerHTML = `
    <style>${STYLE}</style>
    <svg class="dial" viewBox="0 0 ${SIZE} ${SIZE}" role="slider" tabindex="0"
      aria-label="Dial" aria-valuemin="0" aria-valuemax="100">
      <path class="track" d="${arc(100)}"/>
      <path class="value"/>
      <circle r="11"/>
      <text x="${MIDDLE}" y="${MIDDLE + 14}" aria-hidden="true"></text>
    </svg>`;
  const dial = el.querySelector(".dial");
  const [knob, text, path] = ["circle", "text", ".value"].map((part) => dial.querySelector(part));

  const paint = () => {
    const value = model.get("value");
    const [x, y] = point(value);
    path.setAttribute("d", arc(value));
    knob.setAttribute("cx", x);
    knob.setAttribute("cy", y);
    text.textContent = value;
    dial.setAttribute("aria-valuenow", value);
  };
  const set = (value) => {
    model.set("value", Math.max(0, Math.min(100, Math.round(value))));
    model.save_changes();
  };
  const turn = ({ clientX, clientY }) => {
    const { left, top, width, height } = dial.getBoundingClientRect();
    const angle = (Math.atan2(clientY - top - height / 2, clientX - left - width / 2) * 180) / Math.PI;
    const turned = (angle - START + 360) % 360;
    // In the gap at the bottom the nearer end counts.
    set(turned > (TURN + 360) / 2 ? 0 : (Math.min(turned, TURN) / TURN) * 100);
  };

  dial.addEventListener("pointerdown", (event) => {
    dial.setPointerCapture(event.pointerId);
    turn(event);
  });
  dial.addEventListener("pointermove", (event) => {
    if (dial.hasPointerCapture(event.pointerId)) turn(event);
  });
  dial.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(model.get("value") + step);
  });
  model.on("change:value", paint);
  paint();
  return () => model.off("change:value", paint);
}

export default { render };

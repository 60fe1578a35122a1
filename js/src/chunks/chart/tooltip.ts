/** The tooltip of charts, drawn in the app instead of the page around it. */
import type { TooltipHandler } from "vega";

const GAP = 12;

/** Shows tooltips in the app that `chart` is in; `remove` takes the element away again. */
export function chartTooltip(chart: HTMLElement): { handler: TooltipHandler; remove(): void } {
  const box = document.createElement("div");
  box.className = "rv-chart-tooltip";
  box.hidden = true;
  box.setAttribute("role", "presentation");
  return {
    handler: (_, event, _item, value) => {
      if (value === null || value === undefined || value === "") {
        box.hidden = true;
        return;
      }
      if (!box.isConnected) (chart.closest(".stApp") ?? chart).append(box);
      box.replaceChildren(...content(value));
      box.hidden = false;
      place(box, event.clientX, event.clientY);
    },
    remove: () => box.remove(),
  };
}

function content(value: unknown): Node[] {
  if (typeof value !== "object" || value === null) return [document.createTextNode(String(value))];
  const { title, image: _, ...fields } = value as Record<string, unknown>;
  const nodes: Node[] = [];
  if (title !== undefined) {
    const heading = document.createElement("strong");
    heading.textContent = String(title);
    nodes.push(heading);
  }
  const list = document.createElement("dl");
  for (const [name, field] of Object.entries(fields)) {
    const term = document.createElement("dt");
    const description = document.createElement("dd");
    term.textContent = name;
    description.textContent = typeof field === "object" ? JSON.stringify(field) : String(field);
    list.append(term, description);
  }
  if (list.childElementCount > 0) nodes.push(list);
  return nodes;
}

/** Puts the box beside the pointer, on the side that has room. */
function place(box: HTMLElement, x: number, y: number): void {
  box.style.left = box.style.top = "0";
  // With an ancestor that contains its layout, `fixed` counts from there and not from the window.
  const { left, top, width, height } = box.getBoundingClientRect();
  const right = x + GAP + width > window.innerWidth;
  const below = y + GAP + height > window.innerHeight;
  box.style.left = `${Math.max(right ? x - GAP - width : x + GAP, 4) - left}px`;
  box.style.top = `${Math.max(below ? y - GAP - height : y + GAP, 4) - top}px`;
}

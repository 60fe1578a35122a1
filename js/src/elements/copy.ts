/** Copying, also where the page may not use the clipboard interface (frames, plain HTTP). */

export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "rv-visually-hidden";
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

/** Whether the visitor asks for less motion. */
export const prefersRest = (): boolean =>
  window.matchMedia?.("(prefers-reduced-motion: reduce)").matches === true;

/** How long a button says that it has copied, in milliseconds. */
const SHOWN = 1500;

/** Does what a click on rendered markup asks for: copy the code, go to a heading. */
export function clickInMarkup(event: Event): void {
  const target = event.target instanceof Element ? event.target : null;
  const button = target?.closest<HTMLElement>(".rv-copy");
  if (button) {
    void copyText(button.closest(".rv-code")?.querySelector("code")?.textContent ?? "");
    button.dataset.copied = "";
    window.setTimeout(() => delete button.dataset.copied, SHOWN);
    return;
  }
  const id = target?.closest<HTMLAnchorElement>('a[href^="#"]')?.getAttribute("href")?.slice(1);
  if (!id) return;
  const app = target?.closest(".stApp");
  const place = app?.querySelector<HTMLElement>(`#${CSS.escape(decodeURIComponent(id))}`);
  if (!place) return;
  // The address of a notebook is not ours to change, and JupyterLab would act on it.
  event.preventDefault();
  // A page's own address can be passed on; another entry of the history would run the script on the way back.
  if (app?.matches(".rv-owned") && target?.closest(".rv-md")) {
    const { pathname, search } = window.location;
    window.history.replaceState(window.history.state, "", `${pathname}${search}#${id}`);
  }
  place.scrollIntoView({ behavior: prefersRest() ? "auto" : "smooth", block: "start" });
  // As where a browser follows the link: what takes the focus has it, such as the main area.
  place.focus({ preventScroll: true });
}

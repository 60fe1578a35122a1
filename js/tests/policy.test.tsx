/** Markup of authors on a page whose content policy asks for marks. */
import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { node, show } from "./harness";

/** The page's own script, as page.html has it. */
function mark(frame = ""): void {
  const script = document.createElement("script");
  script.nonce = "n0-nce_";
  script.setAttribute("nonce", "n0-nce_");
  script.dataset.static = "/static/";
  script.dataset.frame = frame;
  script.type = "text/plain";
  document.head.append(script);
}

afterEach(() => {
  document.head.replaceChildren();
});

const frame = (): HTMLIFrameElement => screen.getByTestId("stIFrame");
const embed = (html: string) => node("iframe_html", { html, height: 90 });

describe("scripts of an author", () => {
  it("in the page itself get the mark of the page, if the author wants them to run", () => {
    mark();
    show([node("html", { body: "<i>x</i><script>window.hit = 1</script>", js: true })]);
    expect(screen.getByTestId("stHtml").querySelector("script")?.nonce).toBe("n0-nce_");
  });

  it("in a document of their own get it, too, where there is no frame for it", () => {
    mark();
    show([embed('<SCRIPT src="https://a.b/x.js"></SCRIPT><script>"<script>" + scripts</script>')]);
    expect(frame().srcdoc).toBe(
      '<script nonce=n0-nce_ src="https://a.b/x.js"></SCRIPT>' +
        '<script nonce=n0-nce_>"<script nonce=n0-nce_>" + scripts</script>',
    );
  });

  it("are left alone where the host has no marks", () => {
    show([embed("<script>1</script>")]);
    expect(frame().srcdoc).toBe("<script>1</script>");
  });
});

describe("a document of its own in a frame that writes it", () => {
  let posted: ReturnType<typeof vi.spyOn>;
  const watch = (): void => {
    posted = vi.spyOn(frame().contentWindow as Window, "postMessage");
  };

  beforeEach(() => mark("/frame"));

  it("is sent once the frame is there, and not again when it was written", () => {
    show([embed("<p>x</p>")]);
    watch();
    expect([frame().getAttribute("src"), frame().srcdoc]).toEqual(["/frame", ""]);
    expect(frame().getAttribute("sandbox")).not.toContain("allow-same-origin");
    fireEvent.load(frame());
    fireEvent.load(frame());
    expect(posted).toHaveBeenCalledTimes(1);
    expect(posted).toHaveBeenCalledWith("<p>x</p>", "*");
  });

  it("is another frame when it is another document", () => {
    const kernel = show([embed("one")]);
    const first = frame();
    act(() => kernel.patch([[[0, 0], "set", { height: 100 }]]));
    expect(frame()).toBe(first);
    act(() => kernel.patch([[[0, 0], "set", { html: "two" }]]));
    expect(frame()).not.toBe(first);
    watch();
    fireEvent.load(frame());
    expect(posted).toHaveBeenCalledWith("two", "*");
  });
});

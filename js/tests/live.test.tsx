import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { node, show, text } from "./harness";

const blocks = (): Element[] => [...screen.getByTestId("stMarkdownContainer").children];

describe("a text that grows", () => {
  it("keeps its finished blocks as they are, with what was done in them", () => {
    const body = "<details><summary>a</summary>b</details>\n\n**one**\n\nt*w*";
    const kernel = show([node("markdown", { body, html: true })]);
    const [details, one, two] = blocks();
    details?.setAttribute("open", "");
    kernel.patch([[[0, 0], "append", "body", "o *and* more"]]);
    kernel.patch([[[0, 0], "append", "body", "\n\n- three"]]);
    expect(blocks()[0]).toBe(details);
    expect(details?.hasAttribute("open")).toBe(true);
    expect(blocks()[1]).toBe(one);
    expect(two?.isConnected).toBe(false);
    expect(blocks().map(({ textContent }) => textContent?.trim())).toEqual([
      "ab",
      "one",
      "two and more",
      "three",
    ]);
  });

  it("is what it would be at once, whatever a later part makes of an earlier one", () => {
    const whole =
      "A [link] and\na *word\n\n# Not `yet\n\n[link]: https://a.b\n\n| a |\n|---|\n| b |";
    const kernel = show([node("markdown", { body: "A [" }), node("markdown", { body: whole })]);
    for (const char of whole.slice(3)) kernel.patch([[[0, 0], "append", "body", char]]);
    const [grown, atOnce] = screen.getAllByTestId("stMarkdownContainer");
    expect(grown?.innerHTML).toBe(atOnce?.innerHTML);
  });

  it("may be replaced by another", () => {
    const kernel = show([node("markdown", { body: "**a**\n\nb" }), text("x")]);
    kernel.patch([[[0, 0], "set", { body: "*c*" }]]);
    expect(blocks().map(({ innerHTML }) => innerHTML)).toEqual(["<em>c</em>"]);
  });
});

import { screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import "../src/inputs";
import { input, node, OWN_PAGE, show, text } from "./harness";

const message = (props = {}, body = "Hello") =>
  node("chat_message", { name: "user", ...props }, [text(body)]);
const talk = input("chat_input", "chat", { placeholder: "Say" });

describe("a message", () => {
  it("has what was said and is named by who said it", () => {
    show([message({ name: "Ada" })]);
    const content = screen.getByRole("article", { name: "Message from Ada" });
    expect(content.textContent).toBe("Hello");
    expect(screen.getByTestId("stChatMessage").contains(content)).toBe(true);
  });

  it.each([
    ["a preset", { preset: "user" }, "stChatMessageAvatarUser", ""],
    ["another preset", { preset: "assistant" }, "stChatMessageAvatarAssistant", ""],
    ["an emoji", { icon: "🐍" }, "stChatMessageAvatarCustom", "🐍"],
    ["a symbol", { icon: ":material/star:" }, "stChatMessageAvatarCustom", "star"],
    ["the first letter of a name", { name: "ada" }, "stChatMessageAvatarCustom", "A"],
    ["the first letter of any script", { name: "𐐨x" }, "stChatMessageAvatarCustom", "𐐀"],
    ["nothing for no name", { name: "" }, "stChatMessageAvatarCustom", ""],
  ])("shows %s", (_, props, id, shown) => {
    show([message(props)]);
    expect(screen.getByTestId(id).textContent).toBe(shown);
  });

  it("shows a picture", () => {
    show([message({ image: "https://example.org/a.png" })]);
    const image = screen.getByTestId<HTMLImageElement>("stChatMessageAvatarImage");
    expect(image.src).toBe("https://example.org/a.png");
  });

  it("is read aloud when it is complete, unless the visitor has said it", () => {
    const kernel = show([message({ name: "ai" }), message()], { app: { run_state: "running" } });
    const [answer, question] = screen.getAllByTestId("stChatMessageContent");
    expect(answer?.getAttribute("aria-live")).toBe("polite");
    expect(answer?.getAttribute("aria-busy")).toBe("true");
    expect(question?.getAttribute("aria-live")).toBeNull();
    kernel.patch([[[], "set", { run_state: "idle" }]]);
    expect(answer?.getAttribute("aria-busy")).toBeNull();
  });
});

/** Gives an element a height and a reader somewhere in it. */
function scroller(element: HTMLElement, height: number): { scroll(top: number): void } {
  const whole = vi.spyOn(element, "scrollHeight", "get").mockReturnValue(height);
  vi.spyOn(element, "clientHeight", "get").mockReturnValue(100);
  whole.mockImplementation(() => height);
  return {
    scroll(top) {
      element.scrollTop = top;
      element.dispatchEvent(new Event("scroll"));
    },
  };
}

describe("a conversation", () => {
  it("is followed to its end, unless its reader has gone back", () => {
    const kernel = show([message()], { place: OWN_PAGE });
    const main = screen.getByTestId("stMain");
    const reader = scroller(main, 500);
    kernel.patch([[[0], "splice", 1, 0, [message()]]]);
    expect(main.scrollTop).toBe(0); // a page without a field is no conversation
    kernel.patch([[[3], "splice", 0, 0, [talk]]]);
    expect(main.scrollTop).toBe(500);
    reader.scroll(200);
    kernel.patch([[[0], "splice", 2, 0, [message()]]]);
    expect(main.scrollTop).toBe(200);
    reader.scroll(390);
    kernel.patch([[[0], "splice", 3, 0, [message()]]]);
    expect(main.scrollTop).toBe(500);
    // New content that comes before the browser has told that the reader has gone back.
    main.scrollTop = 50;
    kernel.patch([[[0], "splice", 4, 0, [message()]]]);
    expect(main.scrollTop).toBe(50);
  });

  it.each([
    ["holds messages", {}, [message()], 500],
    ["holds them in a fragment", {}, [node("container", {}, [message()])], 500],
    ["is told to", { autoscroll: true }, [text("a")], 500],
    ["is told not to", { autoscroll: false }, [message()], 0],
    ["holds none", {}, [text("a")], 0],
  ])("is followed in a box that %s", (_, props, children, top) => {
    const kernel = show([node("container", { height: 100, key: "box", ...props }, children)]);
    const box = document.querySelector<HTMLElement>(".st-key-box");
    if (box === null) throw new Error("The box is missing.");
    scroller(box, 500);
    kernel.patch([[[0, 0], "splice", children.length, 0, [text("new")]]]);
    expect(box.scrollTop).toBe(top);
  });

  it("is not followed by a box that does not scroll", () => {
    const kernel = show([node("container", { key: "box", autoscroll: true }, [message()])]);
    const box = document.querySelector<HTMLElement>(".st-key-box");
    if (box === null) throw new Error("The box is missing.");
    scroller(box, 500);
    kernel.patch([[[0, 0], "splice", 1, 0, [text("new")]]]);
    expect(box.scrollTop).toBe(0);
  });
});

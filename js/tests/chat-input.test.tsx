import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import "../src/inputs";
import { input, OWN_PAGE, show } from "./harness";

const field = (props = {}) => input("chat_input", "chat", { placeholder: "Say", ...props });
const box = () => screen.getByTestId<HTMLTextAreaElement>("stChatInputTextArea");
const send = () => screen.getByTestId<HTMLButtonElement>("stChatInputSubmitButton");
const RUNNING = { app: { run_state: "running" as const } };

describe("a field for messages", () => {
  it("sends on Enter, and is empty for the next one", async () => {
    const kernel = show([field()]);
    await userEvent.type(box(), "Hello{Enter}");
    expect(kernel.events()).toMatchObject([{ id: "chat", value: "Hello" }]);
    expect(box().value).toBe("");
    await userEvent.type(box(), "Hello{Enter}");
    expect(kernel.events()).toHaveLength(2);
  });

  it("breaks the line on Shift and Enter", async () => {
    const kernel = show([field()]);
    await userEvent.type(box(), "a{Shift>}{Enter}{/Shift}b");
    expect(kernel.events()).toEqual([]);
    await userEvent.keyboard("{Enter}");
    expect(kernel.events()).toMatchObject([{ value: "a\nb" }]);
  });

  it("leaves an Enter to those who choose a character with it", () => {
    const kernel = show([field()]);
    fireEvent.change(box(), { target: { value: "にほん" } });
    fireEvent.keyDown(box(), { key: "Enter", isComposing: true });
    expect(kernel.events()).toEqual([]);
    fireEvent.keyDown(box(), { key: "Enter" });
    expect(kernel.events()).toHaveLength(1);
  });

  it("sends by its button, and the next message can be written at once", async () => {
    const kernel = show([field()]);
    expect(send().disabled).toBe(true);
    await userEvent.type(box(), "Hello");
    await userEvent.click(send());
    expect(kernel.events()).toMatchObject([{ value: "Hello" }]);
    expect(document.activeElement).toBe(box());
  });

  it("sends nothing that is blank", async () => {
    const kernel = show([field()]);
    await userEvent.type(box(), "  {Enter}");
    expect(kernel.events()).toEqual([]);
    expect(send().disabled).toBe(true);
  });

  it("sends nothing when it is disabled", async () => {
    const kernel = show([field({ disabled: true })]);
    await userEvent.type(box(), "Hello{Enter}");
    expect(kernel.events()).toEqual([]);
    expect(box().value).toBe("");
  });

  it("has a name, and a longest text", async () => {
    show([field({ max_chars: 3 })]);
    await userEvent.type(screen.getByRole("textbox", { name: "Say" }), "abcd");
    expect(box().value).toBe("abc");
    expect(screen.getByTestId("stChatInputInstructions").textContent).toBe("3/3");
  });

  it("takes the next message while the script runs", async () => {
    const kernel = show([field()], RUNNING);
    await userEvent.type(box(), "next{Enter}");
    expect(kernel.events()).toHaveLength(1);
  });

  it("waits for the end of the run if it is told to, and keeps the focus", async () => {
    const kernel = show([field({ submit_mode: "disable" })]);
    await userEvent.type(box(), "one{Enter}two");
    expect(kernel.events()).toHaveLength(1);
    expect(box()).toMatchObject({ readOnly: true, disabled: false, value: "" });
    expect(document.activeElement).toBe(box());
    kernel.patch([[[], "set", { run_id: 2 }]], { [kernel.session.client]: 1 });
    expect(box().readOnly).toBe(false);
    await userEvent.type(box(), "two{Enter}");
    expect(kernel.events()).toHaveLength(2);
  });

  it("stops the run if it is told to", async () => {
    const kernel = show([field({ submit_mode: "stop" })], RUNNING);
    await userEvent.click(screen.getByRole("button", { name: "Stop" }));
    expect(kernel.sent.at(-1)).toEqual({ method: "stop" });
    kernel.patch([[[], "set", { run_state: "idle" }]]);
    expect(screen.queryByTestId("stChatInputStopButton")).toBeNull();
    expect(send()).toBeDefined();
  });

  it("is filled by the script, once for each time", async () => {
    const kernel = show([field()]);
    await userEvent.type(box(), "mine");
    kernel.patch([[[0, 0], "set", { fill: ["suggested", 1] }]]);
    expect(box().value).toBe("suggested");
    expect(kernel.events()).toEqual([]);
    await userEvent.type(box(), "!");
    kernel.patch([[[0, 0], "set", { placeholder: "other" }]]);
    expect(box().value).toBe("suggested!");
    kernel.patch([[[0, 0], "set", { fill: ["suggested", 2] }]]);
    expect(box().value).toBe("suggested");
  });

  it("begins with what it is filled with", () => {
    show([field({ fill: ["suggested", 1] })]);
    expect(box().value).toBe("suggested");
  });

  it("shows the end of the conversation to who says something", async () => {
    const kernel = show([], { place: OWN_PAGE });
    kernel.patch([[[3], "splice", 0, 0, [field()]]]);
    const main = screen.getByTestId("stMain");
    vi.spyOn(main, "scrollHeight", "get").mockReturnValue(900);
    await userEvent.type(box(), "Hello{Enter}");
    expect(main.scrollTop).toBe(900);
  });
});

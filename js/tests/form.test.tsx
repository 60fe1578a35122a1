/**
 * Forms: what is sent when, and what a form shows afterwards.
 *
 * Numbers are statements of the execution specification.
 */
import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import "../src/inputs";
import { input, type Kernel, node, show } from "./harness";

const FORM = { form_id: "f" };

const fields = () => [
  input("text_input", "Name", { type: "default", value: "", default: "", ...FORM }),
  input("text_area", "Letter", { value: "Dear", default: "Dear", ...FORM }),
  input("number_input", "Rows", { value: 5, default: 5, step: 1, format: "%d", ...FORM }),
  input("checkbox", "Agree", { value: false, default: false, ...FORM }),
];
const button = (label: string, props = {}) =>
  input("form_submit_button", label, { type: "secondary", value: false, ...FORM, ...props });
const form = (props = {}, buttons = [button("Send")]) =>
  node("form", { enter_to_submit: true, ...FORM, ...props }, [...fields(), ...buttons]);

const shown = (label: string) => (screen.getByLabelText(label) as HTMLInputElement).value;
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const sent = (kernel: Kernel) =>
  Object.fromEntries(kernel.events().map(({ id, value }) => [id, value]));

describe("a form with all kinds of fields (statements 86 and 96)", () => {
  it("sends nothing until it is submitted, and then everything at once", async () => {
    const kernel = show([form({}, [button("Send"), button("Draft")])]);
    await userEvent.type(screen.getByLabelText("Name"), "Ada{Tab}!{Tab}");
    await userEvent.type(screen.getByLabelText("Rows"), "7{Tab}");
    await userEvent.click(screen.getByLabelText("Agree"));
    expect(kernel.sent).toEqual([]);
    await press("Draft");
    expect(kernel.sent).toHaveLength(1);
    expect(sent(kernel)).toEqual({
      Name: "Ada",
      Letter: "!",
      Rows: 57,
      Agree: true,
      Draft: true,
    });
  });

  it("keeps what is written while others make the script run", async () => {
    const kernel = show([form(), input("checkbox", "Outside", { value: false })]);
    await userEvent.type(screen.getByLabelText("Name"), "Ada");
    await userEvent.click(screen.getByLabelText("Outside"));
    expect(sent(kernel)).toEqual({ Outside: true });
    kernel.patch([], { [kernel.session.client]: 1 });
    expect(shown("Name")).toBe("Ada");
  });
});

describe("what code assigns to a field that was written in (statement 36 of state)", () => {
  it("shows and is not overwritten by what was written before", async () => {
    const kernel = show([form()]);
    await userEvent.type(screen.getByLabelText("Name"), "Ada");
    kernel.patch([[[0, 0, 0], "set", { value: "code", assigned: 1 }]]);
    expect(shown("Name")).toBe("code");
    await press("Send");
    expect(sent(kernel)).toEqual({ Send: true });
    await userEvent.type(screen.getByLabelText("Name"), "!");
    await press("Send");
    expect(sent(kernel)).toEqual({ Name: "code!", Send: true });
  });
});

describe("Enter (statement 93)", () => {
  it.each(["Name", "Rows"])("in %s presses the first button", async (label) => {
    const kernel = show([form({}, [button("Send"), button("Draft")])]);
    await userEvent.type(screen.getByLabelText(label), "1{Enter}");
    expect(kernel.sent).toHaveLength(1);
    expect(kernel.events().at(-1)).toMatchObject({ id: "Send", value: true });
  });

  const instructions = () => screen.queryByTestId("InputInstructions")?.textContent ?? null;

  it.each([
    ["Name", "Press Enter to submit form"],
    ["Rows", "Press Enter to submit form"],
    ["Letter", "Press Ctrl+Enter to submit form"],
  ])("in %s is announced while something is written", async (label, hint) => {
    show([form()]);
    await userEvent.click(screen.getByLabelText(label));
    expect(instructions()).toBeNull();
    await userEvent.keyboard("1");
    expect(instructions()).toBe(hint);
    await userEvent.tab();
    expect(instructions()).toBeNull();
  });

  it.each([
    ["that does not take it", form({ enter_to_submit: false })],
    ["without a button", form({}, [])],
    ["whose button is disabled", form({}, [button("Send", { disabled: true })])],
  ])("is not announced in a form %s", async (_, tree) => {
    const kernel = show([tree]);
    await userEvent.type(screen.getByLabelText("Name"), "Ada");
    expect(instructions()).toBeNull();
    await userEvent.keyboard("{Enter}");
    expect(kernel.sent).toEqual([]);
  });

  it.each(["Control", "Meta"])("in a text area needs %s", async (key) => {
    const kernel = show([form()]);
    await userEvent.type(screen.getByLabelText("Letter"), "{Enter}you");
    expect(kernel.sent).toEqual([]);
    await userEvent.keyboard(`{${key}>}{Enter}{/${key}}`);
    expect(sent(kernel)).toEqual({ Letter: "Dear\nyou", Send: true });
  });

  it("does nothing when the first button is disabled", async () => {
    const kernel = show([form({}, [button("Send", { disabled: true }), button("Draft")])]);
    await userEvent.type(screen.getByLabelText("Name"), "Ada{Enter}");
    await userEvent.type(screen.getByLabelText("Letter"), "{Control>}{Enter}{/Control}");
    expect(kernel.sent).toEqual([]);
  });

  it("does nothing when the author does not want it", async () => {
    const kernel = show([form({ enter_to_submit: false })]);
    await userEvent.type(screen.getByLabelText("Name"), "Ada{Enter}");
    await userEvent.type(screen.getByLabelText("Letter"), "{Control>}{Enter}{/Control}");
    await userEvent.type(screen.getByLabelText("Rows"), "1{Enter}");
    expect(kernel.sent).toEqual([]);
    await press("Send");
    expect(sent(kernel)).toEqual({ Name: "Ada", Rows: 51, Send: true });
  });
});

describe("a form that clears itself (statement 92)", () => {
  const CLEARS = { clear_on_submit: true };
  const fill = async () => {
    await userEvent.type(screen.getByLabelText("Name"), "Ada");
    await userEvent.type(screen.getByLabelText("Rows"), "7");
    await userEvent.click(screen.getByLabelText("Agree"));
  };

  it("sends what was entered and shows the defaults, also when the run is over", async () => {
    const kernel = show([form(CLEARS)]);
    await fill();
    await press("Send");
    expect(sent(kernel)).toEqual({ Name: "Ada", Rows: 57, Agree: true, Send: true });
    const values = () => [
      shown("Name"),
      shown("Rows"),
      (screen.getByLabelText("Agree") as HTMLInputElement).checked,
    ];
    expect(values()).toEqual(["", "5", false]);
    kernel.patch([[[0, 0, 0], "set", { value: "Ada" }]], { [kernel.session.client]: 4 });
    expect(values()).toEqual(["", "5", false]);
  });

  it("sends the defaults with the next submission and not before", async () => {
    const kernel = show([form(CLEARS), input("checkbox", "Outside", { value: false })]);
    await fill();
    await press("Send");
    kernel.patch([], { [kernel.session.client]: 4 });
    kernel.sent.length = 0;
    await userEvent.click(screen.getByLabelText("Outside"));
    expect(sent(kernel)).toEqual({ Outside: true });
    kernel.sent.length = 0;
    await userEvent.type(screen.getByLabelText("Letter"), "!");
    await press("Send");
    expect(kernel.sent).toHaveLength(1);
    expect(sent(kernel)).toEqual({ Name: "", Letter: "Dear!", Rows: 5, Agree: false, Send: true });
  });

  it("clears the field that is being written in when keys press its button", async () => {
    const kernel = show([form(CLEARS, [button("Send", { shortcut: "ctrl+k" })])]);
    await userEvent.type(screen.getByLabelText("Name"), "Ada");
    await userEvent.keyboard("{Control>}k{/Control}");
    expect(sent(kernel)).toEqual({ Name: "Ada", Send: true });
    expect(shown("Name")).toBe("");
    await userEvent.type(screen.getByLabelText("Name"), "Bo");
    expect(shown("Name")).toBe("Bo");
  });

  it("shows what code assigns instead of its defaults, and sends those no more (statement 36 of state)", async () => {
    const kernel = show([form(CLEARS)]);
    await fill();
    await press("Send");
    const assigned = { value: "code", assigned: 1 };
    kernel.patch([[[0, 0, 0], "set", assigned]], { [kernel.session.client]: 4 });
    expect(shown("Name")).toBe("code");
    kernel.sent.length = 0;
    await press("Send");
    expect(sent(kernel)).toEqual({ Letter: "Dear", Rows: 5, Agree: false, Send: true });
  });

  it("leaves a disabled field as it is", async () => {
    const off = { value: "kept", default: "", type: "default", disabled: true, ...FORM };
    show([node("form", { ...FORM, ...CLEARS }, [input("text_input", "Off", off), button("Send")])]);
    await press("Send");
    expect(shown("Off")).toBe("kept");
  });

  it("forgets the defaults when it was away", async () => {
    const kernel = show([form(CLEARS)]);
    await fill();
    await press("Send");
    kernel.patch([[[0], "splice", 0, 1, []]], { [kernel.session.client]: 4 });
    await act(async () => {});
    kernel.patch([[[0], "splice", 0, 0, [form(CLEARS)]]]);
    kernel.sent.length = 0;
    await press("Send");
    expect(sent(kernel)).toEqual({ Send: true });
  });

  it("does not clear while one of its fields is refused", async () => {
    const needs = { value: "", default: "", type: "default", required: true, ...FORM };
    const kernel = show([
      node("form", { ...FORM, ...CLEARS }, [
        ...fields(),
        input("text_input", "Needed", needs),
        button("Send"),
      ]),
    ]);
    await userEvent.type(screen.getByLabelText("Name"), "Ada");
    await press("Send");
    expect(kernel.sent).toEqual([]);
    expect(shown("Name")).toBe("Ada");
  });
});

describe("a form without a submit button (statement 94)", () => {
  it("says so", () => {
    show([node("form", FORM, fields())]);
    expect(screen.getByRole("alert").textContent).toContain("no submit button");
  });

  it("never sends its values", async () => {
    const kernel = show([node("form", FORM, fields())]);
    await userEvent.type(screen.getByLabelText("Name"), "Ada{Enter}");
    await userEvent.click(screen.getByLabelText("Agree"));
    expect(kernel.sent).toEqual([]);
  });

  it("needs nothing but the button", async () => {
    const kernel = show([node("form", FORM, [button("Send")])]);
    await press("Send");
    expect(sent(kernel)).toEqual({ Send: true });
  });
});

describe("a form somewhere on the page (statement 95)", () => {
  it.each([
    [
      "columns",
      (child: ReturnType<typeof form>) => [
        node("columns", { spec: [1, 1], gap: 16 }, [
          node("column", {}, [child]),
          node("column", {}, []),
        ]),
      ],
    ],
    [
      "an expander",
      (child: ReturnType<typeof form>) => [
        node("expander", { label: "E", expanded: true }, [child]),
      ],
    ],
  ] as const)("in %s sends everything at once", async (_, around) => {
    const kernel = show(around(form()));
    await userEvent.type(screen.getByLabelText("Name"), "Ada{Enter}");
    expect(kernel.sent).toHaveLength(1);
    expect(sent(kernel)).toEqual({ Name: "Ada", Send: true });
  });

  it("in the sidebar sends everything at once", async () => {
    const kernel = show([], { sidebar: [form()] });
    await userEvent.type(screen.getByLabelText("Name"), "Ada{Enter}");
    expect(kernel.sent).toHaveLength(1);
    expect(sent(kernel)).toEqual({ Name: "Ada", Send: true });
  });

  it("in a dialog sends everything at once", async () => {
    const kernel = show([], {
      event: [node("dialog", { title: "D", dismissible: true, width: "small" }, [form()], "d")],
    });
    await userEvent.type(screen.getByLabelText("Name"), "Ada{Enter}");
    expect(kernel.sent).toHaveLength(1);
    expect(sent(kernel)).toEqual({ Name: "Ada", Send: true });
  });
});

import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show, text } from "./harness";

const CHANGED = { source_changed: true, run_on_save: false, developer: true } as const;
const BROKEN = {
  type: "SyntaxError",
  message: "File \"app.py\", line 2\n  if True\n         ^\nSyntaxError: expected ':'",
  trace: [],
};

const notice = (): HTMLElement | null => screen.queryByTestId("stSourceChanged");

describe("a page whose files have changed", () => {
  it("says so and runs them when its visitor wants", async () => {
    const kernel = show([text("old")], { app: { source_changed: false, run_on_save: false } });
    expect(notice()).toBeNull();
    kernel.patch([[[], "set", CHANGED]]);
    expect(notice()?.textContent).toBe("Source changedRerunAlways rerun");
    expect(notice()?.parentElement?.getAttribute("role")).toBe("status");
    await userEvent.click(screen.getByRole("button", { name: "Rerun" }));
    expect(kernel.sent.at(-1)).toMatchObject({ method: "rerun", page: null });
    expect(notice()).toBeNull();
    expect(screen.getByTestId("stApp").dataset.runState).toBe("running");
    kernel.patch([[[], "set", { run_id: 2, source_changed: false }]]);
    expect(screen.getByTestId("stApp").dataset.runState).toBe("idle");
  });

  it("runs them always from then on", async () => {
    const kernel = show([], { app: CHANGED });
    await userEvent.click(screen.getByRole("button", { name: "Always rerun" }));
    expect(kernel.sent.at(-1)).toEqual({ method: "run_on_save", value: true });
    expect(screen.getByTestId("stApp").dataset.runState).toBe("running");
    kernel.patch([[[], "set", { run_id: 2, source_changed: false, run_on_save: true }]]);
    expect(notice()).toBeNull();
  });

  it.each([
    { run_on_save: null, developer: true },
    { run_on_save: false, developer: false },
  ])("offers no choice that is not the visitor's: %o", async (said) => {
    show([], { app: { source_changed: true, ...said } });
    expect(notice()?.textContent).toBe("Source changedRerun");
    await userEvent.click(screen.getByTestId("stMainMenuButton"));
    expect(screen.queryByRole("menuitemcheckbox")).toBeNull();
  });

  it("lets the choice be taken back in the menu", async () => {
    const kernel = show([], { app: { source_changed: false, run_on_save: true, developer: true } });
    await userEvent.click(screen.getByTestId("stMainMenuButton"));
    const entry = screen.getByRole("menuitemcheckbox", { name: "Run on save", checked: true });
    await userEvent.click(entry);
    expect(kernel.sent.at(-1)).toEqual({ method: "run_on_save", value: false });
    expect(screen.getByTestId("stApp").dataset.runState).toBe("idle");
  });
});

describe("a script that does not compile", () => {
  it("keeps the page, says where, and is gone when it is mended", () => {
    const kernel = show([text("old")], { app: { run_on_save: true } });
    kernel.patch([[[], "set", { error: BROKEN, run_state: "compile-error" }]]);
    const dialog = screen.getByTestId("stDialog");
    const lines = [...dialog.querySelectorAll<HTMLElement>(".rv-exception-pointing > span")];
    expect(lines.map((line) => line.textContent).join("")).toBe(BROKEN.message);
    // The place in the code and the caret below it are not broken into lines, a long path is.
    expect(lines.map((line) => line.dataset.code)).toEqual([undefined, "true", "true", undefined]);
    expect(dialog.textContent).toContain("It runs again when the file is saved.");
    expect(screen.getByText("old")).toBeTruthy();
    kernel.patch([[[], "set", { error: null, run_state: "idle" }]]);
    expect(screen.queryByTestId("stDialog")).toBeNull();
  });

  it("says so again when it was closed and nothing is better", async () => {
    const kernel = show([], { app: { error: { ...BROKEN, run: 2 }, run_state: "compile-error" } });
    await userEvent.click(screen.getByLabelText("Close"));
    expect(screen.queryByTestId("stDialog")).toBeNull();
    // A fragment that runs meanwhile is no reason.
    kernel.patch([[[], "set", { run_id: 3, run_state: "idle" }]]);
    expect(screen.queryByTestId("stDialog")).toBeNull();
    kernel.patch([[[], "set", { error: { ...BROKEN, run: 4 }, run_state: "compile-error" }]]);
    expect(screen.getByTestId("stDialog")).toBeTruthy();
  });

  it("can be run again from where it says so", async () => {
    const kernel = show([], { app: { ...CHANGED, error: BROKEN, run_state: "compile-error" } });
    const dialog = screen.getByTestId("stDialog");
    // The page below cannot be used while the dialog is open.
    const button = within(dialog).getByText("Rerun");
    await userEvent.click(button);
    expect(kernel.sent.at(-1)).toMatchObject({ method: "rerun" });
  });

  it("says in one line what needs no more", () => {
    const error = { type: "FileNotFoundError", message: "The file app.py is gone.", trace: [] };
    show([], { app: { error } });
    const message = screen.getByTestId("stExceptionMessage");
    expect(message.textContent).toBe("FileNotFoundError: The file app.py is gone.");
    expect(message.querySelector(".rv-exception-pointing")).toBeNull();
  });
});

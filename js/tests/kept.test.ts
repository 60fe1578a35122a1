import { afterEach, describe, expect, it } from "vitest";
import type { Props } from "../src/protocol";
import { keepInputs, restoreInputs } from "../src/shell/kept";
import type { InputNode } from "../src/store/session";
import { walk } from "../src/store/tree";
import { connect, input, type Kernel, node, page, settle } from "./harness";

const KEY = "kept";

afterEach(() => sessionStorage.clear());

function find({ session }: Kernel, id: string): InputNode {
  const nodes = session.tree === null ? [] : [...walk(session.tree)];
  return nodes.find((item) => item.id === id) as InputNode;
}

const slider = (id: string, value = 0, props = {}) => input("slider", id, { value, ...props });
const form = (value = "") =>
  node("form", { form_id: "f" }, [
    input("text_input", "field", { form_id: "f", value }),
    input("form_submit_button", "send", { form_id: "f", value: false }),
  ]);

/** What is kept of a session in which `act` was done on `tree`. */
function keep(tree: ReturnType<typeof page>, act: (kernel: Kernel) => void): void {
  const kernel = connect();
  kernel.snapshot(tree);
  act(kernel);
  keepInputs(kernel.session, KEY);
}

function restore(): Kernel {
  const kernel = connect();
  restoreInputs(kernel.session, KEY);
  return kernel;
}

const set = (id: string, value: unknown) => (kernel: Kernel) =>
  kernel.session.setValue(find(kernel, id), value, true);

describe("inputs of another session", () => {
  it("wait for the end of its first run, and go to those that show something else", async () => {
    keep(page([slider("a"), slider("b")]), (kernel) => {
      set("a", 1)(kernel);
      set("b", 2)(kernel);
    });
    const kernel = restore();
    const tree = (state: "running" | "idle") =>
      page([slider("a"), slider("b", 2), slider("c")], { run_state: state });
    kernel.snapshot(tree("running"));
    await settle();
    expect(kernel.events()).toEqual([]);
    kernel.snapshot(tree("idle"), undefined, 2);
    await settle();
    expect(kernel.events()).toMatchObject([{ id: "a", value: 1 }]);
    expect(kernel.session.inputs.get("a")?.value).toBe(1);
  });

  it("are what the page showed at the end: the app may have changed them after the visitor", async () => {
    keep(page([slider("a")]), (kernel) => {
      set("a", 1)(kernel);
      kernel.patch([[[0, 0], "set", { value: 7 }]], { [kernel.session.client]: 1 });
    });
    const kernel = restore();
    kernel.snapshot(page([slider("a")]));
    await settle();
    expect(kernel.events()).toMatchObject([{ id: "a", value: 7 }]);
  });

  it("follow inputs that appear in the next runs, but not for ever", async () => {
    keep(page([slider("a"), slider("b"), slider("c")]), (kernel) => {
      for (const id of ["a", "b", "c"]) set(id, 5)(kernel);
    });
    const kernel = restore();
    for (let run = 1; run <= 8; run += 1) {
      const late = [...(run >= 3 ? [slider("b")] : []), ...(run >= 7 ? [slider("c")] : [])];
      kernel.snapshot(
        page([slider("a", run > 1 ? 5 : 0), ...late], { run_id: run }),
        {
          [kernel.session.client]: 9,
        },
        run,
      );
      await settle();
    }
    expect(kernel.events().map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("are sent once, also when the app does not take them", async () => {
    keep(page([slider("a")]), set("a", 1));
    const kernel = restore();
    for (let run = 1; run <= 3; run += 1) {
      const ack = { [kernel.session.client]: run };
      kernel.snapshot(page([slider("a")], { run_id: run }), ack, run);
      await settle();
    }
    expect(kernel.events()).toHaveLength(1);
  });

  it("do not go to an input of another kind or one that is disabled", async () => {
    keep(page([slider("a"), slider("b")]), (kernel) => {
      set("a", 1)(kernel);
      set("b", 1)(kernel);
    });
    const kernel = restore();
    kernel.snapshot(page([input("number_input", "a"), slider("b", 0, { disabled: true })]));
    await settle();
    expect(kernel.events()).toEqual([]);
  });

  it("of a form that was submitted are sent without its button; a draft stays a draft", async () => {
    keep(page([form()]), (kernel) => {
      set("field", "sent")(kernel);
      kernel.session.press(find(kernel, "send"));
    });
    const sent = restore();
    sent.snapshot(page([form()]));
    await settle();
    expect(sent.events()).toMatchObject([{ id: "field", value: "sent" }]);

    keep(page([form()]), set("field", "draft"));
    const draft = restore();
    draft.snapshot(page([form()]));
    await settle();
    expect(draft.events()).toEqual([]);
    expect(draft.session.inputs.get("field")).toMatchObject({
      value: "draft",
      form: "f",
      seq: null,
    });
  });

  it("never are passwords, codes or card numbers", () => {
    const secret = (id: string, props: Props) => input("text_input", id, props);
    keep(
      page([
        secret("a", { type: "password" }),
        secret("b", { autocomplete: "one-time-code" }),
        secret("c", { autocomplete: "cc-number" }),
        secret("d", { autocomplete: "name" }),
      ]),
      (kernel) => {
        for (const id of ["a", "b", "c", "d"]) set(id, "x")(kernel);
      },
    );
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "");
    expect(kept.map(({ id }: { id: string }) => id)).toEqual(["d"]);
  });

  it("are the last ones when there are more than the browser keeps", () => {
    keep(page([slider("a"), slider("b"), slider("c")]), (kernel) => {
      set("a", "x".repeat(300_000))(kernel);
      set("b", "y".repeat(300_000))(kernel);
      set("c", 1)(kernel);
    });
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "");
    expect(kept.map(({ id }: { id: string }) => id)).toEqual(["b", "c"]);
  });

  it.each(["", "{", "7"])("are none where something else is stored: %j", (stored) => {
    sessionStorage.setItem(KEY, stored);
    const kernel = restore();
    kernel.snapshot(page([slider("a")]));
    expect(kernel.events()).toEqual([]);
  });
});

import { describe, expect, it, vi } from "vitest";
import type { InputNode } from "../src/store/session";
import { type TreeNode, walk } from "../src/store/tree";
import { connect, input, type Kernel, node, page, settle, text } from "./harness";

function find({ session }: Kernel, id: string): InputNode {
  const found = [...walk(session.tree as TreeNode)].find((item) => item.id === id);
  if (!found) throw new Error(`no input ${id}`);
  return found as InputNode;
}

const bodyOf = ({ session }: Kernel): unknown =>
  session.tree?.children?.[0]?.children?.[0]?.props.body;

describe("patches", () => {
  it("apply in order and only once", () => {
    const kernel = connect();
    kernel.snapshot(page([text("a")]));
    const again = { method: "patch", rev: 2, ops: [[[0, 0], "append", "body", "b"]] } as const;
    kernel.session.receive(again);
    kernel.session.receive(again);
    expect(bodyOf(kernel)).toBe("ab");
  });

  it("that leave a gap ask once for a snapshot, which closes it", () => {
    const kernel = connect();
    kernel.snapshot(page([text("a")]));
    kernel.session.receive({ method: "patch", rev: 4, ops: [] });
    kernel.session.receive({ method: "patch", rev: 5, ops: [] });
    expect(kernel.sent).toEqual([{ method: "resync" }]);
    kernel.snapshot(page([text("c")]), undefined, 5);
    kernel.patch([[[0, 0], "append", "body", "d"]]);
    expect(bodyOf(kernel)).toBe("cd");
  });

  it("that do not fit the tree ask for a snapshot and change nothing", () => {
    vi.stubGlobal("reportError", () => {});
    const kernel = connect();
    kernel.snapshot(page([text("a")]));
    kernel.patch([
      [[0, 0], "set", { body: "b" }],
      [[0, 9], "set", {}],
    ]);
    expect(bodyOf(kernel)).toBe("a");
    expect(kernel.sent).toEqual([{ method: "resync" }]);
  });

  it("before the first snapshot are left to it", () => {
    const kernel = connect();
    kernel.session.receive({ method: "patch", rev: 1, ops: [] });
    expect(kernel.sent).toEqual([]);
  });

  it("carry bytes as buffers", () => {
    const kernel = connect();
    const bytes = new DataView(new Uint8Array([7, 8, 9]).buffer, 1);
    const tree = page([node("image", { images: [{ data: { $b: 0 } }] })]);
    kernel.session.receive({ method: "snapshot", rev: 1, tree }, [bytes]);
    const images = kernel.session.tree?.children?.[0]?.children?.[0]?.props.images;
    expect(images).toEqual([{ data: new Uint8Array([8, 9]) }]);
  });

  it("tell the listeners once per message", () => {
    const kernel = connect();
    kernel.snapshot(page([text("a")]));
    const listener = vi.fn();
    kernel.session.subscribe(listener);
    kernel.patch([
      [[0, 0], "set", { body: "b" }],
      [[], "set", { run_state: "running" }],
    ]);
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe("an input", () => {
  it("shows the local value until the kernel has dealt with its last event", async () => {
    const kernel = connect();
    const { client, inputs } = kernel.session;
    kernel.snapshot(page([input("slider", "s", { value: 1 })]));
    kernel.session.setValue(find(kernel, "s"), 2, true);
    kernel.session.setValue(find(kernel, "s"), 3, true);
    await settle();
    expect(kernel.events().map(({ seq, value }) => [seq, value])).toEqual([
      [1, 2],
      [2, 3],
    ]);
    kernel.patch([[[0, 0], "set", { value: 2 }]], { [client]: 1 });
    expect(inputs.get("s")?.value).toBe(3);
    kernel.patch([[[0, 0], "set", { value: 3 }]], { [client]: 2 });
    expect(inputs.get("s")).toBeUndefined();
  });

  it("falls back to the kernel's value when its event was refused", async () => {
    const kernel = connect();
    kernel.snapshot(page([input("slider", "s", { value: 1 })]));
    kernel.session.setValue(find(kernel, "s"), 99, true);
    await settle();
    kernel.patch([], { [kernel.session.client]: 1 });
    expect(kernel.session.inputs.get("s")).toBeUndefined();
  });

  it("is not touched by an acknowledgement for another page", async () => {
    const kernel = connect();
    kernel.snapshot(page([input("slider", "s", { value: 1 })]));
    kernel.session.setValue(find(kernel, "s"), 2, true);
    await settle();
    kernel.patch([], { someone: 9 });
    expect(kernel.session.inputs.get("s")?.value).toBe(2);
  });

  it("keeps a text that is being typed, whatever the kernel says", async () => {
    const kernel = connect();
    kernel.snapshot(page([input("text_input", "t", { value: "" })]));
    kernel.session.setValue(find(kernel, "t"), "a", true);
    kernel.session.setValue(find(kernel, "t"), "ab", false);
    await settle();
    kernel.patch([[[0, 0], "set", { value: "a" }]], { [kernel.session.client]: 1 });
    expect(kernel.session.inputs.get("t")?.value).toBe("ab");
    expect(kernel.events()).toHaveLength(1);
  });

  it("sends nothing while it is disabled", async () => {
    const kernel = connect();
    kernel.snapshot(page([input("slider", "s", { disabled: true })]));
    kernel.session.setValue(find(kernel, "s"), 2, true);
    await settle();
    expect(kernel.events()).toEqual([]);
  });

  it("sends its generation, so that a vanished one is told from a new one", async () => {
    const kernel = connect();
    kernel.snapshot(page([input("slider", "s", { generation: 3 })]));
    kernel.session.setValue(find(kernel, "s"), 2, true);
    await settle();
    expect(kernel.events()).toMatchObject([{ generation: 3 }]);
  });

  it("does not send a value its check refuses", async () => {
    const kernel = connect();
    kernel.snapshot(page([input("text_input", "t", { value: "x" })]));
    kernel.session.inputs.setCheck("t", (value) => (value === "" ? "empty" : null));
    kernel.session.setValue(find(kernel, "t"), "", true);
    await settle();
    expect(kernel.events()).toEqual([]);
    expect(kernel.session.inputs.get("t")).toMatchObject({ value: "", refused: true });
  });

  it("is forgotten with a draft when it leaves the page", async () => {
    const kernel = connect();
    kernel.snapshot(page([input("text_input", "t", { value: "x" })]));
    const unsubscribe = kernel.session.inputs.subscribe("t", () => {});
    kernel.session.setValue(find(kernel, "t"), "draft", false);
    unsubscribe();
    await settle();
    expect(kernel.session.inputs.get("t")).toBeUndefined();
  });
});

describe("events", () => {
  it("leave at once and in order, before the page is drawn", () => {
    const kernel = connect();
    kernel.snapshot(page([input("text_input", "t"), input("button", "b")]));
    const sentWhenTold: number[] = [];
    kernel.session.subscribe(() => sentWhenTold.push(kernel.sent.length));
    kernel.session.setValue(find(kernel, "t"), "x", true);
    kernel.session.press(find(kernel, "b"));
    expect(sentWhenTold).toEqual([1, 2]);
    expect(kernel.events().map(({ id }) => id)).toEqual(["t", "b"]);
  });

  it("wait while the kernel is out of reach: of a value the newest, of presses each", () => {
    const kernel = connect();
    const { session } = kernel;
    const tree = page([input("slider", "s"), input("button", "b")]);
    kernel.snapshot(tree);
    session.setValue(find(kernel, "s"), 1, true);
    session.setReach("connecting");
    for (const value of [2, 3, 4]) session.setValue(find(kernel, "s"), value, true);
    session.press(find(kernel, "b"));
    session.press(find(kernel, "b"));
    session.setValue(find(kernel, "s"), 5, true);
    session.setReach("connected");
    expect(kernel.events()).toHaveLength(1);
    kernel.sent.length = 0;
    kernel.snapshot(tree, { [session.client]: 1 }, 2);
    expect(kernel.events().map(({ seq, id, value }) => [seq, id, value])).toEqual([
      [2, "s", 4],
      [3, "b", true],
      [4, "b", true],
      [5, "s", 5],
    ]);
    kernel.snapshot(tree, { [session.client]: 5 }, 3);
    expect([session.inputs.get("s"), session.runState]).toEqual([undefined, "idle"]);
  });

  it("go in several messages when there are very many", () => {
    const kernel = connect();
    kernel.snapshot(page([input("button", "b")]));
    kernel.session.setReach("connecting");
    for (let press = 0; press < 1500; press += 1) kernel.session.press(find(kernel, "b"));
    kernel.snapshot(page([input("button", "b")]), undefined, 2);
    const lengths = kernel.sent.flatMap((message) =>
      message.method === "event" ? [message.events.length] : [],
    );
    expect(lengths).toEqual([1000, 500]);
  });

  it("that the kernel cannot take are given up, with the values that they brought", () => {
    const kernel = connect();
    kernel.snapshot(page([input("slider", "s")]));
    kernel.session.setValue(find(kernel, "s"), 1, true);
    kernel.session.giveUpEvents();
    expect([kernel.session.inputs.get("s"), kernel.session.runState]).toEqual([undefined, "idle"]);
    kernel.snapshot(page([input("slider", "s")]), undefined, 2);
    expect(kernel.events()).toHaveLength(1);
  });

  it("without an acknowledgement are sent again after a snapshot", async () => {
    const kernel = connect();
    kernel.snapshot(page([input("slider", "s"), input("slider", "r")]));
    kernel.session.setValue(find(kernel, "s"), 1, true);
    kernel.session.setValue(find(kernel, "r"), 2, true);
    await settle();
    kernel.sent.length = 0;
    kernel.snapshot(
      page([input("slider", "s"), input("slider", "r")]),
      { [kernel.session.client]: 1 },
      7,
    );
    expect(kernel.events()).toMatchObject([{ id: "r", seq: 2, value: 2 }]);
    expect(kernel.session.inputs.get("r")?.value).toBe(2);
    expect(kernel.session.inputs.get("s")).toBeUndefined();
  });
});

describe("a form", () => {
  const form = (props = {}) =>
    page([
      node("form", { form_id: "f", ...props }, [
        input("text_input", "a", { form_id: "f", value: "" }),
        input("slider", "b", { form_id: "f", value: 0 }),
        input("form_submit_button", "go", { form_id: "f", value: false }),
      ]),
      input("slider", "outside", { value: 0 }),
    ]);

  it("sends what was changed in it, and its button last, in one message", async () => {
    const kernel = connect();
    kernel.snapshot(form());
    kernel.session.setValue(find(kernel, "a"), "x", true);
    kernel.session.setValue(find(kernel, "a"), "xy", false);
    await settle();
    expect(kernel.events()).toEqual([]);
    kernel.session.press(find(kernel, "go"));
    await settle();
    expect(kernel.sent).toHaveLength(1);
    expect(kernel.events()).toMatchObject([
      { id: "a", value: "xy" },
      { id: "go", value: true },
    ]);
  });

  it("shows its local values until the submission was dealt with", async () => {
    const kernel = connect();
    kernel.snapshot(form());
    kernel.session.setValue(find(kernel, "b"), 5, true);
    kernel.patch([], { [kernel.session.client]: 0 });
    expect(kernel.session.inputs.get("b")?.value).toBe(5);
    kernel.session.press(find(kernel, "go"));
    kernel.patch([], { [kernel.session.client]: 2 });
    expect(kernel.session.inputs.get("b")).toBeUndefined();
  });

  it("is submitted by Enter through its button", async () => {
    const kernel = connect();
    kernel.snapshot(form());
    kernel.session.submit("f");
    await settle();
    expect(kernel.events()).toMatchObject([{ id: "go" }]);
  });

  it("is not submitted by Enter when its author does not want that", async () => {
    const kernel = connect();
    kernel.snapshot(form({ enter_to_submit: false }));
    kernel.session.submit("f");
    await settle();
    expect(kernel.events()).toEqual([]);
  });

  it("is not submitted while a field of it is refused", async () => {
    const kernel = connect();
    kernel.snapshot(form());
    kernel.session.inputs.setCheck("a", (value) => (value ? null : "empty"));
    kernel.session.press(find(kernel, "go"));
    await settle();
    expect(kernel.events()).toEqual([]);
    expect(kernel.session.inputs.get("a")?.refused).toBe(true);
    kernel.session.setValue(find(kernel, "a"), "fine", true);
    kernel.session.press(find(kernel, "go"));
    await settle();
    expect(kernel.events()).toMatchObject([{ id: "a" }, { id: "go" }]);
  });
});

describe("the run state", () => {
  it("is running from the event until its acknowledgement", async () => {
    const kernel = connect();
    kernel.snapshot(page([input("button", "b")]));
    expect(kernel.session.runState).toBe("idle");
    kernel.session.press(find(kernel, "b"));
    expect(kernel.session.runState).toBe("running");
    kernel.patch([[[], "set", { run_state: "running", run_id: 2 }]]);
    kernel.patch([[[], "set", { run_state: "idle" }]], { [kernel.session.client]: 1 });
    expect(kernel.session.runState).toBe("idle");
  });

  it("is not running for an event that no run follows", () => {
    const kernel = connect();
    kernel.snapshot(page([input("slider", "s", { rerun: false })]));
    kernel.session.setValue(find(kernel, "s"), 1, true);
    expect(kernel.session.runState).toBe("idle");
  });

  it("does not wait for a value that goes along with the next run, which still shows", async () => {
    const kernel = connect();
    const { client, inputs } = kernel.session;
    kernel.snapshot(
      page([input("slider", "quiet", { rerun: false, value: 0 }), input("button", "b")]),
    );
    kernel.session.setValue(find(kernel, "quiet"), 5, true);
    await settle();
    expect(kernel.events()).toMatchObject([{ id: "quiet", value: 5, seq: 1 }]);
    kernel.patch([[[], "set", { title: "changed by something else" }]]);
    expect(kernel.session.runState).toBe("idle");
    expect(inputs.get("quiet")?.value).toBe(5);
    kernel.session.press(find(kernel, "b"));
    expect(kernel.session.runState).toBe("running");
    kernel.patch([[[0, 0], "set", { value: 5 }]], { [client]: 2 });
    expect(kernel.session.runState).toBe("idle");
    expect(inputs.get("quiet")).toBeUndefined();
  });

  it("does not wait for a form whose button runs nothing", () => {
    const kernel = connect();
    kernel.snapshot(
      page([
        input("text_input", "t", { form_id: "f", value: "" }),
        input("form_submit_button", "b", { form_id: "f", rerun: false }),
      ]),
    );
    kernel.session.setValue(find(kernel, "t"), "x", true);
    kernel.session.press(find(kernel, "b"));
    expect(kernel.events()).toMatchObject([{ id: "t" }, { id: "b" }]);
    expect(kernel.session.runState).toBe("idle");
  });

  it("is running from a rerun until another run is there", () => {
    const kernel = connect();
    kernel.snapshot(page([]));
    kernel.session.rerun("other", "");
    expect(kernel.sent).toEqual([{ method: "rerun", page: "other", query: "", history: false }]);
    expect(kernel.session.runState).toBe("running");
    kernel.patch([[[], "set", { run_id: 2 }]]);
    expect(kernel.session.runState).toBe("idle");
  });

  it("says that the script does not compile", () => {
    const kernel = connect();
    kernel.snapshot(page([], { run_state: "compile-error" }));
    expect(kernel.session.runState).toBe("compile-error");
  });
});

describe("files", () => {
  it("are asked for by name and arrive as the buffer of the answer", async () => {
    const kernel = connect();
    const asked = kernel.session.request("katex");
    expect(kernel.sent).toEqual([{ method: "chunk", name: "katex" }]);
    kernel.session.receive({ method: "chunk", name: "katex" }, [new DataView(new ArrayBuffer(2))]);
    await expect(asked).resolves.toHaveLength(2);
  });

  it("that the kernel does not have are an error", async () => {
    const kernel = connect();
    const asked = kernel.session.request("nope");
    kernel.session.receive({ method: "chunk", name: "nope", error: "no such file" });
    await expect(asked).rejects.toThrow("no such file");
  });
});

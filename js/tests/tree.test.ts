import { describe, expect, it } from "vitest";
import type { Op, Path, Props, WireNode } from "../src/protocol";
import { applyOps, plant, replant, type TreeNode } from "../src/store/tree";
import { input, node, text } from "./harness";

/** What a tree shows, without identities: the wire form of it. */
function wire({ kind, props, id, children, fresh }: TreeNode): WireNode {
  return {
    k: kind,
    p: props,
    ...(id !== undefined && { i: id }),
    ...(children && { c: children.map(wire) }),
    ...(fresh !== undefined && { f: fresh }),
  };
}

const main = (...children: WireNode[]): TreeNode => plant(node("main", {}, children));
const bodies = (tree: TreeNode): unknown[] => (tree.children ?? []).map(({ props }) => props.body);
const uids = (tree: TreeNode): number[] => (tree.children ?? []).map(({ uid }) => uid);

describe("applyOps", () => {
  it("changes only the named props and removes the others named", () => {
    const tree = main(node("text", { body: "a", help: "h", width: 3 }));
    const changed = applyOps(tree, [[[0], "set", { body: "b" }, ["help"]]]);
    expect(changed.children?.[0]?.props).toEqual({ body: "b", width: 3 });
  });

  it("leaves what an op does not touch the same object", () => {
    const tree = main(text("a"), node("container", {}, [text("b")]));
    const changed = applyOps(tree, [[[0], "set", { body: "c" }]]);
    expect(changed.children?.[1]).toBe(tree.children?.[1]);
    expect(changed.children?.[0]).not.toBe(tree.children?.[0]);
  });

  it("appends to a text", () => {
    const changed = applyOps(main(text("to")), [[[0], "append", "body", "gether"]]);
    expect(bodies(changed)).toEqual(["together"]);
  });

  it("splices children by position", () => {
    const changed = applyOps(main(text("a"), text("b")), [
      [[], "splice", 1, 1, [text("c"), text("d")]],
    ]);
    expect(bodies(changed)).toEqual(["a", "c", "d"]);
  });

  it("arranges old ranges and new children, and keeps the identity of those that move", () => {
    const tree = main(text("a"), text("b"), text("c"));
    const changed = applyOps(tree, [[[], "arrange", [[2, 1], text("new"), [0, 1]]]]);
    expect(bodies(changed)).toEqual(["c", "new", "a"]);
    expect(uids(changed)[0]).toBe(uids(tree)[2]);
    expect(uids(changed)[2]).toBe(uids(tree)[0]);
  });

  it("keeps the identity of an element that is changed", () => {
    const tree = main(text("a"));
    expect(uids(applyOps(tree, [[[0], "set", { body: "b" }]]))).toEqual(uids(tree));
  });

  it("marks how many children are fresh, and takes the mark away", () => {
    const marked = applyOps(main(text("a")), [[[], "fresh", 1]]);
    expect(marked.fresh).toBe(1);
    expect(applyOps(marked, [[[], "fresh", null]])).not.toHaveProperty("fresh");
  });

  it("refuses an op that does not fit the tree", () => {
    expect(() => applyOps(main(), [[[3], "set", {}]])).toThrow(RangeError);
    expect(() => applyOps(main(text("a")), [[[0], "splice", 0, 0, []]])).toThrow(TypeError);
    expect(() => applyOps(main(text("a")), [[[0], "append", "help", "x"]])).toThrow(TypeError);
  });

  it("applies many changes of one container in order", () => {
    const tree = main(...Array.from({ length: 50 }, (_, index) => text(`${index}`)));
    const ops: Op[] = Array.from({ length: 50 }, (_, index) => [
      [index],
      "set",
      { body: `n${index}` },
    ]);
    expect(bodies(applyOps(tree, ops))).toEqual(ops.map((_, index) => `n${index}`));
  });
});

describe("replant", () => {
  it("finds inputs by their id and others by their position", () => {
    const before = main(text("a"), input("slider", "s"), text("b"));
    const after = replant(before, node("main", {}, [input("slider", "s"), text("a"), text("b")]));
    const [a, s, b] = uids(before);
    expect(uids(after)[0]).toBe(s);
    expect(uids(after)[2]).toBe(b);
    expect(uids(after)[1]).not.toBe(a);
  });

  it("gives an element of another kind a new identity", () => {
    const before = main(text("a"));
    expect(uids(replant(before, node("main", {}, [node("divider")])))).not.toEqual(uids(before));
  });
});

/** Random numbers that are the same in every run of the test. */
function randomSource(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Mutable = { k: string; p: Record<string, unknown>; c?: Mutable[]; f?: number };

const copy = (tree: Mutable): Mutable => JSON.parse(JSON.stringify(tree));

/** The plainest thing that can be said of each op, on a tree that is changed in place. */
function change(random: (below: number) => number, root: Mutable): Op {
  const path: number[] = [];
  let place = root;
  while (place.c && place.c.length > 0 && random(3) > 0) {
    const index = random(place.c.length);
    const next = place.c[index] as Mutable;
    path.push(index);
    place = next;
  }
  const leaf = (): Mutable => ({ k: "text", p: { body: `${random(1000)}` } });
  const made = (): Mutable =>
    random(3) === 0 ? { k: "container", p: {}, c: [leaf(), leaf()] } : leaf();
  const at = path as Path;
  const { c } = place;
  if (!c) {
    if (random(2) === 0) {
      place.p.body = `${place.p.body}+`;
      return [at, "append", "body", "+"];
    }
    const props: Props = { extra: random(9) };
    Object.assign(place.p, props);
    delete place.p.gone;
    return [at, "set", props, ["gone"]];
  }
  switch (random(4)) {
    case 0: {
      const start = random(c.length + 1);
      const count = random(c.length - start + 1);
      const nodes = [made(), made()].slice(random(3));
      c.splice(start, count, ...copyAll(nodes));
      return [at, "splice", start, count, nodes];
    }
    case 1: {
      const start = random(c.length + 1);
      const fresh = made();
      place.c = [...c.slice(start), copy(fresh), ...c.slice(0, start)];
      return [at, "arrange", [[start, c.length - start], fresh, [0, start]]];
    }
    case 2: {
      place.f = random(5);
      return [at, "fresh", place.f];
    }
    default: {
      const next: Mutable = path.length === 0 ? copy(place) : made();
      for (const name of Object.keys(place)) delete place[name as keyof Mutable];
      Object.assign(place, copy(next));
      return [at, "put", next];
    }
  }
}

const copyAll = (nodes: Mutable[]): Mutable[] => nodes.map(copy);

describe("a random sequence of patches", () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))(
    "leads to the tree that was meant (seed %i)",
    (seed) => {
      const random = randomSource(seed + 1);
      const meant: Mutable = { k: "main", p: {}, c: [] };
      let tree = plant(copy(meant) as WireNode);
      for (let patch = 0; patch < 40; patch += 1) {
        const before = JSON.stringify(wire(tree));
        const kept = tree;
        const ops = Array.from({ length: 1 + random(4) }, () => change(random, meant));
        tree = applyOps(tree, ops);
        expect(wire(tree)).toEqual(meant);
        // A patch makes a new tree; the old one is still what it was.
        expect(JSON.stringify(wire(kept))).toBe(before);
        const all = everyUid(tree);
        expect(new Set(all).size).toBe(all.length);
      }
    },
  );
});

const everyUid = (tree: TreeNode): number[] => [
  tree.uid,
  ...(tree.children ?? []).flatMap(everyUid),
];

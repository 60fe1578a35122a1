/** The page as a tree of elements, and what a patch does to it. Pure: a patch makes a new tree. */
import type { Op, Path, Props, WireNode } from "../protocol";

/**
 * One element of the page.
 *
 * Nodes are never changed: what a patch does not touch stays the same object, so `===` tells
 * whether anything below has to be drawn again.
 */
export interface TreeNode {
  /** Lives as long as the element is on the page, across moves and changes; not known to the kernel. */
  readonly uid: number;
  readonly kind: string;
  readonly props: Props;
  readonly id?: string;
  readonly children?: readonly TreeNode[];
  /** How many of the first children belong to the current run; undefined means all. */
  readonly fresh?: number;
}

let lastUid = 0;

/** Makes the node and all below it, with new identities. */
export function plant(wire: WireNode): TreeNode {
  lastUid += 1;
  const node: Writable<TreeNode> = { uid: lastUid, kind: wire.k, props: wire.p };
  if (wire.i !== undefined) node.id = wire.i;
  if (wire.c !== undefined) node.children = wire.c.map(plant);
  if (typeof wire.f === "number") node.fresh = wire.f;
  return node;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The tree after all ops of a patch. Throws when an op does not fit the tree. */
export function applyOps(root: TreeNode, ops: readonly Op[]): TreeNode {
  return ops.reduce((tree, op) => changeAt(tree, op[0], 0, op), root);
}

function changeAt(node: TreeNode, path: Path, depth: number, op: Op): TreeNode {
  const index = path[depth];
  if (index === undefined) return changed(node, op);
  const child = node.children?.[index];
  if (child === undefined) throw new RangeError(`Nothing is at ${JSON.stringify(path)}.`);
  const children = [...(node.children ?? [])];
  children[index] = changeAt(child, path, depth + 1, op);
  return { ...node, children };
}

function changed(node: TreeNode, op: Op): TreeNode {
  switch (op[1]) {
    case "put":
      return put(node, op[2]);
    case "set":
      return { ...node, props: withProps(node.props, op[2], op[3]) };
    case "append": {
      const text = node.props[op[2]];
      if (typeof text !== "string") throw new TypeError(`${node.kind} has no text ${op[2]}.`);
      return { ...node, props: { ...node.props, [op[2]]: text + op[3] } };
    }
    case "splice": {
      const children = [...childrenOf(node)];
      children.splice(op[2], op[3], ...op[4].map(plant));
      return { ...node, children };
    }
    case "arrange": {
      const old = childrenOf(node);
      const children = op[2].flatMap((item) =>
        "k" in item ? [plant(item)] : old.slice(item[0], item[0] + item[1]),
      );
      return { ...node, children };
    }
    case "fresh": {
      const { fresh: _, ...rest } = node;
      return op[2] === null ? rest : { ...rest, fresh: op[2] };
    }
  }
}

function put(node: TreeNode, wire: WireNode): TreeNode {
  return isSame(node, wire) ? replant(node, wire) : plant(wire);
}

const isSame = (node: TreeNode, wire: WireNode): boolean =>
  node.kind === wire.k && node.id === wire.i;

/**
 * The new description of `node`, which keeps its identity on the page, with that of all below it
 * that is still there: focus, a text being typed, an opened expander survive.
 *
 * Children are found by their id, those without one by their position.
 */
export function replant(node: TreeNode, wire: WireNode): TreeNode {
  const next: Writable<TreeNode> = { ...plant({ ...wire, c: undefined }), uid: node.uid };
  if (wire.c !== undefined) {
    const old = node.children ?? [];
    const withId = new Map(
      old.flatMap((child) => (child.id === undefined ? [] : [[child.id, child]])),
    );
    next.children = wire.c.map((child, index) => {
      const match = child.i === undefined ? old[index] : withId.get(child.i);
      return match !== undefined && isSame(match, child) ? replant(match, child) : plant(child);
    });
  }
  return next;
}

function childrenOf(node: TreeNode): readonly TreeNode[] {
  if (node.children === undefined) throw new TypeError(`${node.kind} is not a container.`);
  return node.children;
}

function withProps(props: Props, set: Props, removed: readonly string[] = []): Props {
  const merged: Record<string, unknown> = { ...props, ...set };
  for (const name of removed) delete merged[name];
  return merged;
}

/** All nodes of the tree, parents first, in the order they are drawn. */
export function* walk(node: TreeNode): Generator<TreeNode> {
  yield node;
  for (const child of node.children ?? []) yield* walk(child);
}

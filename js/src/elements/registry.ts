/** Which component draws an element of a kind. */
import type { ComponentType } from "react";
import type { Props } from "../protocol";
import type { TreeNode } from "../store/tree";

/** What the component of a kind gets. */
export interface NodeProps<P = Props> {
  readonly node: TreeNode & { readonly props: P };
}

export interface Drawing {
  /** Whether the element is as wide as its content unless its `width` says otherwise. */
  readonly inline?: boolean;
  /** Whether it shrinks to its content only inside a row; elsewhere it fills the line. */
  readonly inlineInRow?: boolean;
  /** Whether it holds other elements and puts the `st-key-*` class on its own block. */
  readonly container?: boolean;
  /**
   * Whether its layout may wait while it is out of sight: nothing of it reaches beyond its box by more than a
   * ring of focus. A `"field"` is about as high as an input with its label, other elements as a line of text.
   */
  readonly deferred?: boolean | "field";
  /** Whether it is drawn without any element around it. */
  readonly bare?: boolean;
}

export interface Entry extends Drawing {
  readonly component: ComponentType<NodeProps>;
}

const entries = new Map<string, Entry>();

/** Draws all elements of `kind` with `component`; a kind has one component. */
export function registerElement<P>(
  kind: string,
  component: ComponentType<NodeProps<P>>,
  drawing: Drawing = {},
): void {
  entries.set(kind, { ...drawing, component: component as ComponentType<NodeProps> });
}

export function findElement(kind: string): Entry | undefined {
  return entries.get(kind);
}

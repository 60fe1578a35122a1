/** Draws a node of the tree with the component of its kind, and the children of a container. */
import { Component, type ReactElement, useEffect, useMemo, useState } from "react";
import type { CommonProps } from "../protocol";
import type { TreeNode } from "../store/tree";
import { type Entry, findElement } from "./registry";
import { classes, keyClass, widthStyle } from "./size";

interface NodeViewProps {
  readonly node: TreeNode;
  /** Whether it is left from an earlier run and may be about to go. */
  readonly stale: boolean;
}

interface NodeViewState {
  readonly node: TreeNode;
  /** What drawing `node` threw. */
  readonly fault: { readonly error: unknown } | null;
}

/**
 * One element with the box around it.
 *
 * A class, since it is also the boundary that keeps a fault of one element from taking the page
 * along; a separate boundary would double the depth of the tree.
 */
export class NodeView extends Component<NodeViewProps, NodeViewState> {
  override state: NodeViewState = { node: this.props.node, fault: null };

  /** A new description may draw where the last one failed. */
  static getDerivedStateFromProps(
    { node }: NodeViewProps,
    state: NodeViewState,
  ): NodeViewState | null {
    return node === state.node ? null : { node, fault: null };
  }

  static getDerivedStateFromError(error: unknown): Partial<NodeViewState> {
    return { fault: { error } };
  }

  override shouldComponentUpdate(next: NodeViewProps, state: NodeViewState): boolean {
    const { node, stale } = this.props;
    return next.node !== node || next.stale !== stale || state.fault !== this.state.fault;
  }

  override render(): ReactElement {
    const { node, stale } = this.props;
    const { fault } = this.state;
    const entry = findElement(node.kind);
    if (entry === undefined) return <Note text={`This page cannot show "${node.kind}" yet.`} />;
    if (fault) return <Note text={`"${node.kind}" could not be drawn: ${fault.error}`} />;
    const { component: Drawn } = entry;
    if (entry.bare) return <Drawn node={node} />;
    return boxed(entry, node, stale, <Drawn node={node} />);
  }
}

function boxed(entry: Entry, node: TreeNode, stale: boolean, inside: ReactElement): ReactElement {
  const { key, width, height } = node.props as CommonProps;
  return (
    <div
      className={
        entry.container
          ? "stLayoutWrapper rv-box"
          : classes(
              "stElementContainer element-container rv-box",
              entry.deferred && "rv-deferred",
              entry.deferred === "field" && "rv-deferred-field",
              keyClass(key),
            )
      }
      data-height={height === "stretch" ? "stretch" : undefined}
      data-stale={stale || undefined}
      data-testid={entry.container ? "stLayoutWrapper" : "stElementContainer"}
      data-width={widthName(width, entry)}
      style={widthStyle(width)}
    >
      {inside}
    </div>
  );
}

function widthName(width: CommonProps["width"], entry: Entry): string | undefined {
  if (typeof width === "number") return "fixed";
  const named = width === "auto" ? undefined : width;
  const name = named ?? (entry.inline ? "content" : entry.inlineInRow ? "auto" : "stretch");
  // Filling the line is what the style sheet does anyway.
  return name === "stretch" ? undefined : name;
}

/** A visible mark where an element should be. */
function Note({ text }: { readonly text: string }): ReactElement {
  return (
    <div className="stElementContainer element-container rv-box" data-testid="stElementContainer">
      <div className="rv-note" role="note">
        {text}
      </div>
    </div>
  );
}

/** Time after which elements of an earlier run are shown as such, in milliseconds. */
const STALE_AFTER = 300;

/** How many children are fresh, for display: short runs dim nothing, so that a page does not flicker. */
function useFresh(fresh: number | undefined): number | undefined {
  const [late, setLate] = useState(false);
  const running = fresh !== undefined;
  useEffect(() => {
    if (!running) return;
    const timer = window.setTimeout(() => setLate(true), STALE_AFTER);
    return () => {
      window.clearTimeout(timer);
      setLate(false);
    };
  }, [running]);
  return late ? fresh : undefined;
}

/** The drawing of a node that is not stale; React skips an element that is the same object. */
const drawn = new WeakMap<TreeNode, ReactElement>();

function draw(node: TreeNode, stale: boolean): ReactElement {
  if (stale) return <NodeView key={node.uid} node={node} stale />;
  const known = drawn.get(node);
  if (known !== undefined) return known;
  const made = <NodeView key={node.uid} node={node} stale={false} />;
  drawn.set(node, made);
  return made;
}

/** From how many children on a block is long. */
const MANY = 100;

/** The class of a block by how much is in it. */
export const blockClass = ({ children = [] }: TreeNode): string =>
  children.length > MANY ? "stVerticalBlock rv-column rv-many" : "stVerticalBlock rv-column";

interface ChildrenProps {
  readonly node: TreeNode;
  /** Puts something around each child; the same function for as long as it does the same. */
  readonly wrap?: (child: TreeNode, drawn: ReactElement) => ReactElement;
}

/** The elements in a container, in call order. */
export function Children({ node, wrap }: ChildrenProps): ReactElement {
  const { children } = node;
  const fresh = useFresh(node.fresh);
  const list = useMemo(
    () =>
      (children ?? []).map((child, index) => {
        const made = draw(child, fresh !== undefined && index >= fresh);
        return wrap ? wrap(child, made) : made;
      }),
    [children, fresh, wrap],
  );
  return <>{list}</>;
}

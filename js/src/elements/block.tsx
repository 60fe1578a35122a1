/** `st.container`, and the block of elements inside every other container. */
import { type CSSProperties, type ReactElement, useEffect, useLayoutEffect, useRef } from "react";
import type { CommonProps, Size } from "../protocol";
import { useSession } from "../store/hooks";
import type { TreeNode } from "../store/tree";
import { blockClass, Children } from "./node";
import { type NodeProps, registerElement } from "./registry";
import { classes, gapOf, keyClass } from "./size";

const JUSTIFY: Readonly<Record<string, string>> = {
  left: "flex-start",
  top: "flex-start",
  center: "center",
  right: "flex-end",
  bottom: "flex-end",
  distribute: "space-between",
};

interface ContainerProps extends CommonProps {
  readonly border?: boolean;
  readonly horizontal?: boolean;
  readonly wrap?: boolean;
  readonly horizontal_alignment?: string;
  readonly vertical_alignment?: string;
  readonly gap?: number | string;
  readonly autoscroll?: boolean;
  /** Id of the fragment that is in it. */
  readonly fragment?: string;
  /** Seconds after which the fragment is to run again. */
  readonly run_every?: number;
  /** Run in which it was called last, from which on the time counts. */
  readonly since?: number;
}

/** The children of a node below each other, without a box of its own. */
export function VerticalBlock({ node }: { readonly node: TreeNode }): ReactElement {
  return (
    <div className={blockClass(node)} data-testid="stVerticalBlock">
      <Children node={node} />
    </div>
  );
}

function Container({ node }: NodeProps<ContainerProps>): ReactElement {
  const { props } = node;
  const box = useRef<HTMLDivElement>(null);
  useAutoscroll(box, node, props.autoscroll ?? false);
  useTimer(props.fragment, props.run_every, props.since);
  const row = props.horizontal === true;
  return (
    <div
      className={classes(
        row ? "stHorizontalBlock rv-row" : blockClass(node),
        keyClass(props.key),
        props.border && "rv-bordered",
        typeof props.height === "number" && "rv-scroll",
      )}
      data-testid={row ? "stHorizontalBlock" : "stVerticalBlock"}
      ref={box}
      style={blockStyle(props, row)}
      // A box that scrolls must be reachable without a mouse.
      tabIndex={typeof props.height === "number" ? 0 : undefined}
    >
      <Children node={node} />
    </div>
  );
}

/** The shortest time between two runs, in milliseconds: faster than a picture nobody sees them. */
const SHORTEST = 16;

/** Has a fragment run again and again while somebody looks. */
function useTimer(
  fragment: string | undefined,
  seconds: number | undefined,
  since: number | undefined,
): void {
  const session = useSession();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another call of the fragment starts the time anew
  useEffect(() => {
    if (fragment === undefined || seconds === undefined) return;
    const tick = (): void => {
      if (!document.hidden) session.runFragment(fragment);
    };
    const timer = window.setInterval(tick, Math.max(1000 * seconds, SHORTEST));
    return () => window.clearInterval(timer);
  }, [session, fragment, seconds, since]);
}

function blockStyle(props: ContainerProps, row: boolean): CSSProperties {
  const across = JUSTIFY[props.horizontal_alignment ?? ""];
  const down = JUSTIFY[props.vertical_alignment ?? ""];
  const style: CSSProperties = { gap: gapOf(props.gap), height: heightOf(props.height) };
  if (row) {
    style.justifyContent = across;
    style.alignItems = down === "space-between" ? "stretch" : down;
    style.flexWrap = props.wrap === false ? "nowrap" : undefined;
  } else {
    style.alignItems = across === "space-between" ? undefined : across;
    style.justifyContent = down;
  }
  return style;
}

const heightOf = (height: Size | undefined): CSSProperties["height"] =>
  typeof height === "number" ? height : height === "stretch" ? "100%" : undefined;

/** How far from its end a box may be and still follow new content, in CSS pixels. */
const NEAR_END = 40;

function useAutoscroll(
  box: React.RefObject<HTMLElement | null>,
  node: TreeNode,
  on: boolean,
): void {
  const follows = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the node is what brings new content
  useLayoutEffect(() => {
    const element = box.current;
    if (!on || !element) return;
    const scrolled = (): void => {
      follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
    };
    if (follows.current) element.scrollTop = element.scrollHeight;
    element.addEventListener("scroll", scrolled, { passive: true });
    return () => element.removeEventListener("scroll", scrolled);
  }, [box, node, on]);
}

registerElement("container", Container, { container: true });

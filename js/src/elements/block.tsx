/** `st.container`, and the block of elements inside every other container. */
import { type CSSProperties, type ReactElement, useEffect, useRef } from "react";
import type { CommonProps, Size } from "../protocol";
import { useSession } from "../store/hooks";
import type { TreeNode } from "../store/tree";
import { useFollow } from "./follow";
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
  const scrolls = typeof props.height === "number";
  useFollow(box, node, scrolls && (props.autoscroll ?? holdsChat(node)));
  useTimer(props.fragment, props.run_every, props.since);
  const row = props.horizontal === true;
  return (
    <div
      className={classes(
        row ? "stHorizontalBlock rv-row" : blockClass(node),
        keyClass(props.key),
        props.border && "rv-bordered",
        scrolls && "rv-scroll",
      )}
      data-testid={row ? "stHorizontalBlock" : "stVerticalBlock"}
      ref={box}
      style={blockStyle(props, row)}
      // A box that scrolls must be reachable without a mouse.
      tabIndex={scrolls ? 0 : undefined}
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

/** Whether there are messages of a conversation in a block, or in a box of it such as that of a fragment. */
const holdsChat = ({ children = [] }: TreeNode): boolean =>
  children.some(
    (child) => child.kind === "chat_message" || (child.kind === "container" && holdsChat(child)),
  );

registerElement("container", Container, { container: true });

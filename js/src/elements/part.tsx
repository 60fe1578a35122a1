/** One container of an app, shown apart from the rest of it. */
import { type ReactElement, useMemo } from "react";
import { useTree } from "../store/hooks";
import { type TreeNode, walk } from "../store/tree";
import { VerticalBlock } from "./block";
import { Frame, type ViewProps } from "./frame";
import { NodeView } from "./node";

/** Which container: by its author's key, or by the indexes that lead to it from the root. */
export type Address = { readonly key: string } | { readonly path: readonly number[] };

export interface PartViewProps extends ViewProps {
  readonly address: Address;
}

export function PartView({ address, ...view }: PartViewProps): ReactElement {
  return (
    <Frame {...view} testId="stContainer">
      {(page) => page && <Part address={address} />}
    </Frame>
  );
}

interface PartProps {
  readonly address: Address;
}

function Part({ address }: PartProps): ReactElement | null {
  const tree = useTree();
  const node = useMemo(() => tree && findPart(tree, address), [tree, address]);
  // A run may leave the container out and a later one bring it back.
  if (node === null) return null;
  return (
    <div className="rv-part">
      {BARE.has(node.kind) ? (
        <VerticalBlock node={node} />
      ) : (
        <NodeView key={node.uid} node={node} stale={false} />
      )}
    </div>
  );
}

/** Kinds that only the container around them can draw; of these it is what is inside that shows. */
const BARE = new Set(["main", "sidebar", "event", "bottom", "column", "tab"]);

/** The container at an address; null when the page has none there. */
export function findPart(tree: TreeNode, address: Address): TreeNode | null {
  if ("path" in address) {
    let node: TreeNode | undefined = tree;
    for (const index of address.path) node = node?.children?.[index];
    return node?.children ? node : null;
  }
  for (const node of walk(tree)) {
    if (node.children && node.props.key === address.key) return node;
  }
  return null;
}

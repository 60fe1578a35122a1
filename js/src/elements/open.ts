/** What is open in a container: known to the page alone, or told to the script as the value of an input. */
import { useEffect, useState } from "react";
import type { Props } from "../protocol";
import { useInput } from "../store/hooks";
import type { InputNode } from "../store/session";
import type { TreeNode } from "../store/tree";

/** Whether a container tells the script what is open in it. */
export const tells = (node: { readonly props: Props | object }): boolean => "value" in node.props;

/** What is open, and what opens something else. `usual` is what the script wants where it is not told. */
export function useOpen<T>(node: TreeNode | object, usual: T): readonly [T, (next: T) => void] {
  const [shown, setShown] = useState(usual);
  // The script has the last word when it changes its mind, a visitor as long as it does not.
  useEffect(() => setShown(usual), [usual]);
  const told = node as InputNode<T>;
  const { value, setValue } = useInput(told);
  if (!tells(told)) return [shown, setShown];
  const tell = (next: T): void => {
    // Browsers also report what was opened for them.
    if (next !== value) setValue(next);
  };
  return [value, tell];
}

/** `st.empty`: a slot that holds its place in the tree and none on the page. */
import type { ReactElement } from "react";
import { registerElement } from "./registry";

function Empty(): ReactElement {
  return <div className="stEmpty" data-testid="stEmpty" hidden />;
}

registerElement("empty", Empty, { bare: true });

/** An ipywidget that is not ours, drawn by the widget manager of the host. */
import { type ReactElement, useContext, useLayoutEffect, useRef, useState } from "react";
import { attachView, type ForeignView, ManagerContext } from "../host/foreign";
import { type NodeProps, registerElement } from "./registry";

interface WidgetProps {
  readonly model_id: string;
}

function Widget({ node }: NodeProps<WidgetProps>): ReactElement {
  const id = node.props.model_id;
  const manager = useContext(ManagerContext);
  const box = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(true);
  // Not a passive effect: its end comes when the view has left the page, and Lumino refuses that.
  useLayoutEffect(() => {
    let detach: (() => void) | null = null;
    let gone = false;
    setProblem(null);
    setBusy(true);
    const show = async (): Promise<void> => {
      if (manager === null) throw new Error("this page has no widget manager");
      const view: ForeignView = await manager.create_view(await manager.get_model(id));
      if (gone || box.current === null) view.remove();
      else detach = attachView(view, box.current);
    };
    show()
      .catch((error) => setProblem(String(error?.message ?? error)))
      .finally(() => setBusy(false));
    return () => {
      gone = true;
      detach?.();
    };
  }, [id, manager]);
  return (
    <div aria-busy={busy || undefined} className="rv-foreign">
      {problem !== null && <div className="rv-note">The widget cannot be shown: {problem}</div>}
      <div ref={box} />
    </div>
  );
}

registerElement("widget", Widget, { inlineInRow: true });

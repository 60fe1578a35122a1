/** How a view of the host's widget manager gets into our page. */
import { createContext } from "react";
import type { KernelConnection } from "./kernel";

interface LuminoMessage {
  readonly type: string;
}

/** The part of a Lumino widget that we call; its class carries attach and detach. */
interface LuminoWidget {
  readonly node: HTMLElement;
  readonly isAttached?: boolean;
  processMessage(message: LuminoMessage): void;
  dispose?(): void;
}

interface LuminoClass {
  attach?(widget: LuminoWidget, host: HTMLElement): void;
  detach?(widget: LuminoWidget): void;
}

export interface ForeignView {
  readonly el: HTMLElement;
  readonly luminoWidget?: LuminoWidget;
  readonly pWidget?: LuminoWidget;
  trigger?(event: string): void;
  remove(): void;
}

export interface WidgetManager {
  /** Missing in hosts that are not Jupyter's own. */
  readonly kernel?: KernelConnection | null;
  get_model(id: string): Promise<unknown>;
  create_view(model: unknown): Promise<ForeignView>;
}

/** The widget manager of the page; null where the page has none. */
export const ManagerContext = createContext<WidgetManager | null>(null);

/**
 * Puts a view into `host` and returns what takes it away again.
 *
 * Lumino widgets (plots, maps, boxes) measure themselves when they are told that they are in the
 * document. The library is not ours to import: a second copy would not know the host's widgets, so
 * its functions are found through the widget's own class.
 */
export function attachView(view: ForeignView, host: HTMLElement): () => void {
  const widget = view.luminoWidget ?? view.pWidget;
  const lumino = widget?.constructor as LuminoClass | undefined;
  if (widget && lumino?.attach) {
    lumino.attach(widget, host);
  } else {
    host.append(view.el);
    widget?.processMessage({ type: "after-attach" });
    view.trigger?.("displayed");
  }
  return () => {
    try {
      if (widget?.isAttached && widget.node.isConnected) lumino?.detach?.(widget);
      view.remove();
    } catch (error) {
      // A fault of somebody else's widget must not take the page along.
      reportError(error);
    }
  };
}

/** The part of Plotly's JavaScript that we call; its package has no types. */
declare module "plotly.js-strict-dist-min" {
  export interface Area {
    readonly type?: string;
    readonly xref?: string;
    readonly yref?: string;
    readonly x0?: unknown;
    readonly x1?: unknown;
    readonly y0?: unknown;
    readonly y1?: unknown;
    readonly path?: string;
  }

  export interface Point {
    readonly curveNumber: number;
    readonly pointNumber?: number | number[];
    readonly pointIndex?: number | number[];
    readonly data?: { readonly legendgroup?: unknown };
    readonly [name: string]: unknown;
  }

  export interface Selected {
    readonly points: readonly Point[];
    readonly selections?: readonly Area[];
  }

  export interface Drawn extends HTMLElement {
    on(name: "plotly_selected", listener: (event?: Selected) => void): void;
    on(name: "plotly_deselect", listener: () => void): void;
    removeAllListeners(name: string): void;
  }

  type Options = Readonly<Record<string, unknown>>;

  const Plotly: {
    react(
      element: HTMLElement,
      figure: {
        readonly data: readonly Options[];
        readonly layout: Options;
        readonly frames?: readonly Options[];
        readonly config: Options;
      },
    ): Promise<Drawn>;
    purge(element: HTMLElement): void;
    toImage(element: HTMLElement, options: Options): Promise<string>;
  };
  export default Plotly;
}

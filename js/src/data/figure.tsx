/** Figures of other libraries: the room and the toolbar; what draws them is a chunk each. */
import { type ComponentType, type ReactElement, type RefObject, useRef } from "react";
import type { NodeProps } from "../elements/registry";
import { classes } from "../elements/size";
import { useTheme } from "../elements/theme";
import { loadChunk } from "../host/assets";
import type { InputProps, Mode } from "../protocol";
import { useInput } from "../store/hooks";
import { Skeleton, useChunk } from "./chunk";
import { type ThemeTokens, useThemeTokens } from "./theme-tokens";
import { download, Toolbar, ToolbarButton, useFullscreen } from "./toolbar";

export interface FigureNodeProps extends InputProps {
  readonly alt?: string;
}

/** What the toolbar asks of what is drawn. */
export interface FigureHandle {
  /** URL of the figure as a picture. */
  save(): Promise<string> | string;
}

export type LoadChunk = typeof loadChunk;

/** What the chunk of a figure gets; it has no part of the core but this. */
export interface FigureProps<P = object> {
  readonly props: P & FigureNodeProps;
  readonly tokens: ThemeTokens;
  readonly mode: Mode;
  /** Height of the window's room where the figure fills it, in CSS pixels. */
  readonly full: number | undefined;
  readonly label: string;
  readonly handle: RefObject<FigureHandle | null>;
  /** Loads another chunk. */
  readonly load: LoadChunk;
  /** Whether what is selected is told to the script. */
  readonly reports: boolean;
  /** What is selected. */
  readonly value: unknown;
  select(value: unknown): void;
}

interface FigureChunk {
  readonly Figure: ComponentType<FigureProps>;
}

/** Room the toolbar and the edges take of the window when a figure fills it, in CSS pixels. */
const FULL_MARGIN = 96;

/** Kind of element: its test id, the type of picture that it is saved as, its usual height. */
const FIGURES = {
  deck: ["stDeckGlJsonChart", "png", 500],
  echarts: ["stEChartsChart", "png", 350],
  graphviz: ["stGraphVizChart", "svg", 200],
  mermaid: ["stMermaidChart", "svg", 200],
  plotly: ["stPlotlyChart", "png", 450],
} as const;

export const FIGURE_KINDS = Object.keys(FIGURES);

export function Figure({ node }: NodeProps<FigureNodeProps>): ReactElement {
  const { id, kind, props } = node;
  const [testId, type, usual] = FIGURES[kind as keyof typeof FIGURES];
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<FigureHandle>(null);
  const full = useFullscreen(box);
  const tokens = useThemeTokens(box);
  const { mode } = useTheme();
  const chunk = useChunk<FigureChunk>(kind);
  const { value, setValue } = useInput(node);
  const save = async (): Promise<void> => {
    const url = await handle.current?.save();
    if (url) download(url, `chart.${type}`);
  };
  return (
    <div
      className={classes(testId, "rv-data", full.on && "rv-fullscreen")}
      data-testid={testId}
      ref={box}
    >
      <Toolbar full={full}>
        <ToolbarButton icon="download" name={`Download as ${type.toUpperCase()}`} onPress={save} />
      </Toolbar>
      {chunk && tokens ? (
        <chunk.Figure
          full={full.on ? window.innerHeight - FULL_MARGIN : undefined}
          handle={handle}
          label={props.alt ?? "Chart"}
          load={loadChunk}
          mode={mode}
          props={props}
          reports={id !== undefined}
          select={setValue}
          tokens={tokens}
          value={value}
        />
      ) : (
        <Skeleton height={typeof props.height === "number" ? props.height : usual} />
      )}
    </div>
  );
}

/** The charts: Vega-Lite drawn on a canvas; loaded when the first one is on the page. */
import { type ReactElement, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import type { DataFrameProps } from "../data/dataframe";
import { download, Toolbar, ToolbarButton, useFullscreen } from "../data/toolbar";
import type { CommonProps } from "../protocol";
import { type Content, type Datasets, Drawing } from "./chart/drawing";
import type { LineFields } from "./chart/lines";
import { REST, type Selected } from "./chart/selection";
import { DEFAULT_HEIGHT, fittedHeight, fittedWidth, type Spec } from "./chart/size";
import { ChartTable } from "./chart/table";
import type { Tokens } from "./theme/tokens";

export { default as styles } from "../styles/chart.css";

/** What the kernel says of a chart. */
export interface ChartProps extends CommonProps {
  /** Vega-Lite spec as JSON text, without its data. */
  readonly spec: string;
  readonly datasets?: Datasets;
  readonly theme?: "streamlit" | null;
  /** Name of the call that made it, such as `line_chart`. */
  readonly command?: string;
  readonly alt?: string;
  /** What the reader should know about data that is not drawn. */
  readonly note?: string;
  readonly lines?: LineFields;
  /** Names of the selections that the script hears of. */
  readonly selections?: readonly string[];
  readonly value?: Selected;
  readonly form_id?: string;
}

/** Makes a table of what a chart shows; asked anew when that changes. */
export type ChartData = (props: ChartProps) => Partial<DataFrameProps>;

interface Props extends Omit<ChartProps, "value"> {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly tokens: Tokens;
  readonly selected: Selected | undefined;
  report(selected: Selected): void;
  showData(read: ChartData): void;
}

const NO_DATASETS: Datasets = {};
const NO_NAMES: readonly string[] = [];
/** Room the toolbar and the edges take of the window when a chart fills it, in CSS pixels. */
const FULL_MARGIN = 96;

export function Chart(props: Props): ReactElement {
  const { alt, box, command, datasets = NO_DATASETS, note } = props;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const full = useFullscreen(box);
  useEffect(() => {
    box.current?.classList.toggle("rv-fullscreen", full.on);
  }, [box, full.on]);
  const fills = props.height === "stretch" && !full.on;
  const { room, depth } = useRoom(frame);
  const asked = typeof props.height === "number" ? props.height : undefined;
  const height = full.on ? window.innerHeight - FULL_MARGIN : fills ? depth || undefined : asked;
  const { drawing, error, settled } = useDrawing(props, canvas, full.on, {
    datasets,
    room,
    height,
  });
  const save = async (type: "png" | "svg"): Promise<void> => {
    const url = await drawing.current?.picture(type);
    if (url) download(url, `chart.${type}`);
  };
  return (
    <>
      <Toolbar full={full}>
        {Object.keys(datasets).length > 0 && !full.on && (
          <ToolbarButton icon="table" name="Show data" onPress={() => props.showData(tableOf)} />
        )}
        <ToolbarButton icon="download" name="Download as PNG" onPress={() => save("png")} />
        <ToolbarButton icon="vector" name="Download as SVG" onPress={() => save("svg")} />
      </Toolbar>
      {/* Until there is a picture, its place is kept. */}
      <div
        className="rv-chart"
        data-fills={fills || undefined}
        ref={frame}
        style={{ minHeight: settled || fills ? undefined : (height ?? DEFAULT_HEIGHT) }}
      >
        <div
          aria-label={[alt ?? nameOf(command), note].filter(Boolean).join(". ")}
          className="rv-chart-canvas"
          hidden={error !== null}
          ref={canvas}
          role="img"
        />
        {error !== null && (
          <p className="rv-chart-error" role="alert">
            <strong>The chart could not be drawn.</strong> {error}
          </p>
        )}
      </div>
      {note !== undefined && (
        <p aria-hidden="true" className="rv-chart-note">
          {note}
        </p>
      )}
    </>
  );
}

/** The first table of a chart. */
function tableOf({ datasets = NO_DATASETS, height }: ChartProps): Partial<DataFrameProps> {
  const arrow = Object.values(datasets)[0] ?? new Uint8Array();
  const table = new ChartTable(arrow);
  const columns = table.names.map((name) => ({ name, label: name }));
  const size = typeof height === "number" && { height };
  return { arrow, columns, rows: table.length, alt: "Data of the chart", ...size };
}

interface Drawn {
  readonly drawing: RefObject<Drawing | null>;
  readonly error: string | null;
  readonly settled: boolean;
}

/** Keeps a drawing in the canvas: anew for another spec or theme, else changed in place. */
function useDrawing(
  props: Props,
  canvas: RefObject<HTMLDivElement | null>,
  full: boolean,
  { datasets, room, height }: Content,
): Drawn {
  const { lines, selections = NO_NAMES } = props;
  const tokens = props.theme === null ? null : props.tokens;
  const spec = useMemo(() => JSON.parse(props.spec) as Spec, [props.spec]);
  const width =
    full || props.width === undefined || props.width === "auto" ? "stretch" : props.width;
  const drawing = useRef<Drawing | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [settled, setSettled] = useState(false);
  const content = useRef<Content>({ datasets, room, height });
  const before = useRef<{ spec: Spec; given: number; state: unknown } | null>(null);
  const report = useRef(props.report);
  report.current = props.report;
  const known = useRef<string | null>(null);
  const touched = useRef(false);

  // What is selected may change without the visitor: a form was cleared, or the kernel refused it.
  const wanted = JSON.stringify(props.selected ?? {});
  const [given, setGiven] = useState(0);
  useEffect(() => {
    if (selections.length === 0 || known.current === wanted) return;
    const first = known.current === null;
    known.current = wanted;
    if (first) return;
    setGiven((count) => count + 1);
  }, [wanted, selections]);

  // Before the drawing is made: it starts with what is newest.
  useEffect(() => {
    content.current = { datasets, room, height };
    drawing.current?.update(content.current);
  }, [datasets, room, height]);

  // A chart that has its own width makes the room, so there is none to wait for.
  const measured = room > 0 || width === "content";
  const size = { room, width, height };
  const fitted = `${fittedWidth(spec, size) !== null} ${fittedHeight(spec, size) !== null}`;
  const names = JSON.stringify([selections, lines]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: names stand for what they are made of
  useEffect(() => {
    const element = canvas.current;
    if (!element || !measured) return;
    const last = before.current;
    const drawn = new Drawing(element, {
      spec,
      tokens,
      width,
      lines: lines ?? null,
      selections,
      // What is sent with a form has to be there when its button is pressed.
      rest: props.form_id === undefined ? REST : 0,
      begin: beginning(JSON.parse(wanted) as Selected, given > 0 || touched.current),
      state: last?.spec === spec && last.given === given ? last.state : null,
      report: (selected) => {
        const text = JSON.stringify(selected);
        if (text === known.current) return;
        known.current = text;
        touched.current = true;
        report.current(selected);
      },
    });
    drawing.current = drawn;
    const settle = (error: string | null): void => {
      if (drawing.current !== drawn) return;
      setError(error);
      setSettled(true);
    };
    drawn.draw(content.current).then(
      () => settle(null),
      (reason) => settle(String(reason?.message ?? reason)),
    );
    return () => {
      before.current = { spec, given, state: drawn.state };
      drawing.current = null;
      drawn.remove();
    };
  }, [spec, tokens, width, names, fitted, measured, given]);

  return { drawing, error, settled };
}

/** What a drawing begins with: what is selected; null for what the spec itself says. */
function beginning(selected: Selected, touched: boolean): Selected | null {
  const any = Object.values(selected).some((value) => Object.keys(value as object).length > 0);
  return any || touched ? selected : null;
}

/** Room the chart has, in CSS pixels; 0 until it is known. */
function useRoom(frame: RefObject<HTMLElement | null>): { room: number; depth: number } {
  const [size, setSize] = useState({ room: 0, depth: 0 });
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const room = Math.floor(element.clientWidth);
      const depth = Math.floor(element.clientHeight);
      setSize((now) => (now.room === room && now.depth === depth ? now : { room, depth }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return size;
}

/** `line_chart` reads "Line chart"; any other chart is just that. */
function nameOf(command = ""): string {
  const kind = /^(line|bar|area|scatter)_chart$/.exec(command)?.[1];
  return kind ? `${kind[0]?.toUpperCase()}${kind.slice(1)} chart` : "Chart";
}

/** Charts of Apache ECharts; loaded when the first one is on the page. */
import { type ECharts, init } from "echarts";
import {
  type ReactElement,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from "react";
import type { FigureProps } from "../data/figure";
import css from "../styles/drawings.css";
import { type Buffers, ownSize, readOption } from "./echarts/option";
import {
  type BrushSelected,
  brushedOf,
  type Chosen,
  chosenOf,
  joined,
  NOTHING,
  type SelectChanged,
  type Selection,
} from "./echarts/selection";
import { chartTheme } from "./echarts/theme";
import { FigureError, messageOf } from "./figure/error";
import { fitted, useRoom } from "./figure/room";
import { svgUrl } from "./svg/sanitize";

export const styles = css;

export interface EChartsProps {
  readonly option: string;
  readonly buffers?: Buffers;
  readonly theme: "streamlit" | null;
  readonly renderer?: "svg";
  /** Width and height that pyecharts has for it. */
  readonly size?: readonly string[];
}

const NO_BUFFERS: Buffers = {};
/** Parts of an option in which a visitor changes something; they stay as they are. */
const KEPT = new Set(["brush", "dataZoom", "legend", "toolbox", "tooltip", "visualMap"]);

export function Figure(figure: FigureProps<EChartsProps>): ReactElement {
  const { full, handle, label, props, reports, select, tokens, value } = figure;
  const frame = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const shown = useRef<string[]>([]);
  const room = useRoom(frame);
  const [error, setError] = useState<string | null>(null);
  const { buffers = NO_BUFFERS, height, renderer = "canvas", theme, width } = props;
  const size = fitted({ width, height, full }, ownSize(props.size), room);
  const option = useMemo(() => readOption(props.option, buffers), [props.option, buffers]);
  const look = useMemo(() => (theme === null ? {} : chartTheme(tokens)), [theme, tokens]);
  const measured = size.width > 0;
  const tell = useRef(select);
  tell.current = select;
  const first = useRef({ look, size });
  first.current = { look, size };

  useEffect(() => {
    if (!stage.current || !measured) return;
    const { look, size } = first.current;
    const drawn = init(stage.current, look, { renderer, ...size });
    chart.current = drawn;
    shown.current = [];
    if (reports) listen(drawn, (selection) => tell.current(selection));
    return () => {
      chart.current = null;
      drawn.dispose();
    };
  }, [measured, renderer, reports]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a chart that was made anew has nothing yet
  useEffect(() => {
    const drawn = chart.current;
    if (!drawn) return;
    const names = Object.keys(option);
    const same = names.join() === shown.current.join();
    shown.current = names;
    try {
      drawn.setTheme(look);
      const replaceMerge = names.filter((name) => COMPONENTS.has(name) && !KEPT.has(name));
      drawn.setOption(option, same ? { replaceMerge } : { notMerge: true });
      setError(null);
    } catch (reason) {
      setError(messageOf(reason));
    }
  }, [option, look, measured, renderer, reports]);
  useEffect(() => {
    chart.current?.resize({ height: size.height, width: size.width });
  }, [size.height, size.width]);
  const nothing = reports && JSON.stringify(value ?? NOTHING) === JSON.stringify(NOTHING);
  useEffect(() => {
    if (nothing) chart.current?.dispatchAction({ type: "brush", areas: [] });
  }, [nothing]);
  useImperativeHandle(handle, () => ({
    save: () => {
      const svg = stage.current?.querySelector("svg");
      if (svg) return svgUrl(svg);
      const backgroundColor = tokens["background-color"];
      return chart.current?.getDataURL({ backgroundColor, pixelRatio: 2 }) ?? "";
    },
  }));

  return (
    <div className="rv-figure-frame" ref={frame}>
      <figure aria-label={label} className="rv-drawing" hidden={error !== null}>
        <div ref={stage} style={{ height: size.height, width: size.width || undefined }} />
      </figure>
      {error !== null && <FigureError message={error} testId="stEChartsChartError" />}
    </div>
  );
}

/** Parts of an option of which there can be several. */
const COMPONENTS = new Set([
  ...["angleAxis", "axisPointer", "calendar", "dataset", "grid", "graphic", "parallel"],
  ...["parallelAxis", "polar", "radar", "radiusAxis", "series", "singleAxis", "title"],
  ...["xAxis", "yAxis"],
]);

/** How long a brush has to rest until the script is told, in milliseconds. */
const REST = 120;

function listen(chart: ECharts, tell: (selection: Selection) => void): void {
  let clicked: readonly Chosen[] = [];
  let brushed = NOTHING;
  let sent = JSON.stringify(NOTHING);
  let timer: number | undefined;
  const report = (): void => {
    const selection = joined(clicked, brushed);
    const text = JSON.stringify(selection);
    if (text === sent) return;
    sent = text;
    tell(selection);
  };
  chart.on("selectchanged", (event) => {
    clicked = chosenOf(event as SelectChanged);
    report();
  });
  chart.on("brushselected", (event) => {
    brushed = brushedOf(event as BrushSelected);
    window.clearTimeout(timer);
    timer = window.setTimeout(report, REST);
  });
}

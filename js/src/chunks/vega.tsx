/** The charts: Vega-Lite drawn on a canvas; loaded when the first one is on the page. */
import {
  type ReactElement,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { type Datasets, type Design, Drawing } from "./chart/drawing";
import { DEFAULT_HEIGHT } from "./chart/size";

export { default as styles } from "../styles/chart.css";

export type { Datasets };

/** What the toolbar around the chart asks of it. */
export interface ChartHandle {
  /** URL of the chart as PNG, at twice the size it is shown. */
  png(): Promise<string>;
}

export interface ChartProps extends Design {
  readonly datasets: Datasets;
  readonly label: string;
  readonly handle: RefObject<ChartHandle | null>;
}

export function Chart(props: ChartProps): ReactElement {
  const { datasets, handle, height, label, spec, tokens, width } = props;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const room = useRoom(frame);
  const drawing = useRef<Drawing | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [settled, setSettled] = useState(false);

  const content = useRef({ datasets, room });
  // A chart that has its own width makes the room, so there is none to wait for.
  const measured = room > 0 || width === "content";
  // Before the drawing is made: it starts with what is newest.
  useEffect(() => {
    content.current = { datasets, room };
    drawing.current?.update(content.current);
  }, [datasets, room]);
  useEffect(() => {
    const element = canvas.current;
    if (!element || !measured) return;
    const drawn = new Drawing(element, { spec, tokens, width, height });
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
      drawing.current = null;
      drawn.remove();
    };
  }, [spec, tokens, width, height, measured]);

  useImperativeHandle(handle, () => ({
    png: async () => (await drawing.current?.view?.toImageURL("png", 2)) ?? "",
  }));

  return (
    // Until there is a picture, its place is kept.
    <div
      className="rv-chart"
      ref={frame}
      style={{ minHeight: settled ? undefined : (height ?? DEFAULT_HEIGHT) }}
    >
      <div
        aria-label={label}
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
  );
}

/** Width the chart has, in CSS pixels; 0 until it is known. */
function useRoom(frame: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setRoom(Math.floor(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return room;
}

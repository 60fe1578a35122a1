/** Maps and other scenes of deck.gl; loaded when the first one is on the page. */
import {
  type ReactElement,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from "react";
import type { FigureProps } from "../data/figure";
import css from "../styles/deck.css";
import type { Buffers } from "./deck/data";
import { readSpec, Scene, type Spec } from "./deck/scene";
import { NOTHING, type Selection } from "./deck/selection";
import type { Tooltip } from "./deck/tooltip";
import { FigureError, messageOf } from "./figure/error";
import { fitted, useRoom } from "./figure/room";
import { mapColors } from "./geo/colors";
import type { World } from "./geo/outlines";

export const styles = css;

export interface DeckProps {
  readonly spec: string;
  readonly buffers?: Buffers;
  readonly tooltip?: Tooltip;
  readonly box?: readonly [number, number, number, number];
  readonly zoom?: number;
  /** How many objects may be selected. */
  readonly mode?: "single-object" | "multi-object";
}

const NO_BUFFERS: Buffers = {};
const HEIGHT = 500;

export function Figure(figure: FigureProps<DeckProps>): ReactElement {
  const { full, handle, label, load, props, reports, select, tokens, value } = figure;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const scene = useRef<Scene | null>(null);
  const room = useRoom(frame);
  const [far, setFar] = useState<World | null>(null);
  const [near, setNear] = useState<World | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [drawn, setDrawn] = useState(false);
  const { box, buffers = NO_BUFFERS, height, mode, tooltip, width, zoom } = props;
  const size = fitted({ width, height, full }, { width: room.width, height: HEIGHT }, room);
  const { spec, error } = useMemo(() => read(props.spec), [props.spec]);
  // As text, so that an equal selection does not draw again.
  const selected = reports ? JSON.stringify(value ?? NOTHING) : null;
  useEffect(() => {
    const fail = (reason: unknown): void => setFault(messageOf(reason));
    load<{ world: World }>("world").then(({ world }) => setFar(world), fail);
  }, [load]);
  const tell = useRef(select);
  tell.current = select;
  useEffect(() => {
    if (!canvas.current || !far || !spec || size.width <= 0) return;
    const design = {
      box,
      buffers,
      onDrawn: () => setDrawn(true),
      onError: setFault,
      // Without the detail the map is still one.
      onNear: () =>
        void load<{ world: World }>("world-near").then(
          ({ world }) => setNear(world),
          () => {},
        ),
      select: (selection: Selection) => tell.current(selection),
      selection: selected === null ? null : (JSON.parse(selected) as Selection),
      several: mode === "multi-object",
      size: { width: size.width, height: size.height },
      spec,
      tokens,
      tooltip,
      worlds: { far, near },
      zoom,
    };
    try {
      if (scene.current) scene.current.update(design);
      else scene.current = new Scene(canvas.current, design);
    } catch (reason) {
      setFault(messageOf(reason));
    }
  }, [
    box,
    buffers,
    mode,
    selected,
    size.height,
    size.width,
    spec,
    tokens,
    tooltip,
    far,
    near,
    load,
    zoom,
  ]);
  useEffect(
    () => () => {
      scene.current?.remove();
      scene.current = null;
    },
    [],
  );
  const message = error ?? fault;
  useImperativeHandle(handle, () => ({ save: () => scene.current?.picture() ?? "" }));

  return (
    <div className="rv-figure-frame" ref={frame}>
      <figure
        aria-busy={!drawn}
        aria-label={label}
        className="rv-deck"
        hidden={message !== null}
        style={{
          backgroundColor: mapColors(tokens).water,
          height: size.height,
          width: size.width || undefined,
        }}
      >
        <canvas aria-label={label} ref={canvas} tabIndex={0} />
        <div className="rv-deck-zoom">
          {([1, -1] as const).map((steps) => (
            <button
              aria-label={steps > 0 ? "Zoom in" : "Zoom out"}
              data-testid="stDeckGlJsonChartZoomButton"
              key={steps}
              onClick={() => scene.current?.zoomBy(steps)}
              type="button"
            >
              {steps > 0 ? "+" : "−"}
            </button>
          ))}
        </div>
      </figure>
      {message !== null && <FigureError message={message} />}
    </div>
  );
}

function read(text: string): { readonly spec: Spec | null; readonly error: string | null } {
  try {
    return { spec: readSpec(text), error: null };
  } catch (reason) {
    return { spec: null, error: messageOf(reason) };
  }
}

/** Figures of Plotly; loaded when the first one is on the page. */
import Plotly, { type Drawn } from "plotly.js-strict-dist-min";
import {
  type ReactElement,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from "react";
import type { FigureProps } from "../data/figure";
import css from "../styles/plotly.css";
import { FigureError, messageOf } from "./figure/error";
import { fitted, useRoom } from "./figure/room";
import { ownSize, pageConfig, readFigure } from "./plotly/figure";
import { withMaps } from "./plotly/maps";
import {
  NOTHING,
  type Selection,
  selecting,
  selectionOf,
  unwantedButtons,
  withSelection,
} from "./plotly/selection";
import { themed } from "./plotly/theme";

export const styles = css;

export interface PlotlyProps {
  readonly figure: string;
  readonly arrays: Readonly<Record<string, Uint8Array>>;
  readonly theme: "streamlit" | null;
  readonly config?: Readonly<Record<string, unknown>>;
  /** How visitors may select. */
  readonly modes?: readonly string[];
}

export function Figure(figure: FigureProps<PlotlyProps>): ReactElement {
  const { full, handle, label, load, props, reports, select, tokens, value } = figure;
  const frame = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLElement>(null);
  const room = useRoom(frame);
  const [error, setError] = useState<string | null>(null);
  const parsed = useMemo(
    () => readFigure(props.figure, props.arrays),
    [props.figure, props.arrays],
  );
  const { config, height, modes, theme, width } = props;
  const size = fitted({ width, height, full }, ownSize(parsed.layout), room);
  // As text, so that an equal selection does not draw again.
  const selected = reports ? JSON.stringify(value ?? NOTHING) : null;
  const sent = useRef("");
  const tell = useRef(select);
  tell.current = select;

  useEffect(() => {
    const element = stage.current;
    if (!element || size.width <= 0) return;
    let wanted = true;
    const draw = async (): Promise<void> => {
      const looked = theme === null ? parsed : themed(parsed, tokens);
      const marked = selected === null ? looked : withSelection(looked, JSON.parse(selected));
      const { data, layout, frames } = await withMaps(marked, tokens, load);
      if (!wanted) return;
      const own = pageConfig(config);
      const buttons = modes ? unwantedButtons(modes) : ["select2d", "lasso2d"];
      const drawn = await Plotly.react(element, {
        config: {
          ...own,
          modeBarButtonsToRemove: [...(own.modeBarButtonsToRemove as string[]), ...buttons],
        },
        data,
        frames,
        layout: {
          // The same for as long as it is the same chart, so that what a visitor zoomed to stays.
          uirevision: "kept",
          ...(modes ? selecting(layout, modes) : layout),
          autosize: false,
          height: size.height,
          width: size.width,
        },
      });
      if (wanted && reports) listen(drawn);
    };
    const listen = (drawn: Drawn): void => {
      const report = (selection: Selection): void => {
        const text = JSON.stringify(selection);
        if (text === sent.current) return;
        sent.current = text;
        tell.current(selection);
      };
      drawn.removeAllListeners("plotly_selected");
      drawn.removeAllListeners("plotly_deselect");
      drawn.on("plotly_selected", (event) => report(selectionOf(event)));
      drawn.on("plotly_deselect", () => report(NOTHING));
    };
    draw().then(
      () => wanted && setError(null),
      (reason) => wanted && setError(messageOf(reason)),
    );
    return () => {
      wanted = false;
    };
  }, [parsed, theme, tokens, config, size.width, size.height, modes, reports, selected, load]);
  useEffect(() => {
    sent.current = selected ?? "";
  });
  useEffect(() => {
    const element = stage.current;
    return () => {
      if (element) Plotly.purge(element);
    };
  }, []);
  useImperativeHandle(handle, () => ({
    save: () =>
      stage.current
        ? Plotly.toImage(stage.current, { format: "png", scale: 2, ...size })
        : Promise.resolve(""),
  }));

  return (
    <div className="rv-figure-frame" ref={frame}>
      <figure
        aria-label={label}
        className="rv-plotly"
        hidden={error !== null}
        ref={stage}
        style={{ height: size.height, width: size.width || undefined }}
      />
      {error !== null && <FigureError message={error} />}
    </div>
  );
}

/** Vega-Lite charts: the room for the drawing, which is a chunk, and the toolbar above it. */
import { type ReactElement, useRef } from "react";
import type { ChartHandle, Datasets } from "../chunks/vega";
import type { NodeProps } from "../elements/registry";
import { classes } from "../elements/size";
import type { CommonProps } from "../protocol";
import { Skeleton, useChunk } from "./chunk";
import { useThemeTokens } from "./theme-tokens";
import { download, Toolbar, ToolbarButton, useFullscreen } from "./toolbar";

type VegaChunk = typeof import("../chunks/vega");

export interface ChartProps extends CommonProps {
  /** Vega-Lite spec as JSON text, without its data. */
  readonly spec: string;
  readonly datasets?: Datasets;
  readonly theme?: "streamlit" | null;
  /** Name of the call that made it, such as `line_chart`. */
  readonly command?: string;
  readonly alt?: string;
}

const NO_DATASETS: Datasets = {};
/** Height a chart has unless it is given one, in CSS pixels. */
const HEIGHT = 350;
/** Room the toolbar and the edges take of the window when a chart fills it, in CSS pixels. */
const FULL_MARGIN = 96;

export function Chart({ node }: NodeProps<ChartProps>): ReactElement {
  const { alt, command, datasets = NO_DATASETS, height, spec, theme, width } = node.props;
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<ChartHandle>(null);
  const full = useFullscreen(box);
  const tokens = useThemeTokens(box);
  const chunk = useChunk<VegaChunk>("vega");
  const own = typeof height === "number" ? height : undefined;
  const save = async (): Promise<void> => {
    const url = await handle.current?.png();
    if (url) download(url, "chart.png");
  };
  return (
    <div
      className={classes("stVegaLiteChart rv-data", full.on && "rv-fullscreen")}
      data-testid="stVegaLiteChart"
      ref={box}
    >
      <Toolbar full={full}>
        <ToolbarButton icon="download" name="Download as PNG" onPress={save} />
      </Toolbar>
      {chunk && tokens ? (
        <chunk.Chart
          datasets={datasets}
          handle={handle}
          height={full.on ? window.innerHeight - FULL_MARGIN : own}
          label={alt ?? name(command)}
          spec={spec}
          tokens={theme === null ? null : tokens}
          width={full.on ? "stretch" : width === "auto" ? undefined : width}
        />
      ) : (
        <Skeleton height={own ?? HEIGHT} />
      )}
    </div>
  );
}

/** `line_chart` reads "Line chart"; any other chart is just that. */
function name(command = ""): string {
  const kind = /^(line|bar|area|scatter)_chart$/.exec(command)?.[1];
  return kind ? `${kind[0]?.toUpperCase()}${kind.slice(1)} chart` : "Chart";
}

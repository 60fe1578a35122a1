/** Vega-Lite charts: the place of the drawing, which is a chunk with all that belongs to it. */
import { type ReactElement, useRef, useState } from "react";
import type { ChartData, ChartProps } from "../chunks/vega";
import type { NodeProps } from "../elements/registry";
import { useInput } from "../store/hooks";
import { Skeleton, useChunk } from "./chunk";
import { DataFrame } from "./dataframe";
import { useThemeTokens } from "./theme-tokens";

type VegaChunk = typeof import("../chunks/vega");

/** Height a chart has unless it is given one, in CSS pixels. */
const HEIGHT = 350;

export function Chart({ node }: NodeProps<ChartProps>): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const tokens = useThemeTokens(box);
  const chunk = useChunk<VegaChunk>("vega");
  // A chart that tells what is selected is an input; of any other this is never asked.
  const { value, setValue } = useInput(node as never);
  const { height } = node.props;
  const [data, setData] = useState<ChartData | null>(null);
  if (data !== null) {
    return (
      <div className="stVegaLiteChart" data-testid="stVegaLiteChart">
        <button className="rv-chart-back" onClick={() => setData(null)} type="button">
          Show the chart
        </button>
        <DataFrame node={{ uid: 0, kind: "dataframe", props: data(node.props) as never }} />
      </div>
    );
  }
  return (
    <div className="stVegaLiteChart rv-data" data-testid="stVegaLiteChart" ref={box}>
      {chunk && tokens ? (
        <chunk.Chart
          {...node.props}
          box={box}
          report={setValue}
          showData={(read) => setData(() => read)}
          selected={value as ChartProps["value"]}
          tokens={tokens}
        />
      ) : (
        <Skeleton height={typeof height === "number" ? height : HEIGHT} />
      )}
    </div>
  );
}

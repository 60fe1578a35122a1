/** One number that matters, how it changed, and where it comes from. */
import type { CSSProperties, ReactElement } from "react";
import { Icon } from "../elements/icon";
import type { NodeProps } from "../elements/registry";
import { classes } from "../elements/size";
import { Help } from "../elements/tooltip";
import { formatNumber } from "../format/number";
import { InlineMarkdown } from "../markdown/markdown";
import type { CommonProps } from "../protocol";
import { Sparkline, type SparklineProps } from "./sparkline";

export interface MetricProps extends CommonProps {
  readonly label: string;
  readonly label_visibility?: "visible" | "hidden" | "collapsed";
  readonly value: string;
  /** The value as a number, which `format` is applied to. */
  readonly number?: number | null;
  readonly format?: string | null;
  readonly delta?: string | null;
  readonly delta_number?: number | null;
  readonly delta_color?: string;
  readonly arrow?: "up" | "down" | "off";
  readonly delta_description?: string;
  readonly icon?: string;
  readonly border?: boolean;
  readonly chart_data?: readonly number[];
  readonly chart_type?: SparklineProps["type"];
}

export function Metric({ node }: NodeProps<MetricProps>): ReactElement {
  const { props } = node;
  const { border, chart_data: data, chart_type: type = "line", height } = props;
  const value = formatted(props.value, props.number, props.format);
  return (
    <div
      className={classes("stMetric rv-metric", border && "rv-metric-bordered")}
      data-testid="stMetric"
      style={{ height: typeof height === "number" ? height : undefined }}
    >
      <MetricLabel {...props} />
      <div className="rv-metric-value" data-testid="stMetricValue" style={sizeOf(value)}>
        {props.icon && (
          <span className="rv-metric-icon" data-testid="stMetricIcon">
            <Icon icon={props.icon} />
          </span>
        )}
        <InlineMarkdown text={value} />
      </div>
      <Delta {...props} />
      {data !== undefined && data.length > 0 && (
        <div className="rv-metric-chart" data-testid="stMetricChart">
          <Sparkline color={colorOf(props.delta_color)} data={data} type={type} />
        </div>
      )}
    </div>
  );
}

function MetricLabel({ help, label, label_visibility: visibility }: MetricProps): ReactElement {
  return (
    <div
      className={classes("rv-metric-label", visibility === "collapsed" && "rv-visually-hidden")}
      data-testid="stMetricLabel"
      data-visibility={visibility}
    >
      <InlineMarkdown text={label} />
      {help && visibility !== "hidden" && visibility !== "collapsed" && <Help text={help} />}
    </div>
  );
}

function Delta(props: MetricProps): ReactElement | null {
  const {
    arrow = "off",
    delta,
    delta_color: color,
    delta_description: description,
    format,
  } = props;
  if (delta === undefined || delta === null || delta === "") return null;
  const text = formatted(delta, props.delta_number, format);
  return (
    <div className="rv-metric-change">
      <span className="rv-metric-delta" data-color={colorOf(color)} data-testid="stMetricDelta">
        {arrow !== "off" && (
          <svg
            aria-label={arrow === "up" ? "up" : "down"}
            className="rv-metric-arrow"
            data-testid={arrow === "up" ? "stMetricDeltaIcon-Up" : "stMetricDeltaIcon-Down"}
            role="img"
            viewBox="0 0 16 16"
          >
            <path
              d={arrow === "up" ? "M8 13V3M3.5 7.5L8 3l4.5 4.5" : "M8 3v10M3.5 8.5L8 13l4.5-4.5"}
            />
          </svg>
        )}
        <InlineMarkdown text={text} />
      </span>
      {description && (
        <span className="rv-metric-description" data-testid="stMetricDeltaDescription">
          <InlineMarkdown text={description} />
        </span>
      )}
    </div>
  );
}

/** How far a value shrinks where there is no room: a number with its unit on one line, a text to its longest word. */
function sizeOf(value: string): CSSProperties {
  const words = /\d/.test(value) ? [value] : value.split(" ");
  return { "--rv-letters": Math.max(...words.map((word) => word.length)) } as CSSProperties;
}

/** The number under the format if there are both, else the text. */
const formatted = (text: string, number?: number | null, format?: string | null): string =>
  number === undefined || number === null || !format ? text : formatNumber(number, format);

const colorOf = (name = "gray"): string => (name === "grey" ? "gray" : name);

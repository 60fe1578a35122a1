/** The statistics of a column: numbers, how they are spread, and what is most frequent. */
import { type ReactElement, useEffect, useState } from "react";
import type { GridSource } from "./columns";
import type { Rows } from "./rows";
import type { Bin, ColumnStatistics } from "./statistics";

interface StatisticsProps {
  readonly rows: Rows;
  readonly source: GridSource;
}

type Known = ColumnStatistics | "asked" | "failed";

export function Statistics({ rows, source }: StatisticsProps): ReactElement {
  const [known, setKnown] = useState<Known>("asked");
  useEffect(() => {
    const wanted = new AbortController();
    setKnown("asked");
    rows.statistics(source.id, wanted.signal).then(
      (found) => wanted.signal.aborted || setKnown(found),
      () => wanted.signal.aborted || setKnown("failed"),
    );
    return () => wanted.abort();
  }, [rows, source.id]);
  return (
    <div
      aria-live="polite"
      className="rv-grid-statistics"
      data-testid="stDataFrameStatisticsContent"
    >
      {known === "asked" && <p role="status">Calculating…</p>}
      {known === "failed" && <p role="alert">These statistics cannot be calculated.</p>}
      {typeof known === "object" && <Found source={source} statistics={known} />}
    </div>
  );
}

interface FoundProps {
  readonly statistics: ColumnStatistics;
  readonly source: GridSource;
}

const whole = new Intl.NumberFormat();

function Found({ statistics, source }: FoundProps): ReactElement {
  const { count, missing, distinct, numbers, top } = statistics;
  const show = (value: number): string => shownNumber(source, value);
  const lines: Array<[string, string]> = [
    ["Count", whole.format(count)],
    ["Missing", share(missing, count + missing)],
    ["Distinct", whole.format(distinct)],
  ];
  if (numbers) {
    const { min, max, mean, median, deviation } = numbers;
    lines.push(
      ["Min", show(min)],
      ["Max", show(max)],
      ["Mean", show(mean)],
      ["Median", show(median)],
    );
    const isPlain = source.kind === "number" || source.kind === "progress";
    if (deviation !== null && isPlain) lines.push(["Std. dev.", show(deviation)]);
  }
  // What is different in each row is not frequent.
  const isTelling = top.length > 0 && distinct < count;
  return (
    <>
      <dl data-testid="stDataFrameStatisticsMetrics">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {numbers && numbers.histogram.length > 1 && (
        <Histogram bins={numbers.histogram} show={show} />
      )}
      {isTelling && (!numbers || distinct <= top.length) && (
        <ol aria-label="Most frequent values" className="rv-grid-top">
          {top.map(({ value, count: times }) => {
            const text = source.format(value) || String(value);
            return (
              <li key={text}>
                <span className="rv-grid-top-bar" style={{ width: `${(100 * times) / count}%` }} />
                <span className="rv-grid-top-value">{text}</span>
                <span>{whole.format(times)}</span>
              </li>
            );
          })}
        </ol>
      )}
    </>
  );
}

function share(part: number, all: number): string {
  const percent = all > 0 ? (100 * part) / all : 0;
  return part === 0 ? "0" : `${whole.format(part)} (${percent < 1 ? "<1" : Math.round(percent)} %)`;
}

/** As the cells show it; a mean of whole numbers has more digits than these. */
function shownNumber(source: GridSource, value: number): string {
  const { kind, props } = source;
  const isPlain = (kind === "number" || kind === "progress") && !props.format;
  if (!isPlain) return source.format(value);
  return new Intl.NumberFormat(undefined, { maximumSignificantDigits: 6 }).format(value);
}

interface HistogramProps {
  readonly bins: readonly Bin[];
  show(value: number): string;
}

const HEIGHT = 56;

function Histogram({ bins, show }: HistogramProps): ReactElement {
  const most = Math.max(...bins.map(({ count }) => count));
  const [low, high] = [show(bins[0]?.low ?? 0), show(bins.at(-1)?.high ?? 0)];
  return (
    <figure data-testid="stDataFrameStatisticsChart">
      <svg
        aria-label={`Distribution from ${low} to ${high}`}
        preserveAspectRatio="none"
        role="img"
        viewBox={`0 0 ${bins.length} ${HEIGHT}`}
      >
        {bins.map(({ low: start, high: end, count }, place) => {
          const height = count === 0 ? 0 : Math.max((HEIGHT * count) / most, 1.5);
          return (
            <rect height={height} key={start} width={0.86} x={place + 0.07} y={HEIGHT - height}>
              <title>{`${show(start)} – ${show(end)}: ${whole.format(count)}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption aria-hidden="true">
        <span>{low}</span>
        <span>{high}</span>
      </figcaption>
    </figure>
  );
}

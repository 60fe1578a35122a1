/** The `streamlit` look of ECharts: a theme made of the theme tokens. */
import { faded, mixed, parseColor, rgba } from "../theme/color";
import { categories, sequence } from "../theme/palette";
import { type Tokens, token } from "../theme/tokens";

export function chartTheme(tokens: Tokens): Record<string, unknown> {
  const text = token(tokens, "text-color", "#2f2d2b");
  const background = token(tokens, "background-color", "#ffffff");
  const fontFamily = token(tokens, "font", "sans-serif");
  const strong = rgba(parseColor(text));
  const muted = faded(text, 0.72);
  const grid = { color: faded(text, 0.1) };
  const axis = {
    axisLabel: { color: muted },
    axisLine: { lineStyle: grid },
    axisTick: { show: false },
    nameTextStyle: { color: muted },
    splitLine: { lineStyle: grid },
  };
  const edge = { borderColor: background };
  return {
    backgroundColor: "transparent",
    categoryAxis: { ...axis, splitLine: { show: false } },
    color: categories(tokens, background),
    legend: { textStyle: { color: strong }, inactiveColor: faded(text, 0.35) },
    logAxis: axis,
    pie: { itemStyle: edge, label: { color: strong } },
    radar: {
      axisName: { color: muted },
      axisLine: { lineStyle: grid },
      splitLine: { lineStyle: grid },
    },
    sankey: { label: { color: strong } },
    sunburst: { itemStyle: edge },
    textStyle: { color: strong, fontFamily },
    timeAxis: axis,
    title: {
      textStyle: { color: strong, fontSize: 16, fontWeight: 600 },
      subtextStyle: { color: muted },
    },
    toolbox: { iconStyle: { borderColor: muted } },
    tooltip: {
      backgroundColor: background,
      borderColor: mixed(text, background, 0.2),
      textStyle: { color: strong, fontSize: 13 },
    },
    treemap: { itemStyle: edge },
    valueAxis: axis,
    visualMap: { inRange: { color: sequence(tokens, background) }, textStyle: { color: muted } },
  };
}

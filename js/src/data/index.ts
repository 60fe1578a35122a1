/** Registers the elements that show data, charts and images. */
import { registerElement } from "../elements/registry";
import { Chart } from "./chart";
import { DataFrame } from "./dataframe";
import { FIGURE_KINDS, Figure } from "./figure";
import { Image } from "./image";
import { Json } from "./json";
import { Metric } from "./metric";
import { Table } from "./table";

registerElement("data_editor", DataFrame);
registerElement("dataframe", DataFrame);
registerElement("image", Image, { inline: true });
registerElement("json", Json);
registerElement("metric", Metric, { deferred: "field" });
registerElement("table", Table);
registerElement("vega", Chart);
for (const kind of FIGURE_KINDS) registerElement(kind, Figure);

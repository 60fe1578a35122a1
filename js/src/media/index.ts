/** Registers what plays and what shows documents. */
import { registerElement } from "../elements/registry";
import { Pdf } from "./pdf";
import { Audio, Video } from "./player";

registerElement("audio", Audio);
registerElement("video", Video);
registerElement("pdf", Pdf);

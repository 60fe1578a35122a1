/** Registers what plays and what shows documents. */
import { registerElement } from "../elements/registry";
import { Audio, Pdf, Video } from "./room";

registerElement("audio", Audio);
registerElement("video", Video);
registerElement("pdf", Pdf);

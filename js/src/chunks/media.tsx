/** Players and documents; loaded when the first is on the page. */

export { default as styles } from "../styles/players.css";
export { Pdf } from "./media/pdf";
export { Audio, Video } from "./media/player";

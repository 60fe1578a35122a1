/** The style sheets of the app, in the order in which later ones may refine earlier ones. */
import above from "./above.css";
import app from "./app.css";
import buttons from "./buttons.css";
import chat from "./chat.css";
import choices from "./choices.css";
import data from "./data.css";
import inputs from "./inputs.css";
import jupyter from "./jupyter.css";
import layout from "./layout.css";
import media from "./media.css";
import moments from "./moments.css";
import system from "./system.css";
import text from "./text.css";
import tokens from "./tokens.css";

export const styles = [
  tokens,
  app,
  text,
  layout,
  inputs,
  choices,
  chat,
  moments,
  data,
  media,
  buttons,
  above,
  jupyter,
  system,
].join("\n");

/** The front end: draws the tree that the kernel sends, and sends back what a visitor does. */
import * as React from "react";
import * as jsxRuntime from "react/jsx-runtime";
import * as DOM from "react-dom";
import * as client from "react-dom/client";
import "./elements/kinds";
import "./inputs";
import "./data";
import "./media";

// Chunks are bundles of their own; they take React from here, so that there is one of it.
(globalThis as Record<symbol, unknown>)[Symbol.for("revoila.react")] ??= {
  React,
  ReactDOM: { ...DOM, ...client },
  jsxRuntime,
};

export { attach } from "./host/attach";
export { openPage } from "./shell/page";

/** Markdown as React components. */
import { memo, type ReactElement, useEffect, useRef, useSyncExternalStore } from "react";
import { wantMaterialFont } from "../elements/icon";
import { type EngineName, engineVersion, subscribeEngines, wantEngines } from "./engines";
import type { Want } from "./env";
import { Html } from "./html";
import { LiveHtml } from "./live";
import { isPlainText, type RenderOptions, renderMarkdown } from "./render";

/** HTML of a text, again when something was loaded that it needs. */
export function useMarkdown(text: string, options: RenderOptions): string {
  useSyncExternalStore(subscribeEngines, engineVersion);
  const { html, wants } = renderMarkdown(text, options);
  useEffect(() => load(wants), [wants]);
  return html;
}

function load(wants: ReadonlySet<Want>): void {
  if (wants.size === 0) return;
  if (wants.has("material")) wantMaterialFont();
  wantEngines(new Set([...wants].filter((name): name is EngineName => name !== "material")));
}

export interface MarkdownProps {
  readonly text: string;
  readonly html?: boolean;
  readonly anchors?: boolean;
  readonly testId?: string;
  readonly className?: string;
}

/** A text in the full dialect. */
export const Markdown = memo(function Markdown({
  text,
  html = false,
  anchors = true,
  testId = "stMarkdownContainer",
  className = "",
}: MarkdownProps): ReactElement {
  const name = `rv-md ${className}`;
  if (isPlainText(text)) {
    return (
      <div className={name} data-testid={testId}>
        <p>{text}</p>
      </div>
    );
  }
  return <Parsed className={name} options={{ html, anchors }} testId={testId} text={text} />;
});

export interface InlineMarkdownProps {
  readonly text: string;
  /** Whether links become plain text, as in a button. */
  readonly noLinks?: boolean;
}

/** A label, option, caption or tab title: one line in the restricted dialect. */
export const InlineMarkdown = memo(function InlineMarkdown({
  text,
  noLinks = false,
}: InlineMarkdownProps): ReactElement {
  if (isPlainText(text, true)) {
    return (
      <span className="rv-inline" data-testid="stMarkdownContainer">
        <p>{text}</p>
      </span>
    );
  }
  return <ParsedInline options={{ inline: true, noLinks }} text={text} />;
});

interface ParsedProps {
  readonly text: string;
  readonly options: RenderOptions;
}

function Parsed({
  text,
  options,
  className,
  testId,
}: ParsedProps & { readonly className: string; readonly testId: string }): ReactElement {
  const before = useRef(text);
  useEffect(() => {
    before.current = text;
  }, [text]);
  const passing = text !== before.current && text.startsWith(before.current);
  const html = useMarkdown(text, { ...options, passing });
  return <LiveHtml className={className} data-testid={testId} html={html} />;
}

function ParsedInline({ text, options }: ParsedProps): ReactElement {
  const html = useMarkdown(text, options);
  return <Html as="span" className="rv-inline" data-testid="stMarkdownContainer" html={html} />;
}

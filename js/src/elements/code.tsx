/** `st.code`: a block of code with colours and a copy button. */
import { type ReactElement, useEffect, useSyncExternalStore } from "react";
import { colored, copyButtonHtml } from "../markdown/code";
import { engineVersion, subscribeEngines, wantEngines } from "../markdown/engines";
import { Html } from "../markdown/html";
import type { CommonProps } from "../protocol";
import { type NodeProps, registerElement } from "./registry";
import { classes } from "./size";

interface CodeProps extends CommonProps {
  readonly body: string;
  readonly language: string | null;
  readonly line_numbers?: boolean;
  readonly wrap_lines?: boolean;
}

function Code({ node }: NodeProps<CodeProps>): ReactElement {
  const { body, language, line_numbers: numbered, wrap_lines: wrap, height } = node.props;
  useSyncExternalStore(subscribeEngines, engineVersion);
  useEffect(() => {
    if (language) wantEngines(new Set(["highlight"]));
  }, [language]);
  const html = colored(body, language ?? "");
  return (
    <div className={classes("stCode rv-code", wrap && "rv-wrap")} data-testid="stCode">
      <pre
        style={typeof height === "number" ? { height } : undefined}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so a keyboard must reach it
        tabIndex={0}
      >
        {numbered ? (
          <NumberedLines html={html} language={language} />
        ) : (
          <Html as="code" className={language ? `language-${language}` : undefined} html={html} />
        )}
      </pre>
      <Html as="span" html={copyButtonHtml} />
    </div>
  );
}

/** The numbers are a column of their own, so that copying and selecting leave them out. */
function NumberedLines({
  html,
  language,
}: {
  html: string;
  language: string | null;
}): ReactElement {
  const count = html.split("\n").length;
  const numbers = Array.from({ length: count }, (_, index) => index + 1).join("\n");
  return (
    <span className="rv-numbered">
      <span aria-hidden="true" className="rv-line-numbers">
        {numbers}
      </span>
      <Html as="code" className={language ? `language-${language}` : undefined} html={html} />
    </span>
  );
}

registerElement("code", Code);

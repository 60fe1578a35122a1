/** `st.exception` and what a script that failed leaves on the page. */
import { type ReactElement, useState } from "react";
import { Markdown } from "../markdown/markdown";
import type { ExceptionProps } from "../protocol";
import { AlertBox } from "./alert";
import { copyText } from "./copy";
import { Glyph } from "./glyph";
import { type NodeProps, registerElement } from "./registry";

/** A line that points at a place in the one above it. */
const CARET = /^ *\^$/m;

export function ExceptionBox(props: ExceptionProps): ReactElement {
  const { type, message, markdown, warning, trace } = props;
  return (
    <AlertBox kind={warning ? "warning" : "error"}>
      <div className="rv-exception-message" data-testid="stExceptionMessage">
        {markdown ? (
          <>
            <strong className="rv-exception-type">{type}</strong>
            <Markdown anchors={false} text={message} />
          </>
        ) : (
          <>
            <strong className="rv-exception-type">
              {type}
              {message && !CARET.test(message) && ":"}
            </strong>{" "}
            {CARET.test(message) ? (
              <Pointing message={message} />
            ) : (
              <span className="rv-exception-text">{message}</span>
            )}
          </>
        )}
      </div>
      {trace.length > 0 && <Trace {...props} />}
    </AlertBox>
  );
}

/** A message with lines of code: these are not broken, so that the caret stays where it points. */
const Pointing = ({ message }: { readonly message: string }): ReactElement => (
  <span className="rv-exception-pointing">
    {message.split(/(?<=\n)/).map((line, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines may repeat, and never move
      <span data-code={line.startsWith(" ") || undefined} key={index}>
        {line}
      </span>
    ))}
  </span>
);

function Trace({ type, message, trace }: ExceptionProps): ReactElement {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await copyText([`${type}: ${message}`, ...trace].join("\n"));
    setCopied(true);
    window.setTimeout(() => setCopied(false), 1500);
  };
  return (
    <div className="rv-trace">
      <div className="rv-trace-head">
        <span>Traceback</span>
        <button className="rv-quiet-button" onClick={copy} type="button">
          <Glyph name={copied ? "check" : "copy"} />
          {copied ? "Copied" : "Copy"}
        </button>
      </div>
      <pre className="rv-trace-rows" data-testid="stExceptionTrace">
        {trace.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows may repeat, and never move
          <span className="rv-trace-row" data-testid="stExceptionTraceRow" key={index}>
            {row}
          </span>
        ))}
      </pre>
    </div>
  );
}

function Exception({ node }: NodeProps<ExceptionProps>): ReactElement {
  return (
    <div className="stException" data-testid="stException">
      <ExceptionBox {...node.props} />
    </div>
  );
}

registerElement("exception", Exception);

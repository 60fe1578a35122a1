/** JSON as a tree whose branches open and close. */
import { type ReactElement, useMemo, useState } from "react";
import { copyText } from "../elements/copy";
import { Glyph } from "../elements/glyph";
import type { NodeProps } from "../elements/registry";
import type { CommonProps } from "../protocol";

export interface JsonProps extends CommonProps {
  readonly body: string;
  /** Whether branches are open at first, or down to which depth. */
  readonly expanded?: boolean | number;
}

/** Entries of a branch that are drawn before the visitor asks for more. */
const PAGE = 100;
/** Larger bodies open only their first branch, in characters. */
const LARGE = 200_000;

export function Json({ node }: NodeProps<JsonProps>): ReactElement {
  const { body, expanded = true } = node.props;
  const parsed = useMemo(() => parse(body), [body]);
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await copyText(parsed ? JSON.stringify(parsed.value, null, 2) : body);
    setCopied(true);
    window.setTimeout(() => setCopied(false), 1500);
  };
  const depth = typeof expanded === "number" ? expanded : expanded ? Number.POSITIVE_INFINITY : 0;
  return (
    <div className="stJson rv-json" data-testid="stJson">
      <button
        aria-label={copied ? "Copied" : "Copy to clipboard"}
        className="rv-json-copy"
        onClick={copy}
        type="button"
      >
        <Glyph name={copied ? "check" : "copy"} />
      </button>
      {parsed ? (
        <Value depth={body.length > LARGE ? Math.min(depth, 1) : depth} value={parsed.value} />
      ) : (
        <>
          <p className="rv-json-invalid">This text is not valid JSON:</p>
          <pre>{body}</pre>
        </>
      )}
    </div>
  );
}

/** The value of a text; null for a text that is no JSON. Python writes NaN and infinities as well. */
function parse(body: string): { value: unknown } | null {
  for (const text of [body, withoutBareNumbers(body)]) {
    try {
      return { value: JSON.parse(text, exactNumber) };
    } catch {
      // The second try may do.
    }
  }
  return null;
}

/** Puts `NaN` and the infinities between quotes; what is inside of strings stays. */
const withoutBareNumbers = (body: string): string =>
  body.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (found) =>
    found.startsWith('"') ? found : `"${found}"`,
  );

/** Keeps the digits of integers that a JavaScript number would round. */
function exactNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  const rounds = typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER;
  return rounds && context?.source && /^-?\d+$/.test(context.source)
    ? BigInt(context.source)
    : value;
}

interface ValueProps {
  readonly value: unknown;
  /** Key or position in the branch above. */
  readonly name?: string;
  /** How many levels from here on are open at first. */
  readonly depth: number;
}

function Value({ value, name, depth }: ValueProps): ReactElement {
  if (typeof value === "object" && value !== null) {
    return <Branch depth={depth} name={name} value={value} />;
  }
  return (
    <div className="rv-json-line">
      <Name name={name} />
      <Leaf value={value} />
    </div>
  );
}

function Name({ name }: { readonly name?: string }): ReactElement | null {
  return name === undefined ? null : <span className="rv-json-name">{name}: </span>;
}

function Leaf({ value }: { readonly value: unknown }): ReactElement {
  const kind = value === null ? "null" : typeof value;
  const text = kind === "string" ? JSON.stringify(value) : String(value);
  return (
    <span className="rv-json-leaf" data-kind={kind}>
      {text}
    </span>
  );
}

function Branch({ value, name, depth }: ValueProps & { readonly value: object }): ReactElement {
  const [open, setOpen] = useState(depth > 0);
  const [limit, setLimit] = useState(PAGE);
  const isList = Array.isArray(value);
  // Only the keys: with the values a large list would be copied.
  const keys = Object.keys(value);
  const [start, end] = isList ? "[]" : "{}";
  const count = `${keys.length} ${isList ? "item" : "key"}${keys.length === 1 ? "" : "s"}`;
  if (keys.length === 0) {
    return (
      <div className="rv-json-line">
        <Name name={name} />
        {start}
        {end}
      </div>
    );
  }
  return (
    <div className="rv-json-branch">
      <button
        aria-expanded={open}
        className="rv-json-toggle"
        onClick={() => setOpen(!open)}
        type="button"
      >
        <Glyph name="chevron" />
        <Name name={name} />
        {start}
        {!open && <span className="rv-json-count">{count}</span>}
        {!open && end}
      </button>
      {open && (
        <div className="rv-json-children">
          {keys.slice(0, limit).map((key) => (
            <Value
              depth={depth - 1}
              key={key}
              name={key}
              value={(value as Record<string, unknown>)[key]}
            />
          ))}
          {keys.length > limit && (
            <button
              className="rv-json-more"
              onClick={() => setLimit(limit + 10 * PAGE)}
              type="button"
            >
              Show more ({keys.length - limit} left)
            </button>
          )}
        </div>
      )}
      {open && <div className="rv-json-end">{end}</div>}
    </div>
  );
}

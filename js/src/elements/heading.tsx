/** `st.title`, `st.header`, `st.subheader`. */
import { createElement, type ReactElement } from "react";
import { anchorHtml, slug } from "../markdown/headings";
import { Html } from "../markdown/html";
import { Markdown, useMarkdown } from "../markdown/markdown";
import { withoutParagraph } from "../markdown/render";
import type { CommonProps } from "../protocol";
import { Icon } from "./icon";
import { type NodeProps, registerElement } from "./registry";
import { classes } from "./size";
import { Help } from "./tooltip";

interface HeadingProps extends CommonProps {
  readonly body: string;
  readonly anchor?: string;
  readonly hide_anchor?: boolean;
  /** Name of the colour of the line below. */
  readonly divider?: string;
  readonly icon?: string;
  readonly text_alignment?: string;
  readonly wrap?: boolean;
}

const TAGS: Readonly<Record<string, string>> = { title: "h1", header: "h2", subheader: "h3" };

function Heading({ node }: NodeProps<HeadingProps>): ReactElement {
  const { body, anchor, hide_anchor: bare, divider, icon, help, wrap } = node.props;
  const [first = "", ...rest] = body.split("\n");
  const html = withoutParagraph(useMarkdown(first, { inline: true }));
  const id = anchor ?? slug(textOf(html));
  const heading = (
    <>
      {icon && (
        <span data-testid="stHeadingIconWrapper">
          <span data-testid="stHeadingIcon">
            <Icon icon={icon} />
          </span>
        </span>
      )}
      <Html as="span" className="rv-heading-text" html={html} />
      {help && <Help text={help} />}
      {!bare && <Html as="span" html={anchorHtml(id)} />}
    </>
  );
  return (
    <div
      className={classes("stHeading rv-heading", wrap === false && "rv-one-line")}
      data-align={node.props.text_alignment}
      data-testid="stHeading"
    >
      <div className="rv-md" data-testid="stMarkdownContainer">
        <div data-testid="stHeadingWithActionElements">
          {createElement(TAGS[node.kind] ?? "h3", { id: bare ? undefined : id }, heading)}
        </div>
      </div>
      {rest.some((line) => line.trim()) && <Markdown text={rest.join("\n").trim()} />}
      {divider && (
        <hr
          className={`rv-heading-divider rv-line-${divider === "grey" ? "gray" : divider.replace(/[^a-z]/g, "")}`}
          data-testid="stHeadingDivider"
        />
      )}
    </div>
  );
}

const NAMED: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
};

/** The words of rendered markup; only for making an id of them. */
const textOf = (html: string): string =>
  html.replace(/<[^>]*>/g, "").replace(/&(amp|lt|gt|quot);/g, (found) => NAMED[found] ?? found);

for (const kind of Object.keys(TAGS)) registerElement(kind, Heading);

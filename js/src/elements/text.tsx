/** `st.markdown`, `st.caption`, `st.latex`, `st.badge`, `st.text`, `st.divider`. */
import type { ReactElement, ReactNode } from "react";
import { useEffect, useSyncExternalStore } from "react";
import { engineVersion, subscribeEngines, wantEngines } from "../markdown/engines";
import { Html } from "../markdown/html";
import { Markdown, useMarkdown } from "../markdown/markdown";
import { formula } from "../markdown/math";
import { withoutParagraph } from "../markdown/render";
import type { CommonProps } from "../protocol";
import { Icon } from "./icon";
import { type NodeProps, registerElement } from "./registry";
import { classes } from "./size";
import { Help } from "./tooltip";

interface MarkdownProps extends CommonProps {
  readonly body: string;
  readonly html?: boolean;
  readonly anchors?: boolean;
  readonly wrap?: boolean;
  readonly text_alignment?: string;
}

function MarkdownElement({ node }: NodeProps<MarkdownProps>): ReactElement {
  const { body, html, anchors, help } = node.props;
  const caption = node.kind === "caption";
  return (
    <TextBox className="stMarkdown" help={help} props={node.props} testId="stMarkdown">
      <Markdown
        anchors={anchors}
        className={caption ? "rv-caption" : ""}
        html={html}
        testId={caption ? "stCaptionContainer" : "stMarkdownContainer"}
        text={body}
      />
    </TextBox>
  );
}

interface TextBoxProps {
  readonly className: string;
  readonly testId: string;
  readonly help?: string | null;
  readonly props: { readonly text_alignment?: string; readonly wrap?: boolean };
  readonly children: ReactNode;
}

/** The box of a text: its alignment, whether it is cut after one line, the help behind it. */
function TextBox({ className, testId, help, props, children }: TextBoxProps): ReactElement {
  return (
    <div
      className={classes(className, help && "rv-with-help", props.wrap === false && "rv-one-line")}
      data-align={props.text_alignment}
      data-testid={testId}
    >
      {children}
      {help && <Help text={help} />}
    </div>
  );
}

interface LatexProps extends CommonProps {
  readonly body: string;
}

function Latex({ node }: NodeProps<LatexProps>): ReactElement {
  useSyncExternalStore(subscribeEngines, engineVersion);
  useEffect(() => wantEngines(new Set(["katex"])), []);
  return (
    <TextBox className="stMarkdown rv-latex" help={node.props.help} props={{}} testId="stMarkdown">
      <Html
        className="rv-md"
        data-testid="stMarkdownContainer"
        html={formula(node.props.body, true)}
      />
    </TextBox>
  );
}

interface BadgeProps extends CommonProps {
  readonly label: string;
  readonly icon?: string;
  readonly color: string;
}

function Badge({ node }: NodeProps<BadgeProps>): ReactElement {
  const { label, icon, color, help } = node.props;
  const html = withoutParagraph(useMarkdown(label, { inline: true, noLinks: true }));
  const name = color === "grey" ? "gray" : color.replace(/[^a-z]/g, "");
  return (
    <TextBox className="stMarkdown" help={help} props={{}} testId="stMarkdown">
      <div className="rv-md" data-testid="stMarkdownContainer">
        <p>
          <span
            className={`stMarkdownBadge rv-badge rv-badge-${name}`}
            data-testid="stMarkdownBadge"
          >
            {icon && <Icon icon={icon} />}
            {icon && label && " "}
            <Html as="span" html={html} />
          </span>
        </p>
      </div>
    </TextBox>
  );
}

interface TextProps extends CommonProps {
  readonly body: string;
  readonly text_alignment?: string;
  readonly wrap?: boolean;
}

function Text({ node }: NodeProps<TextProps>): ReactElement {
  return (
    <TextBox className="stText rv-text" help={node.props.help} props={node.props} testId="stText">
      <span>{node.props.body}</span>
    </TextBox>
  );
}

function Divider(): ReactElement {
  return (
    <div className="stMarkdown" data-testid="stMarkdown">
      <div className="rv-md" data-testid="stMarkdownContainer">
        <hr />
      </div>
    </div>
  );
}

registerElement("markdown", MarkdownElement, { deferred: true, inlineInRow: true });
registerElement("caption", MarkdownElement, { deferred: true });
registerElement("latex", Latex);
registerElement("badge", Badge, { inline: true });
registerElement("text", Text, { deferred: true, inline: true });
registerElement("divider", Divider);

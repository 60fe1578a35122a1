/** `st.chat_message`: what somebody says, beside a picture of who says it. */
import { type ReactElement, useRef } from "react";
import type { CommonProps } from "../protocol";
import { useMarks } from "../store/hooks";
import type { Session } from "../store/session";
import { VerticalBlock } from "./block";
import { Glyph } from "./glyph";
import { Icon } from "./icon";
import { type NodeProps, registerElement } from "./registry";

interface ChatMessageProps extends CommonProps {
  readonly name: string;
  /** An avatar that comes with a name; one of this, `icon` and `image`, or none for the first letter. */
  readonly preset?: "user" | "assistant";
  readonly icon?: string;
  /** URL of a picture. */
  readonly image?: string;
}

/** Whose message it is, for its look: that of an author with an avatar of their own, too. */
const authorOf = (name: string): string | undefined =>
  ({ user: "user", human: "user", assistant: "assistant", ai: "assistant" })[name.toLowerCase()];

function ChatMessage({ node }: NodeProps<ChatMessageProps>): ReactElement {
  const { name } = node.props;
  const author = authorOf(name);
  const content = useRef<HTMLElement>(null);
  useMarks(content, busyMark);
  return (
    <div className="stChatMessage rv-message" data-author={author} data-testid="stChatMessage">
      <Avatar {...node.props} />
      <article
        aria-label={`Message from ${name || "someone"}`}
        aria-live={author === "user" ? undefined : "polite"}
        className="rv-message-content"
        data-testid="stChatMessageContent"
        ref={content}
      >
        <VerticalBlock node={node} />
      </article>
    </div>
  );
}

/** An answer is read aloud when it is complete, not in every state of it. */
const busyMark = ({ runState }: Session): { "aria-busy": string | undefined } => ({
  "aria-busy": runState === "running" ? "true" : undefined,
});

function Avatar({ name, preset, icon, image }: ChatMessageProps): ReactElement {
  if (image !== undefined) {
    return <img alt="" className="rv-avatar" data-testid="stChatMessageAvatarImage" src={image} />;
  }
  const of = preset === undefined ? "Custom" : preset === "user" ? "User" : "Assistant";
  return (
    <span
      aria-hidden="true"
      className="rv-avatar"
      data-preset={preset}
      data-testid={`stChatMessageAvatar${of}`}
    >
      {icon ? <Icon icon={icon} /> : preset ? <Glyph name={preset} /> : initial(name)}
    </span>
  );
}

/** The first letter, whole where it is made of several code points. */
const initial = (name: string): string => [...name.trim()][0]?.toUpperCase() ?? "";

registerElement("chat_message", ChatMessage, { container: true });

/** `st.chat_input`: the next message of a conversation. */
import { type KeyboardEvent, type ReactElement, useLayoutEffect, useRef, useState } from "react";
import { Glyph } from "../elements/glyph";
import type { NodeProps } from "../elements/registry";
import { classes } from "../elements/size";
import type { InputProps } from "../protocol";
import { useInput, useRunState, useSession } from "../store/hooks";

export interface ChatInputProps extends InputProps<null> {
  readonly placeholder: string;
  readonly max_chars?: number;
  /** What it does while the script runs; by default it takes the next message. */
  readonly submit_mode?: "disable" | "stop";
  /** A text to begin with, and a number that tells it from the same text at another time. */
  readonly fill?: readonly [text: string, number: number];
}

export function ChatInput({ node }: NodeProps<ChatInputProps>): ReactElement {
  const { fill, height, max_chars: limit, placeholder, submit_mode: mode } = node.props;
  const { disabled } = useInput(node);
  const session = useSession();
  const running = useRunState() === "running";
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useFilled(fill);
  // It is not disabled while it waits: it would lose the focus, and the visitor their place.
  const waits = mode !== undefined && running;
  const empty = text.trim() === "";
  const send = (): void => {
    if (waits || empty || disabled) return;
    session.press(node, text);
    setText("");
    showEnd(field.current);
  };
  return (
    <div
      className={classes(
        "stChatInput rv-chat-input",
        (height === "stretch" || typeof height === "number") && "rv-field-tall",
      )}
      data-testid="stChatInput"
      style={typeof height === "number" ? { height } : undefined}
    >
      <div className="rv-control rv-chat-box" data-disabled={disabled || undefined}>
        <textarea
          aria-disabled={waits || undefined}
          aria-label={placeholder || "Message"}
          className="rv-input rv-chat-text"
          data-grow={height === undefined || undefined}
          data-testid="stChatInputTextArea"
          disabled={disabled}
          enterKeyHint="send"
          maxLength={limit}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (!isSend(event)) return;
            event.preventDefault();
            send();
          }}
          placeholder={placeholder}
          readOnly={waits}
          ref={field}
          rows={1}
          value={text}
        />
        <div className="rv-chat-end">
          {limit !== undefined && text !== "" && (
            <span className="rv-field-hint" data-testid="stChatInputInstructions">
              {text.length}/{limit}
            </span>
          )}
          {mode === "stop" && running ? (
            <button
              aria-label="Stop"
              className="rv-chat-button"
              data-testid="stChatInputStopButton"
              onClick={() => session.stop()}
              type="button"
            >
              <Glyph name="stop" />
            </button>
          ) : (
            <button
              aria-label="Send message"
              className="rv-chat-button"
              data-testid="stChatInputSubmitButton"
              disabled={disabled || waits || empty}
              onClick={() => {
                send();
                field.current?.focus();
              }}
              type="button"
            >
              <Glyph name="send" />
            </button>
          )}
        </div>
      </div>
    </div>
  );
}

/** What is being written, which begins anew with every text that the script fills in. */
function useFilled(fill: ChatInputProps["fill"]): [string, (text: string) => void] {
  const [text, setText] = useState(fill?.[0] ?? "");
  const filled = useRef(fill?.[1]);
  useLayoutEffect(() => {
    if (fill === undefined || fill[1] === filled.current) return;
    filled.current = fill[1];
    setText(fill[0]);
  }, [fill]);
  return [text, setText];
}

/** Enter sends and Shift+Enter breaks the line; an Enter that ends the writing of a character does neither. */
const isSend = (event: KeyboardEvent): boolean =>
  event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing;

/** Has the page follow the conversation again: who says something waits for the answer. */
function showEnd(field: HTMLElement | null): void {
  const main = field?.closest(".rv-bottom")?.parentElement?.querySelector(".rv-main");
  if (main) main.scrollTop = main.scrollHeight;
}

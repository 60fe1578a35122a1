/** `st.chat_input`: the next message of a conversation. What goes along with a text is a chunk. */
import {
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useChunk } from "../data/chunk";
import { Glyph } from "../elements/glyph";
import type { NodeProps } from "../elements/registry";
import { classes } from "../elements/size";
import type { InputProps } from "../protocol";
import { useInput, useRunning, useSession } from "../store/hooks";
import type { InputNode, Session } from "../store/session";
import type { SentFile } from "../uploads/transfer";

export interface ChatInputProps extends InputProps<null> {
  readonly placeholder: string;
  readonly max_chars?: number;
  /** What it does while the script runs; by default it takes the next message. */
  readonly submit_mode?: "disable" | "stop";
  /** A text to begin with, and a number that tells it from the same text at another time. */
  readonly fill?: readonly [text: string, number: number];
  /** Whether files can go along, and which: as of `st.file_uploader`. */
  readonly files?: boolean;
  readonly types?: readonly string[];
  readonly several?: boolean;
  readonly folders?: boolean;
  readonly max_size?: number;
  readonly part_size?: number;
  /** Whether a message can be spoken, and with how many samples per second. */
  readonly audio?: boolean;
  readonly sample_rate?: number;
}

/** What the chunk gets; it has no part of the core but this. */
export interface PartProps {
  readonly node: InputNode<null> & { readonly props: ChatInputProps };
  readonly session: Session;
  readonly disabled: boolean;
}

/** The files that are to go along. */
export interface Along {
  readonly count: number;
  /** Whether some are still on their way. */
  readonly busy: boolean;
}

export interface FilesHandle {
  /** The files; they belong to a message from now on. */
  take(): readonly SentFile[];
}

export interface FilesProps extends PartProps {
  /** The field with its buttons, on which files can be dropped. */
  readonly box: RefObject<HTMLElement | null>;
  readonly handle: RefObject<FilesHandle | null>;
  onChange(along: Along): void;
}

export interface VoiceProps extends PartProps {
  /** Whether a recording waits until it can be sent. */
  readonly waits: boolean;
  onRecord(recording: boolean): void;
  /** There is a recording, which is to be sent as soon as it can be. */
  onSpoken(file: SentFile): void;
}

const NOTHING: Along = { busy: false, count: 0 };

export function ChatInput({ node }: NodeProps<ChatInputProps>): ReactElement {
  const { audio, files, fill, height, max_chars: limit, placeholder } = node.props;
  const mode = node.props.submit_mode;
  const { disabled } = useInput(node);
  const session = useSession();
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const handle = useRef<FilesHandle>(null);
  const chunk = useChunk<typeof import("../chunks/chat-files")>(
    audio || files ? "chat-files" : null,
  );
  const [text, setText] = useFilled(fill);
  const [along, setAlong] = useState(NOTHING);
  const [recording, setRecording] = useState(false);
  const [spoken, setSpoken] = useState<SentFile | null>(null);
  /** The recording that was sent last. */
  const last = useRef<string>();
  // It is not disabled while it waits: it would lose the focus, and the visitor their place.
  const waits = useRunning(mode !== undefined);
  const stopped = waits || disabled || along.busy;
  const empty = text.trim() === "" && along.count === 0 && spoken === null;
  const send = (): void => {
    if (stopped || empty || (recording && spoken === null)) return;
    // Something else may draw the field before it knows that this was sent.
    if (spoken !== null && spoken.id === last.current) return;
    last.current = spoken?.id;
    const ids = (sent: readonly SentFile[]): unknown => sent.map(({ id }) => ({ id }));
    const parts = { files: ids(handle.current?.take() ?? []), audio: ids(spoken ? [spoken] : []) };
    setText("");
    setSpoken(null);
    session.press(node, audio || files ? { text, ...parts } : text);
    showEnd(field.current);
  };
  // What was spoken goes by itself, when the files beside it are there.
  useEffect(() => {
    if (spoken !== null) send();
  });
  const part = { node, session };
  return (
    <div
      className={classes(
        "stChatInput rv-chat-input",
        (height === "stretch" || typeof height === "number") && "rv-field-tall",
      )}
      data-testid="stChatInput"
      style={typeof height === "number" ? { height } : undefined}
    >
      <div
        className={classes("rv-control rv-chat-box", chunk && "rv-chat-parts")}
        data-disabled={disabled || undefined}
        data-recording={recording || undefined}
        ref={box}
      >
        {files &&
          (chunk ? (
            <chunk.Files
              {...part}
              box={box}
              disabled={disabled}
              handle={handle}
              onChange={setAlong}
            />
          ) : (
            <span className="rv-chat-side" />
          ))}
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
          {audio &&
            (chunk ? (
              <chunk.Voice
                {...part}
                disabled={disabled || waits}
                onRecord={setRecording}
                onSpoken={setSpoken}
                waits={spoken !== null}
              />
            ) : (
              <span className="rv-chat-side" />
            ))}
          {mode === "stop" && waits ? (
            <button
              aria-label="Stop"
              className="rv-chat-button"
              data-stop={true}
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
              disabled={stopped || empty}
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

/** What goes along with a message: files and a recording; loaded when the first field takes them. */
import { type ReactElement, useEffect, useImperativeHandle, useRef, useState } from "react";
import type { FilesProps, PartProps, VoiceProps } from "../inputs/chat-input";
import { uuid } from "../store/uuid";
import css from "../styles/chat-files.css";
import uploads from "../styles/uploads.css";
import { type Chosen, fromList, refusal, shownLimit, shownTypes } from "../uploads/choose";
import { useDrop } from "../uploads/drop";
import { FileList, Picture, usePictures } from "../uploads/list";
import { cannotAsk, nameOfNow, whyNot } from "../uploads/media";
import { useQueue } from "../uploads/queue";
import { useRecorder } from "../uploads/recorder";
import { Action, Wave } from "../uploads/sound";
import { Cancelled, type SentFile, transferOf } from "../uploads/transfer";
import { shownTime, wavOf } from "../uploads/wav";

export const styles = uploads + css;

/** The files of the next message: a button for them, and their list above the text. */
export function Files(props: FilesProps): ReactElement {
  const { box, disabled, handle, node, onChange, session } = props;
  const { folders, max_size: largest = Number.POSITIVE_INFINITY, several = false } = node.props;
  const { types = [] } = node.props;
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  const queue = useQueue({ node, input: { value: files, setValue: setFiles }, session });
  const pictures = usePictures();
  const chooser = useRef<HTMLInputElement>(null);

  const add = (chosen: readonly Chosen[]): void => {
    // A folder may have anything beside what is wanted.
    const taken = { types, largest: Number.POSITIVE_INFINITY };
    const wanted = folders ? chosen.filter((one) => refusal(one, taken) === null) : chosen;
    if (disabled || wanted.length === 0) return;
    pictures.add(wanted);
    queue.add(wanted, { types, largest }, several);
    box.current?.querySelector("textarea")?.focus();
  };
  const over = useDrop(box, add);
  const busy = queue.pending.some(({ error }) => error === null);
  useEffect(() => onChange({ busy, count: files.length }), [busy, files, onChange]);
  useImperativeHandle(
    handle,
    () => ({
      take: () => {
        // What was refused has been seen.
        for (const { id } of queue.pending) queue.remove(id);
        setFiles([]);
        return files;
      },
    }),
    [files, queue],
  );
  useForget(session, files);

  const what = folders ? "a folder" : several ? "files" : "a file";
  const limits = [
    Number.isFinite(largest) && `up to ${shownLimit(largest)} each`,
    types.length > 0 && shownTypes(types),
  ].filter(Boolean);
  return (
    <>
      <div className="rv-chat-files">
        <FileList
          disabled={disabled}
          files={files}
          label="Attached files"
          onRemove={(id) => {
            queue.remove(id);
            // What was in the list and had the focus is gone.
            box.current?.querySelector("textarea")?.focus();
          }}
          pictures={pictures.urls}
          queue={queue}
        />
        <input
          accept={types.join(",") || undefined}
          aria-hidden="true"
          className="rv-drop-field"
          data-testid="stChatInputFileUploadInput"
          disabled={disabled}
          multiple={several}
          onChange={({ target }) => {
            add(fromList(target.files ?? []));
            // The same file may be chosen again.
            target.value = "";
          }}
          ref={chooser}
          tabIndex={-1}
          type="file"
          {...(folders && { webkitdirectory: "" })}
        />
        <span className="rv-visually-hidden" role="status">
          {queue.news}
        </span>
        {over && !disabled && (
          <span aria-hidden="true" className="rv-chat-drop">
            Drop {what} to send {several ? "them" : "it"} along
          </span>
        )}
      </div>
      <button
        aria-label={`Attach ${what}`}
        className="rv-chat-side"
        data-testid="stChatInputFileUploadButton"
        disabled={disabled}
        onClick={() => chooser.current?.click()}
        title={[`Attach ${what}`, ...limits].join(" · ")}
        type="button"
      >
        <Picture name="attach" />
      </button>
    </>
  );
}

/** Has the kernel forget what was attached and never sent, when the field goes. */
function useForget(session: PartProps["session"], files: readonly SentFile[]): void {
  const now = useRef(files);
  now.current = files;
  useEffect(
    () => () => {
      for (const { id } of now.current) transferOf(session).cancel(id);
    },
    [session],
  );
}

interface Recording {
  readonly name: string;
  readonly content: Blob;
}

/** A recording instead of a text, or beside one: it is sent as soon as it is finished. */
export function Voice(props: VoiceProps): ReactElement {
  const { disabled, node, onRecord, onSpoken, session, waits } = props;
  const { part_size: part, sample_rate: rate } = node.props;
  const recorder = useRecorder();
  const recording = recorder.seconds !== null;
  const [problem, setProblem] = useState<string | null>(null);
  const [failed, setFailed] = useState<Recording | null>(null);
  const [isSending, setSending] = useState(false);
  const busy = isSending || waits;
  const active = recording || busy;
  const sending = useRef<string | null>(null);
  const start = useRef<HTMLDivElement>(null);
  const transfer = transferOf(session);
  useEffect(() => onRecord(active), [active, onRecord]);
  useEffect(
    () => () => void (sending.current !== null && transfer.cancel(sending.current)),
    [transfer],
  );
  const focusOn = (testId: string): void =>
    start.current?.querySelector<HTMLElement>(`[data-testid=${testId}]`)?.focus();
  // The button that had the focus is gone.
  const was = useRef(false);
  useEffect(() => {
    if (was.current !== active) {
      focusOn(active ? "stChatInputApproveButton" : "stChatInputMicButton");
    }
    was.current = active;
  });

  const begin = async (): Promise<void> => {
    const reason = cannotAsk("microphone");
    setProblem(reason);
    setFailed(null);
    if (reason !== null) return;
    try {
      await recorder.begin(rate);
    } catch (error) {
      setProblem(whyNot(error, "microphone"));
    }
  };
  const send = async ({ name, content }: Recording): Promise<void> => {
    const id = uuid();
    sending.current = id;
    setProblem(null);
    setFailed(null);
    setSending(true);
    try {
      const way = { id, input: node.id ?? "", name, content, part, progress: () => {} };
      onSpoken(await transfer.send(way));
    } catch (error) {
      if (error instanceof Cancelled) return;
      setFailed({ name, content });
      setProblem(`The recording was not sent. ${(error as Error).message}`);
    } finally {
      sending.current = null;
      setSending(false);
    }
  };
  const approve = async (): Promise<void> => {
    setSending(true);
    try {
      const { samples, rate: found } = await recorder.end(rate);
      await send({ name: nameOfNow("recording", "wav"), content: wavOf(samples, found) });
    } catch {
      setProblem("The recording cannot be read. Record it again.");
    } finally {
      setSending(false);
    }
  };
  const cancel = (): void => recorder.cancel();

  return (
    <>
      {problem !== null && (
        <div className="rv-chat-problem" role="alert">
          <span>{problem}</span>
          {failed !== null && (
            <button className="rv-file-again" onClick={() => send(failed)} type="button">
              Try again
            </button>
          )}
          <button
            aria-label="Dismiss"
            className="rv-file-remove"
            onClick={() => {
              setProblem(null);
              setFailed(null);
            }}
            type="button"
          >
            <Picture name="close" />
          </button>
        </div>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape for the buttons inside */}
      <div
        className="rv-chat-voice"
        data-recording={active || undefined}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || !recording) return;
          event.preventDefault();
          cancel();
        }}
        ref={start}
      >
        {active ? (
          <>
            <Wave peaks={recorder.peaks} recording testId="stChatInputWaveform" />
            <span className="rv-recorder-time">
              {busy ? "Sending" : shownTime(recorder.seconds ?? 0)}
            </span>
            <Action
              disabled={!recording}
              label="Discard the recording"
              name="cancel"
              onPress={cancel}
              testId="stChatInputCancelButton"
            />
            <Action
              active
              disabled={!recording}
              label="Send the recording"
              name="check"
              onPress={approve}
              testId="stChatInputApproveButton"
            />
          </>
        ) : (
          <Action
            disabled={disabled}
            label="Record a message"
            name="record"
            onPress={begin}
            testId="stChatInputMicButton"
          />
        )}
      </div>
      <span className="rv-visually-hidden" role="status">
        {recording ? "Recording" : busy ? "Sending the recording" : ""}
      </span>
    </>
  );
}

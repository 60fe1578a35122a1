/** The one file of a camera or a recorder: its way to the kernel, and its content while the page has it. */
import { useEffect, useRef, useState } from "react";
import type { FilesProps } from "../inputs/files";
import { uuid } from "../store/uuid";
import { Cancelled, type FileProps, type SentFile, transferOf } from "./transfer";

export interface Made {
  readonly name: string;
  readonly content: Blob;
  /** Address of the content, for this page only. */
  readonly url: string;
}

export interface OneFile {
  /** What the kernel has, or null. */
  readonly value: SentFile | null;
  /** What was made here and is the value, or is on its way. */
  readonly made: Made | null;
  /** From 0 to 1; null when nothing is on its way. */
  readonly progress: number | null;
  readonly error: string | null;
  send(name: string, content: Blob): void;
  retry(): void;
  clear(): void;
}

export function useOneFile<P extends FileProps>({ node, input, session }: FilesProps<P>): OneFile {
  const transfer = transferOf(session);
  const [made, setMade] = useState<(Made & { readonly id: string }) | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const [error, setError] = useState<string | null>(null);
  const now = useRef({ input, sending: null as string | null });
  now.current.input = input;
  const value = input.value[0] ?? null;

  useEffect(
    () => () => {
      if (now.current.sending !== null) transfer.cancel(now.current.sending);
    },
    [transfer],
  );
  const url = made?.url;
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  // A form that was cleared, or a kernel that knows better.
  const stale = made !== null && progress === null && error === null && made.id !== value?.id;
  useEffect(() => {
    if (stale) setMade(null);
  }, [stale]);

  const start = (name: string, content: Blob, url: string): void => {
    const id = uuid();
    if (now.current.sending !== null) transfer.cancel(now.current.sending);
    now.current.sending = id;
    setMade({ id, name, content, url });
    setProgress(0);
    setError(null);
    const part = node.props.part_size;
    transfer
      .send({
        id,
        input: node.id ?? "",
        name,
        content,
        part,
        progress: (sent) => now.current.sending === id && setProgress(sent / content.size),
      })
      .then(
        (file) => {
          now.current.sending = null;
          const before = now.current.input.value;
          // Together: in between, what was made would be taken for stale.
          now.current.input.setValue([file]);
          setProgress(null);
          for (const { id: former } of before) transfer.cancel(former);
        },
        (reason: Error) => {
          if (reason instanceof Cancelled) return;
          now.current.sending = null;
          setProgress(null);
          setError(reason.message);
        },
      );
  };

  return {
    value,
    made: stale ? null : made,
    progress,
    error,
    send: (name, content) => start(name, content, URL.createObjectURL(content)),
    retry: () => made && start(made.name, made.content, URL.createObjectURL(made.content)),
    clear: () => {
      if (now.current.sending !== null) transfer.cancel(now.current.sending);
      now.current.sending = null;
      setMade(null);
      setProgress(null);
      setError(null);
      const before = now.current.input.value;
      if (before.length > 0) now.current.input.setValue([]);
      for (const { id } of before) transfer.cancel(id);
    },
  };
}

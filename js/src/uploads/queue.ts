/** The files of one input: those on their way, those that did not get there, and those that did. */
import { useEffect, useRef, useState } from "react";
import { uuid } from "../store/uuid";
import { type Chosen, refusal, type Taken } from "./choose";
import { Cancelled, type SentFile, transferOf, type Way } from "./transfer";

/** A file that is not part of the value. */
export interface Pending {
  readonly id: string;
  readonly chosen: Chosen;
  readonly sent: number;
  /** Why it is not sent; null while it may be. */
  readonly error: string | null;
  /** Whether another attempt may succeed. */
  readonly again: boolean;
}

export interface Queue {
  readonly pending: readonly Pending[];
  /** What was heard last, for those who do not see it. */
  readonly news: string;
  add(chosen: readonly Chosen[], taken: Taken, several: boolean): void;
  retry(id: string): void;
  /** Stops a file that is on its way, or takes one out of the value. */
  remove(id: string): void;
}

const TYPE_OR_SIZE = false;

/** What a queue needs of the input. */
export interface Place {
  readonly node: {
    readonly id?: string;
    readonly props: { readonly part_size?: number; readonly several?: boolean };
  };
  readonly input: {
    readonly value: readonly SentFile[];
    setValue(files: readonly SentFile[]): void;
  };
  readonly session: Way;
}

export function useQueue({ node, input, session }: Place): Queue {
  const transfer = transferOf(session);
  const [pending, setPending] = useState<readonly Pending[]>([]);
  const [news, setNews] = useState("");
  // What happens long after a drawing must see the newest one.
  const now = useRef({ input, pending });
  now.current.input = input;
  /** Files that have arrived and wait for the others of their batch. */
  const arrived = useRef<SentFile[]>([]);
  const gone = useRef(false);

  const change = (how: (files: readonly Pending[]) => readonly Pending[]): void => {
    now.current.pending = how(now.current.pending);
    if (!gone.current) setPending(now.current.pending);
  };
  const update = (id: string, news: Partial<Pending>): void =>
    change((files) => files.map((file) => (file.id === id ? { ...file, ...news } : file)));

  useEffect(() => {
    gone.current = false;
    return () => {
      // The input is not there any more, and neither is what it was for.
      gone.current = true;
      for (const { id, error } of now.current.pending) if (error === null) transfer.cancel(id);
    };
  }, [transfer]);

  const forget = (files: readonly SentFile[]): void => {
    for (const { id } of files) transfer.cancel(id);
  };
  const setValue = (files: readonly SentFile[]): void => {
    const kept = new Set(files.map(({ id }) => id));
    const before = now.current.input.value;
    now.current.input.setValue(files);
    // Those that the kernel has as a value it forgets by itself.
    forget(before.filter(({ id }) => !kept.has(id)));
  };
  const settle = (several: boolean): void => {
    const { pending: files, input } = now.current;
    if (files.some(({ error }) => error === null) || arrived.current.length === 0) return;
    const sent = arrived.current.splice(0);
    setNews(sent.length === 1 ? `${sent[0]?.name} was sent.` : `${sent.length} files were sent.`);
    setValue(several ? [...input.value, ...sent] : sent.slice(-1));
  };

  const start = (id: string, chosen: Chosen, several: boolean): void => {
    const { file, name } = chosen;
    const part = node.props.part_size;
    let shown = 0;
    const progress = (sent: number): void => {
      // As often as one can see it.
      if (performance.now() - shown < 50) return;
      shown = performance.now();
      update(id, { sent });
    };
    transfer
      .send({ id, input: node.id ?? "", name, content: file, part, progress })
      .then(
        (sent) => {
          arrived.current.push(sent);
          change((files) => files.filter((one) => one.id !== id));
        },
        (error: Error) => {
          if (error instanceof Cancelled) {
            change((files) => files.filter((one) => one.id !== id));
            return;
          }
          setNews(`${name} was not sent. ${error.message}`);
          update(id, { error: error.message, again: true });
        },
      )
      .then(() => settle(several));
  };

  return {
    pending,
    news,
    add: (all, taken, several) => {
      const chosen = several ? all : all.slice(0, 1);
      if (!several) {
        // The new file takes the place of whatever there is.
        for (const { id } of now.current.pending) transfer.cancel(id);
        forget(arrived.current.splice(0));
      }
      const files = chosen.map((one) => ({ id: uuid(), chosen: one, error: refusal(one, taken) }));
      const added = files.map((one) => ({ ...one, sent: 0, again: TYPE_OR_SIZE }));
      change((known) => (several ? [...known.filter(({ error }) => !error), ...added] : added));
      const refused = added.filter(({ error }) => error !== null);
      if (refused.length > 0) {
        setNews(refused.map((one) => `${one.chosen.name} was not sent. ${one.error}`).join(" "));
      } else if (added.length > 0) {
        setNews(
          added.length === 1 ? "One file is being sent." : `${added.length} files are being sent.`,
        );
      }
      for (const one of added) if (one.error === null) start(one.id, one.chosen, several);
    },
    retry: (id) => {
      const file = now.current.pending.find((one) => one.id === id);
      if (file === undefined) return;
      const next = uuid();
      change((files) =>
        files.map((one) => (one.id === id ? { ...one, id: next, error: null, sent: 0 } : one)),
      );
      start(next, file.chosen, node.props.several === true);
    },
    remove: (id) => {
      const file = now.current.pending.find((one) => one.id === id);
      if (file?.error) change((files) => files.filter((one) => one.id !== id));
      else if (file !== undefined) transfer.cancel(id);
      else setValue(now.current.input.value.filter((one) => one.id !== id));
    },
  };
}

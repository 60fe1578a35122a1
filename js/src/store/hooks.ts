/** How components read the session and write to it. */
import {
  createContext,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import type { Outage } from "../host/kernel";
import type { PageProps, RunState } from "../protocol";
import { isCurrent } from "./inputs";
import type { Connection, InputNode, Session } from "./session";
import type { TreeNode } from "./tree";

/** Where the blocks are that an app begins with. */
export const ROOTS = { main: 0, sidebar: 1, event: 2, bottom: 3 } as const;

export const SessionContext = createContext<Session | null>(null);

/** The app around this component. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("useSession works only inside an app.");
  return session;
}

export interface InputHandle<T> {
  /** What the input shows: the visitor's value until the kernel has answered to it. */
  readonly value: T;
  /**
   * Changes the value. With `commit` (the default) the kernel is told, or the form keeps it until
   * it is submitted; without, it stays on the page, as for a text that is being typed.
   */
  setValue(value: T, options?: { readonly commit?: boolean }): void;
  readonly disabled: boolean;
  readonly inForm: boolean;
  /** What Enter in the input does with what is written: sends it, submits the form, or nothing. */
  onEnter(): "apply" | "submit form" | null;
  /** Why the value was refused when it was last to be sent; null as soon as it is fine. */
  readonly error: string | null;
  /**
   * Submits the form around the input: a form_submit_button as itself, another input through the
   * first button of the form. Does nothing outside of a form.
   */
  submitForm(): void;
  /** Sends a press of a button, of a form or not; `value` says which, where there are several. */
  press(value?: unknown): void;
}

export interface InputOptions<T> {
  /** Says why a value may not be sent, such as an empty required field; null when it may. */
  readonly check?: (value: T) => string | null;
}

/** The value of an input and what a visitor can do to it. */
export function useInput<T>(node: InputNode<T>, { check }: InputOptions<T> = {}): InputHandle<T> {
  const session = useSession();
  const id = node.id ?? "";
  const { inputs } = session;
  const subscribe = useRef({ id: "", inputs, run: (_: () => void) => () => {} });
  // React subscribes anew whenever the function changes, so it must not with every render.
  if (subscribe.current.id !== id || subscribe.current.inputs !== inputs) {
    subscribe.current = { id, inputs, run: (listener) => inputs.subscribe(id, listener) };
  }
  const override = useSyncExternalStore(subscribe.current.run, () => inputs.get(id));
  // Most inputs have none, and there may be a thousand of them.
  useEffect(() => {
    inputs.setCheck(id, check as (value: unknown) => string | null);
  }, [inputs, id, check]);

  const { props } = node;
  const current = override !== undefined && isCurrent(override, props) ? override : undefined;
  const value = current ? (current.value as T) : props.value;
  return {
    value,
    setValue: (next, { commit = true } = {}) => session.setValue(node, next, commit),
    disabled: props.disabled === true,
    inForm: props.form_id !== undefined,
    onEnter: () => {
      if (props.form_id === undefined) return "apply";
      return session.buttonOfEnter(props.form_id) && "submit form";
    },
    error: current?.refused ? (check?.(value) ?? null) : null,
    submitForm: () => {
      if (node.kind === "form_submit_button") session.press(node);
      else if (props.form_id !== undefined) session.submit(props.form_id);
    },
    press: (value) => session.press(node, value),
  };
}

/** Whether a run is going on or to come. */
export function useRunState(): RunState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, () => session.runState);
}

/** Number of the run that is shown; -1 until there is one. */
export function useRunId(): number {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, () => session.app?.run_id ?? -1);
}

export function useConnection(): Connection {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, () => session.connection);
}

/** What keeps the app from answering; null while it may. */
export function useOutage(): Outage | null {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, () => session.outage);
}

/** What the visitor should know of the server; null when there is nothing to say. */
export function useNotice(): string | null {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, () => session.notice);
}

/** The last run whose passing notices a visitor has seen on a page before this one; 0 when there are none. */
export function useSeen(): number {
  const { seen } = useSession();
  return useState(seen)[0];
}

/** The tree of the app; null until its first snapshot. Whoever uses it is drawn after each run. */
export function useTree(): TreeNode | null {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, () => session.tree);
}

/** One of the blocks that an app begins with; see `ROOTS`. */
export function useRoot(index: number): TreeNode | null {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, () => session.tree?.children?.[index] ?? null);
}

/** Whether there is anything in one of these blocks. */
export function useFilled(index: number): boolean {
  const session = useSession();
  return useSyncExternalStore(
    session.subscribe,
    () => (session.tree?.children?.[index]?.children?.length ?? 0) > 0,
  );
}

/** What is said of the page as a whole: the same object until it changes, null until there is an app. */
export function usePageProps(session: Session): PageProps | null {
  return useSyncExternalStore(session.subscribe, () => session.page);
}

/** How components read the session and write to it. */
import {
  createContext,
  type RefObject,
  useContext,
  useEffect,
  useLayoutEffect,
  useReducer,
  useRef,
  useState,
} from "react";
import type { Outage } from "../host/kernel";
import type { PageProps } from "../protocol";
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

type Subscribe = (listener: () => void) => () => void;

/**
 * What `read` finds, again whenever that is another.
 *
 * React's own hook for it has a task scheduled with each new value, which then finds nothing to do: that costs
 * a click a tenth of a millisecond. What it guards against cannot happen here, where all is drawn in one go.
 */
function useStored<T>(subscribe: Subscribe, read: () => T): T {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const value = read();
  const drawn = useRef({ read, value });
  drawn.current = { read, value };
  useLayoutEffect(() => {
    const look = (): void => {
      const { current } = drawn;
      if (!Object.is(current.read(), current.value)) redraw();
    };
    // It may be another one by now.
    look();
    return subscribe(look);
  }, [subscribe]);
  return value;
}

/** The same of the session around this component. */
function useFound<T>(read: (session: Session) => T): T {
  const session = useSession();
  return useStored(session.subscribe, () => read(session));
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
  const override = useStored(subscribe.current.run, () => inputs.get(id));
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

/** Whether a run is going on or to come; asked only as long as it matters, since each click changes it twice. */
export function useRunning(matters: boolean): boolean {
  return useFound(({ runState }) => matters && runState === "running");
}

/**
 * Keeps attributes of an element up to date with every change of the session, without drawing anything.
 *
 * `marks` is the same function each time; what is undefined is no attribute.
 */
export function useMarks(
  box: RefObject<HTMLElement | null>,
  marks: (session: Session) => Readonly<Record<string, string | undefined>>,
): void {
  const session = useSession();
  useLayoutEffect(() => {
    const write = (): void => {
      const { current } = box;
      for (const [name, value] of Object.entries(marks(session))) {
        if (value === undefined) current?.removeAttribute(name);
        else if (current?.getAttribute(name) !== value) current?.setAttribute(name, value);
      }
    };
    write();
    return session.subscribe(write);
  }, [session, box, marks]);
}

/** Number of the run that is shown, -1 until there is one; asked only as long as it matters. */
export function useRunId(matters: boolean): number {
  return useFound(({ app }) => (matters && app ? app.run_id : -1));
}

export function useConnection(): Connection {
  return useFound(({ connection }) => connection);
}

/** What keeps the app from answering; null while it may. */
export function useOutage(): Outage | null {
  return useFound(({ outage }) => outage);
}

/** What the visitor should know of the server; null when there is nothing to say. */
export function useNotice(): string | null {
  return useFound(({ notice }) => notice);
}

/** The last run whose passing notices a visitor has seen on a page before this one; 0 when there are none. */
export function useSeen(): number {
  const { seen } = useSession();
  return useState(seen)[0];
}

/** The tree of the app; null until its first snapshot. Whoever uses it is drawn after each run. */
export function useTree(): TreeNode | null {
  return useFound(({ tree }) => tree);
}

/** One of the blocks that an app begins with; see `ROOTS`. */
export function useRoot(index: number): TreeNode | null {
  return useFound(({ tree }) => tree?.children?.[index] ?? null);
}

/** Whether there is anything in one of these blocks. */
export function useFilled(index: number): boolean {
  return useFound(({ tree }) => (tree?.children?.[index]?.children?.length ?? 0) > 0);
}

/** Whether a visitor has closed the dialog of a run. */
export function useDismissed(run: number): boolean {
  return useFound(({ dismissed }) => dismissed === run);
}

/** URL path of the page that is shown. */
export function useShownPage(): string {
  return useFound(({ page }) => page?.page ?? "");
}

/** What is said of the page as a whole: the same object until it changes, null until there is an app. */
export function usePageProps(session: Session): PageProps | null {
  return useStored(session.subscribe, () => session.page);
}

/**
 * What a visitor had entered in a session that has ended, for the one that takes its place.
 *
 * The values wait in the tab's storage while the page loads. When the new app is idle they go to
 * the inputs that are there again; those that appear only in answer get theirs in the next runs.
 */
import { readStored, writeStored } from "../host/storage";
import type { Change } from "../store/changes";
import type { InputNode, Session } from "../store/session";
import { walk } from "../store/tree";

/** Runs in which inputs may still appear. */
const RUNS = 6;
/** Characters of all values together; storage has room for about ten times this. */
const MOST = 500_000;

/** What the inputs show now, as far as the visitor has changed them. */
function shownChanges(session: Session): Change[] {
  const shown = new Map<string, InputNode>();
  for (const node of session.tree === null ? [] : walk(session.tree)) {
    if (node.id !== undefined) shown.set(node.id, node as InputNode);
  }
  return session.changes.all.map((change) => {
    const node = shown.get(change.id);
    if (node === undefined) return change;
    const override = session.inputs.get(change.id);
    return { ...change, value: override ? override.value : node.props.value };
  });
}

/** Keeps the visitor's inputs for the next load of the page; those that were changed last, if there are too many. */
export function keepInputs(session: Session, key: string): void {
  const kept: Change[] = [];
  let room = MOST;
  for (const change of shownChanges(session).reverse()) {
    const size = JSON.stringify(change).length;
    if (size > room || change.value === undefined) continue;
    room -= size;
    kept.unshift(change);
  }
  writeStored("sessionStorage", key, kept.length > 0 ? JSON.stringify(kept) : null);
}

/** Takes over what the visitor had changed in this session before the page was loaded again. */
export function recallChanges(session: Session, key: string): void {
  for (const change of readKept(key)) session.changes.add(change);
}

/** Gives the inputs of `session` what was kept, if anything was. */
export function restoreInputs(session: Session, key: string): void {
  const waiting = new Map(readKept(key).map((change) => [change.id, change]));
  if (waiting.size === 0) return;
  let runs = 0;
  let seen: number | undefined;
  const unsubscribe = session.subscribe(() => {
    const { app, tree } = session;
    if (tree === null || session.runState !== "idle" || app?.run_id === seen) return;
    seen = app?.run_id;
    runs += 1;
    writeStored("sessionStorage", key, null);
    const found = [...walk(tree)].filter(({ id }) => id !== undefined && waiting.has(id));
    const values = found.flatMap((node) => {
      const { id = "" } = node;
      const change = waiting.get(id);
      waiting.delete(id);
      if (change === undefined || !fits(node as InputNode, change)) return [];
      return [[node as InputNode, change.value, change.sent] as const];
    });
    if (waiting.size === 0 || runs === RUNS) unsubscribe();
    // Not while the listeners are being told of what has just arrived.
    if (values.length > 0) queueMicrotask(() => session.restore(values));
  });
}

/** Whether an input is the one that a value is from, and shows another one. */
function fits({ kind, props }: InputNode, change: Change): boolean {
  const same = JSON.stringify(props.value) === JSON.stringify(change.value);
  return kind === change.kind && !props.disabled && !same;
}

function readKept(key: string): Change[] {
  try {
    const kept: unknown = JSON.parse(readStored("sessionStorage", key) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return []; // Not written by us.
  }
}

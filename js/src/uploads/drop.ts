/** Files that are dropped on a place, or pasted into it. */
import { type RefObject, useEffect, useRef, useState } from "react";
import { type Chosen, fromDrop, fromList } from "./choose";

/** Calls `add` with the files; returns whether some are about to be dropped. */
export function useDrop(
  place: RefObject<HTMLElement | null>,
  add: (chosen: readonly Chosen[]) => void,
): boolean {
  const [depth, setDepth] = useState(0);
  const now = useRef(add);
  now.current = add;
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const drag = (change: 1 | -1) => (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      setDepth((known) => Math.max(0, known + change));
    };
    const over = (event: DragEvent): void => {
      if (hasFiles(event.dataTransfer)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      setDepth(0);
      // A folder that cannot be read has no files.
      void fromDrop(event.dataTransfer).then(
        (chosen) => now.current(chosen),
        () => {},
      );
    };
    const paste = (event: ClipboardEvent): void => {
      const { files, types = [] } = event.clipboardData ?? {};
      if (files === undefined || files.length === 0) return;
      // Programs offer a picture of a table beside its text; whoever writes a text means that.
      const writes = event.target instanceof HTMLTextAreaElement;
      if (writes && types.includes("text/plain") && types.includes("text/html")) return;
      event.preventDefault();
      now.current(fromList(files));
    };
    const enter = drag(1);
    const leave = drag(-1);
    element.addEventListener("dragenter", enter);
    element.addEventListener("dragleave", leave);
    element.addEventListener("dragover", over);
    element.addEventListener("drop", drop);
    element.addEventListener("paste", paste);
    return () => {
      element.removeEventListener("dragenter", enter);
      element.removeEventListener("dragleave", leave);
      element.removeEventListener("dragover", over);
      element.removeEventListener("drop", drop);
      element.removeEventListener("paste", paste);
    };
  }, [place]);
  return depth > 0;
}

const hasFiles = (data: DataTransfer | null): data is DataTransfer =>
  data?.types.includes("Files") ?? false;

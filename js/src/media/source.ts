/** Files of the app as URLs, fetched when an element wants them. */
import { type RefObject, useEffect, useState } from "react";
import type { FileProps } from "../protocol";
import { FileError } from "../store/files";
import { useSession } from "../store/hooks";

/** Up to this size a file comes when its element is in sight; a larger one when somebody asks for it. In bytes. */
export const UNASKED = 16 * 1024 * 1024;

export interface FileUrl {
  readonly url?: string;
  readonly blob?: Blob;
  /** How much of it is there, from 0 to 1. */
  readonly share: number;
  /** Why it does not come, in words for the visitor. */
  readonly error?: string;
}

const NOTHING: FileUrl = { share: 0 };

/**
 * The URL of a file for as long as it is shown, fetched once it is `wanted`. `type` stands in for
 * the type that the kernel says, where the page must not leave that to anybody.
 */
export function useFileUrl(file: FileProps | undefined, wanted = true, type?: string): FileUrl {
  const { files } = useSession();
  const [state, setState] = useState(NOTHING);
  const name = file?.$m;
  useEffect(() => {
    if (name === undefined || !wanted) return;
    const abort = new AbortController();
    let url: string | undefined;
    files
      .fetch(name, (share) => setState({ share }), abort.signal)
      .then(({ blob }) => {
        if (abort.signal.aborted) return;
        const typed = type === undefined ? blob : blob.slice(0, blob.size, type);
        url = URL.createObjectURL(typed);
        setState({ blob: typed, share: 1, url });
      })
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setState({ share: 0, error: saying(error) });
      });
    return () => {
      abort.abort();
      if (url !== undefined) URL.revokeObjectURL(url);
      setState(NOTHING);
    };
  }, [files, name, type, wanted]);
  return state;
}

/** What a visitor is told about a file that does not come. */
export function saying(error: unknown): string {
  const refusal = error instanceof FileError ? error.refusal : "failed";
  if (refusal === "gone") return "This file is no longer available. Reload the page and try again.";
  if (refusal === "changed") return "This file has changed. Run the app again to get the new one.";
  return "The file could not be made. Try again later.";
}

/** Whether an element has come near what is seen of the page; from then on it stays so. */
export function useSeen(box: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(typeof IntersectionObserver === "undefined");
  useEffect(() => {
    const element = box.current;
    if (seen || element === null) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true),
      { rootMargin: "300px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, seen]);
  return seen;
}

const UNITS = ["B", "KB", "MB", "GB"];

/** A size in the unit that suits it. */
export function shownSize(bytes: number): string {
  let unit = 0;
  let size = bytes;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit > 1 && size < 10 ? size.toFixed(1) : Math.round(size)} ${UNITS[unit]}`;
}

/** Types that a browser could take for a page, whose scripts would then be those of this one. */
const ACTIVE = /html|xml|svg|script/i;

/** Has the browser save a file; it is never opened. */
export function save(blob: Blob, name: string): void {
  const type = ACTIVE.test(blob.type) ? "application/octet-stream" : blob.type;
  const url = URL.createObjectURL(blob.slice(0, blob.size, type));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read the URL only after this turn of the event loop, and a large one slowly.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Files of the app as URLs: those of the server, or fetched when an element wants them. */
import { useEffect, useState } from "react";
import type { FileProps } from "../protocol";
import { FileError } from "../store/files";
import { useSession } from "../store/hooks";

export interface FileUrl {
  readonly url?: string;
  readonly blob?: Blob;
  /** Where the server has it, wanted or not; it comes in parts then, as it is played. */
  readonly served?: string;
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
  const address = file && files.address(file, type);
  useEffect(() => {
    if (name === undefined || !wanted || address !== undefined) return;
    const abort = new AbortController();
    let url: string | undefined;
    files
      .fetch(name, (share) => setState({ share }), abort.signal)
      .then(({ from }) => {
        if (abort.signal.aborted) return;
        const blob = from as Blob;
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
  }, [address, files, name, type, wanted]);
  if (address === undefined) return state;
  return { share: 1, served: address, url: wanted ? address : undefined };
}

/** What a visitor is told about a file that does not come. */
export function saying(error: unknown): string {
  const refusal = error instanceof FileError ? error.refusal : "failed";
  if (refusal === "gone") return "This file is no longer available. Reload the page and try again.";
  if (refusal === "changed") return "This file has changed. Run the app again to get the new one.";
  return "The file could not be made. Try again later.";
}

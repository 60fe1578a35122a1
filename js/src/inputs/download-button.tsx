/** Buttons that fetch a file from the kernel and have the browser save it. */
import { type ReactElement, useEffect, useRef, useState } from "react";
import type { NodeProps } from "../elements/registry";
import { save } from "../media/save";
import { saying } from "../media/source";
import type { FileProps } from "../protocol";
import { useSession } from "../store/hooks";
import { type ButtonProps, Pressable } from "./button";

interface DownloadProps extends ButtonProps {
  /** Absent where a function makes the file when the button is pressed. */
  readonly file?: FileProps;
  readonly name?: string;
  /** Whether the kernel is not to learn of a press. */
  readonly ignore?: boolean;
}

/** After this time a download shows how far it is, in milliseconds. */
const LONG = 150;

export function DownloadButton({ node }: NodeProps<DownloadProps>): ReactElement {
  const { file, ignore, name } = node.props;
  const { files } = useSession();
  const [share, setShare] = useState<number>();
  const [error, setError] = useState<string>();
  const going = useRef(false);
  // The download goes on without the button, which a rerun may replace.
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);

  const download = async (): Promise<void> => {
    going.current = true;
    setError(undefined);
    const late = window.setTimeout(() => shown.current && setShare((known) => known ?? 0), LONG);
    const progress = (part: number): void => {
      if (shown.current) setShare((known) => (known === undefined ? known : part));
    };
    try {
      const id = file?.$m ?? node.id ?? "";
      const fetched = await files.download(id, progress);
      save(fetched.from, name ?? fetched.name ?? "download");
    } catch (reason) {
      if (shown.current) setError(saying(reason));
    } finally {
      going.current = false;
      window.clearTimeout(late);
      if (shown.current) setShare(undefined);
    }
  };
  const before = (): boolean => {
    if (going.current) return false;
    // The file is asked for before the run that the press starts can replace it.
    void download();
    return ignore !== true;
  };
  return (
    <>
      <Pressable before={before} busy={share !== undefined} node={node} testId="stDownloadButton">
        {share !== undefined && (
          <span
            aria-hidden="true"
            className="rv-button-share"
            style={{ transform: `scaleX(${share})` }}
          />
        )}
      </Pressable>
      {error !== undefined && (
        <div className="rv-file-error" data-testid="stDownloadButtonError" role="alert">
          {error}
        </div>
      )}
    </>
  );
}

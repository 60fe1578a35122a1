/** The list of the files of an input: those on their way, those that were not sent, and those that were. */
import { type ReactElement, useEffect, useRef } from "react";
import type { Chosen } from "./choose";
import type { Pending, Queue } from "./queue";
import { type SentFile, shownSize } from "./transfer";

/** Files that are listed; a folder may have thousands. */
const MOST_LISTED = 200;
/** Pictures that are shown small beside their name. */
const MOST_PICTURES = 60;

interface FileListProps {
  readonly label: string;
  readonly files: readonly SentFile[];
  readonly queue: Queue;
  readonly pictures: ReadonlyMap<string, string>;
  readonly disabled: boolean;
  onRemove(id: string): void;
}

export function FileList(props: FileListProps): ReactElement | null {
  const { label, files, queue, pictures, disabled, onRemove } = props;
  const { pending } = queue;
  const count = files.length + pending.length;
  if (count === 0) return null;
  const hidden = count - MOST_LISTED;
  return (
    <ul aria-label={label} className="rv-files" data-testid="stFileChips">
      {/* What needs attention is not hidden behind what is done. */}
      {pending.slice(0, MOST_LISTED).map((file) => (
        <PendingRow
          file={file}
          key={file.id}
          onRemove={onRemove}
          onRetry={queue.retry}
          picture={pictures.get(pictureKey(file.chosen.name, file.chosen.file.size))}
        />
      ))}
      {files.slice(0, Math.max(0, MOST_LISTED - pending.length)).map(({ id, name, size }) => (
        <li className="rv-file" data-testid="stFileChip" key={id}>
          <FilePicture url={pictures.get(pictureKey(name, size))} />
          <span className="rv-file-text">
            <FileName name={name} />
            <span className="rv-file-note">{shownSize(size)}</span>
          </span>
          {!disabled && <RemoveButton label={`Remove ${name}`} onPress={() => onRemove(id)} />}
        </li>
      ))}
      {hidden > 0 && <li className="rv-files-more">and {hidden.toLocaleString()} more</li>}
    </ul>
  );
}

interface PendingRowProps {
  readonly file: Pending;
  readonly picture?: string;
  onRemove(id: string): void;
  onRetry(id: string): void;
}

function PendingRow({ file, picture, onRemove, onRetry }: PendingRowProps): ReactElement {
  const { id, chosen, sent, error, again } = file;
  const { name } = chosen;
  const { size } = chosen.file;
  const share = size === 0 ? 0 : sent / size;
  return (
    <li className="rv-file" data-error={error !== null || undefined} data-testid="stFileChip">
      {error === null ? (
        <FilePicture url={picture} />
      ) : (
        <span className="rv-file-picture" data-testid="stFileChipIconError">
          <Picture name="error" />
        </span>
      )}
      <span className="rv-file-text">
        <FileName name={name} />
        <span className="rv-file-note">
          {error ?? (size > 0 ? `${shownSize(sent)} of ${shownSize(size)}` : "")}
        </span>
      </span>
      {error !== null && again && (
        <button className="rv-file-again" onClick={() => onRetry(id)} type="button">
          Try again
        </button>
      )}
      <RemoveButton
        label={`${error === null ? "Stop sending" : "Remove"} ${name}`}
        onPress={() => onRemove(id)}
      />
      {error === null && (
        <span
          aria-label={`Sending ${name}`}
          aria-valuemax={100}
          aria-valuemin={0}
          aria-valuenow={Math.round(share * 100)}
          className="rv-file-progress"
          data-testid="stFileChipIconSpinner"
          role="progressbar"
        >
          <span style={{ transform: `scaleX(${share})` }} />
        </span>
      )}
    </li>
  );
}

/** The end of a long name tells more than its middle: the extension stays in view. */
function FileName({ name }: { readonly name: string }): ReactElement {
  const cut = Math.max(0, name.length - 8);
  return (
    <span className="rv-file-name" data-testid="stFileChipName" title={name}>
      <span>{name.slice(0, cut)}</span>
      <span>{name.slice(cut)}</span>
    </span>
  );
}

function FilePicture({ url }: { readonly url?: string }): ReactElement {
  return (
    <span className="rv-file-picture">
      {url === undefined ? (
        <Picture name="file" />
      ) : (
        <img alt="" data-testid="stFileChipImagePreview" src={url} />
      )}
    </span>
  );
}

function RemoveButton({
  label,
  onPress,
}: {
  readonly label: string;
  onPress(): void;
}): ReactElement {
  return (
    <button
      aria-label={label}
      className="rv-file-remove"
      data-testid="stFileChipDeleteBtn"
      onClick={onPress}
      title={label}
      type="button"
    >
      <Picture name="close" />
    </button>
  );
}

const PICTURES = {
  attach: "M12 5v14M5 12h14",
  close: "M7 7l10 10M17 7L7 17",
  error: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5v5.5M12 16.4v.1",
  file: "M6.5 3.5h7l4 4v13h-11zM13.5 3.5v4h4",
  upload: "M12 15.5V4.5M7.5 9L12 4.5 16.5 9M4.5 15.5v4h15v-4",
} as const;

export function Picture({ name }: { readonly name: keyof typeof PICTURES }): ReactElement {
  return (
    <svg
      aria-hidden="true"
      fill="none"
      height="1em"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth={1.8}
      viewBox="0 0 24 24"
      width="1em"
    >
      <path d={PICTURES[name]} />
    </svg>
  );
}

const pictureKey = (name: string, size: number): string => `${size} ${name.replace(/^.*\//, "")}`;

/** Addresses of the pictures that were chosen on this page; only it has their content. */
export function usePictures(): {
  readonly urls: ReadonlyMap<string, string>;
  add(chosen: readonly Chosen[]): void;
} {
  const urls = useRef(new Map<string, string>());
  useEffect(
    () => () => {
      for (const url of urls.current.values()) URL.revokeObjectURL(url);
      urls.current.clear();
    },
    [],
  );
  return {
    urls: urls.current,
    add: (chosen) => {
      for (const { file, name } of chosen) {
        const key = pictureKey(name, file.size);
        const wanted = /^image\/(png|jpeg|gif|webp|avif|bmp|svg\+xml)$/.test(file.type);
        if (!wanted || urls.current.size >= MOST_PICTURES || urls.current.has(key)) continue;
        urls.current.set(key, URL.createObjectURL(file));
      }
    },
  };
}

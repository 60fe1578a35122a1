/** The place where files are dropped, and the list of those that were; loaded when the first is on the page. */
import {
  type ClipboardEvent,
  type DragEvent,
  type ReactElement,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import type { FilesProps } from "../inputs/files";
import {
  type Chosen,
  fromDrop,
  fromList,
  shownLimit,
  shownTypes,
  type Taken,
} from "../uploads/choose";
import { type Pending, type Queue, useQueue } from "../uploads/queue";
import { type FileProps, type SentFile, shownSize } from "../uploads/transfer";

export { default as styles } from "../styles/uploads.css";

export interface FileUploaderProps extends FileProps {
  readonly types?: readonly string[];
  readonly several?: boolean;
  readonly folders?: boolean;
  readonly max_size: number;
}

/** Files that are listed; a folder may have thousands. */
const MOST_LISTED = 200;
/** Pictures that are shown small beside their name. */
const MOST_PICTURES = 60;

export function Input(props: FilesProps<FileUploaderProps>): ReactElement {
  const { node, input, labelId } = props;
  const { types = [], several = false, folders = false, max_size: largest } = node.props;
  const taken: Taken = { types, largest };
  const queue = useQueue(props);
  const pictures = usePictures();
  const field = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(0);
  const id = useId();

  const add = (chosen: readonly Chosen[]): void => {
    if (input.disabled || chosen.length === 0) return;
    pictures.add(chosen);
    queue.add(chosen, taken, several);
  };
  const drag = (change: 1 | -1) => (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver((depth) => Math.max(0, depth + change));
  };
  const drop = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(0);
    // A folder that cannot be read has no files.
    void fromDrop(event.dataTransfer).then(add, () => {});
  };
  const paste = (event: ClipboardEvent): void => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    add(fromList(event.clipboardData.files));
  };

  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a larger target for the button inside */}
      <section
        aria-labelledby={labelId}
        className="rv-drop"
        data-disabled={input.disabled || undefined}
        data-over={over > 0 || undefined}
        data-testid="stFileUploaderDropzone"
        onClick={({ target }) => {
          if (!(target instanceof HTMLInputElement) && !input.disabled) field.current?.click();
        }}
        onDragEnter={drag(1)}
        onDragLeave={drag(-1)}
        onDragOver={(event) => hasFiles(event) && event.preventDefault()}
        onDrop={drop}
        onPaste={paste}
      >
        <input
          accept={types.join(",") || undefined}
          aria-hidden="true"
          className="rv-drop-field"
          data-testid="stFileUploaderDropzoneInput"
          disabled={input.disabled}
          multiple={several}
          onChange={({ target }) => {
            add(fromList(target.files ?? []));
            // The same file may be chosen again.
            target.value = "";
          }}
          ref={field}
          tabIndex={-1}
          type="file"
          {...(folders && { webkitdirectory: "" })}
        />
        <button
          aria-describedby={`${id}-about`}
          aria-labelledby={`${labelId} ${id}-button`}
          className="rv-button rv-drop-button"
          data-testid="stBaseButton-secondary"
          disabled={input.disabled}
          type="button"
        >
          <Picture name="upload" />
          <span id={`${id}-button`}>{folders ? "Choose a folder" : "Upload"}</span>
        </button>
        <span
          className="rv-drop-about"
          data-testid="stFileUploaderDropzoneInstructions"
          id={`${id}-about`}
        >
          <span className="rv-drop-hint">{hint(several, folders)}</span>
          <span className="rv-drop-limits">
            {[`${shownLimit(largest)} per file`, types.length > 0 && shownTypes(types)]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
      </section>
      <FileList
        disabled={input.disabled}
        files={input.value}
        label={node.props.label}
        onRemove={(id) => {
          queue.remove(id);
          // What was in the list and had the focus is gone.
          field.current?.parentElement?.querySelector("button")?.focus();
        }}
        pictures={pictures.urls}
        queue={queue}
      />
      <span className="rv-visually-hidden" role="status">
        {queue.news}
      </span>
    </>
  );
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes("Files");

function hint(several: boolean, folders: boolean): string {
  if (folders) return "or drop a folder here";
  return several ? "or drop files here" : "or drop a file here";
}

interface FileListProps {
  readonly label: string;
  readonly files: readonly SentFile[];
  readonly queue: Queue;
  readonly pictures: ReadonlyMap<string, string>;
  readonly disabled: boolean;
  onRemove(id: string): void;
}

function FileList(props: FileListProps): ReactElement | null {
  const { label, files, queue, pictures, disabled, onRemove } = props;
  const { pending } = queue;
  const count = files.length + pending.length;
  if (count === 0) return null;
  const hidden = count - MOST_LISTED;
  return (
    <ul aria-label={`Files: ${label}`} className="rv-files" data-testid="stFileChips">
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
  close: "M7 7l10 10M17 7L7 17",
  error: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5v5.5M12 16.4v.1",
  file: "M6.5 3.5h7l4 4v13h-11zM13.5 3.5v4h4",
  upload: "M12 15.5V4.5M7.5 9L12 4.5 16.5 9M4.5 15.5v4h15v-4",
} as const;

function Picture({ name }: { readonly name: keyof typeof PICTURES }): ReactElement {
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
function usePictures(): {
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

/** The place where files are dropped, and the list of those that were; loaded when the first is on the page. */
import { type ReactElement, useId, useRef } from "react";
import type { FilesProps } from "../inputs/files";
import { type Chosen, fromList, shownLimit, shownTypes, type Taken } from "../uploads/choose";
import { useDrop } from "../uploads/drop";
import { FileList, Picture, usePictures } from "../uploads/list";
import { useQueue } from "../uploads/queue";
import type { FileProps } from "../uploads/transfer";

export { default as styles } from "../styles/uploads.css";

export interface FileUploaderProps extends FileProps {
  readonly types?: readonly string[];
  readonly several?: boolean;
  readonly folders?: boolean;
  readonly max_size: number;
}

export function Input(props: FilesProps<FileUploaderProps>): ReactElement {
  const { node, input, labelId } = props;
  const { types = [], several = false, folders = false, max_size: largest } = node.props;
  const taken: Taken = { types, largest };
  const queue = useQueue(props);
  const pictures = usePictures();
  const field = useRef<HTMLInputElement>(null);
  const place = useRef<HTMLElement>(null);
  const id = useId();

  const add = (chosen: readonly Chosen[]): void => {
    if (input.disabled || chosen.length === 0) return;
    pictures.add(chosen);
    queue.add(chosen, taken, several);
  };
  const over = useDrop(place, add);

  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a larger target for the button inside */}
      <section
        aria-labelledby={labelId}
        className="rv-drop"
        data-disabled={input.disabled || undefined}
        data-over={over || undefined}
        data-testid="stFileUploaderDropzone"
        onClick={({ target }) => {
          if (!(target instanceof HTMLInputElement) && !input.disabled) field.current?.click();
        }}
        ref={place}
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
        label={`Files: ${node.props.label}`}
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

function hint(several: boolean, folders: boolean): string {
  if (folders) return "or drop a folder here";
  return several ? "or drop files here" : "or drop a file here";
}

/** The buttons of an editor, beside those that every table has. */
import type { ReactElement } from "react";
import type { EditActions } from "./use-edits";

interface EditToolsProps {
  readonly actions: EditActions;
  /** How many rows are selected. */
  readonly chosen: number;
  readonly off: boolean;
  onAdd?: (() => void) | undefined;
  onDelete?: (() => void) | undefined;
}

const PATHS = {
  add: "M12 5v14M5 12h14",
  delete: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5.5M13.5 11v5.5",
  redo: "M15 5l5 5-5 5M20 10H9a5 5 0 0 0 0 10h3",
  undo: "M9 5l-5 5 5 5M4 10h11a5 5 0 0 1 0 10h-3",
} as const;

export function EditTools({ actions, chosen, off, onAdd, onDelete }: EditToolsProps): ReactElement {
  return (
    <>
      {onDelete && chosen > 0 && (
        <Tool icon="delete" name={chosen > 1 ? "Delete rows" : "Delete row"} onPress={onDelete} />
      )}
      {!off && (
        <>
          <Tool disabled={!actions.canUndo} icon="undo" name="Undo" onPress={actions.undo} />
          <Tool disabled={!actions.canRedo} icon="redo" name="Redo" onPress={actions.redo} />
        </>
      )}
      {onAdd && <Tool icon="add" name="Add row" onPress={onAdd} />}
    </>
  );
}

interface ToolProps {
  readonly name: string;
  readonly icon: keyof typeof PATHS;
  readonly disabled?: boolean;
  onPress(): void;
}

function Tool({ name, icon, disabled = false, onPress }: ToolProps): ReactElement {
  return (
    <button
      aria-disabled={disabled}
      aria-label={name}
      className="rv-data-button"
      data-testid="stElementToolbarButton"
      onClick={() => disabled || onPress()}
      title={name}
      type="button"
    >
      <svg
        aria-hidden="true"
        data-testid="stElementToolbarButtonIcon"
        fill="none"
        height="1em"
        stroke="currentColor"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth="1.8"
        viewBox="0 0 24 24"
        width="1em"
      >
        <path d={PATHS[icon]} />
      </svg>
    </button>
  );
}

/** A colour: a swatch that opens an area to pick from, which is loaded when it is wanted. */
import { type ReactElement, useId, useRef, useState } from "react";
import { Skeleton, useChunk } from "../data/chunk";
import { Floating } from "../elements/overlay";
import type { NodeProps } from "../elements/registry";
import { loadChunk } from "../host/assets";
import type { InputProps } from "../protocol";
import { useInput } from "../store/hooks";
import { Field } from "./field";
import { Panel } from "./panel";

type ColorChunk = typeof import("../chunks/color");

/** How much room the area takes, in CSS pixels. */
const AREA_HEIGHT = 238;

export function ColorPicker({ node }: NodeProps<InputProps<string>>): ReactElement {
  const input = useInput<string>(node);
  const [open, setOpen] = useState(false);
  /** A colour that is still being dragged. */
  const [dragged, setDragged] = useState<string | null>(null);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const color = dragged ?? input.value;
  const preload = (): void => {
    loadChunk("color").catch(() => {});
  };
  const close = (): void => {
    setOpen(false);
    if (document.activeElement?.closest(`[id="${id}-panel"]`)) anchor.current?.focus();
  };
  return (
    <Field className="rv-color" labelId={`${id}-label`} node={node} testId="stColorPicker">
      <button
        aria-controls={open ? `${id}-panel` : undefined}
        aria-expanded={open}
        aria-haspopup="dialog"
        aria-labelledby={`${id}-label ${id}`}
        className="rv-color-swatch"
        data-testid="stColorPickerBlock"
        disabled={input.disabled}
        id={id}
        onClick={() => (open ? close() : setOpen(true))}
        onFocus={preload}
        onPointerEnter={preload}
        ref={anchor}
        style={{ backgroundColor: color }}
        title={color}
        type="button"
      >
        <span className="rv-visually-hidden">{color}</span>
      </button>
      {open && !input.disabled && (
        <Floating anchor={anchor} className="rv-popup" onClose={close} placement="bottom start">
          <Panel
            className="rv-color-panel"
            id={`${id}-panel`}
            labelId={`${id}-label`}
            onLeave={close}
            testId="stColorPickerPopover"
          >
            <Area
              onChange={setDragged}
              onClose={close}
              onEnd={(next) => {
                setDragged(null);
                if (next !== input.value) input.setValue(next);
              }}
              value={input.value}
            />
          </Panel>
        </Floating>
      )}
    </Field>
  );
}

function Area(props: React.ComponentProps<ColorChunk["ColorArea"]>): ReactElement {
  const chunk = useChunk<ColorChunk>("color");
  return chunk ? <chunk.ColorArea {...props} /> : <Skeleton height={AREA_HEIGHT} />;
}

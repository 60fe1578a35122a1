/** The area that a colour is picked from; loaded when the first picker is about to be used. */
import { type ReactElement, useEffect, useRef, useState } from "react";
import { mergeProps } from "react-aria/mergeProps";
import { useColorArea } from "react-aria/useColorArea";
import { useColorSlider } from "react-aria/useColorSlider";
import { useFocusRing } from "react-aria/useFocusRing";
import { VisuallyHidden } from "react-aria/VisuallyHidden";
import { type Color, parseColor } from "react-stately/Color";
import { useColorAreaState } from "react-stately/useColorAreaState";
import { useColorSliderState } from "react-stately/useColorSliderState";

export { default as styles } from "../styles/color.css";

export interface ColorAreaProps {
  readonly value: string;
  /** Called while a colour is being dragged. */
  onChange(color: string): void;
  /** Called with the colour that was picked or typed. */
  onEnd(color: string): void;
  onClose(): void;
}

const HEX = /^#?(?:[0-9a-f]{3}){1,2}$/i;

/** In hue, saturation and brightness, so that a hue survives black, white and grey. */
function read(text: string): Color {
  return parseColor(HEX.test(text) ? `#${text.replace("#", "")}` : "#000000").toFormat("hsb");
}

export function ColorArea({ value, onChange, onClose, onEnd }: ColorAreaProps): ReactElement {
  const [color, setColor] = useState(() => read(value));
  const [text, setText] = useState<string | null>(null);
  /** What is typed, known at once: a close right after Enter takes the focus away. */
  const typed = useRef<string | null>(null);
  const shown = useRef(color);
  const hex = color.toString("hex").toLowerCase();

  // What code has assigned meanwhile.
  useEffect(() => {
    const given = read(value);
    if (given.toString("hex") === shown.current.toString("hex")) return;
    shown.current = given;
    setColor(given);
  }, [value]);
  const write = (next: string | null): void => {
    typed.current = next;
    setText(next);
  };
  const change = (next: Color): void => {
    shown.current = next;
    setColor(next);
    write(null);
    onChange(next.toString("hex").toLowerCase());
  };
  const end = (next: Color): void => onEnd(next.toString("hex").toLowerCase());
  const commit = (): void => {
    const given = typed.current?.trim();
    write(null);
    if (given === undefined || !HEX.test(given)) return;
    const next = read(given);
    change(next);
    end(next);
  };
  return (
    <>
      <Area color={color} onChange={change} onEnd={end} />
      <Hue color={color} onChange={change} onEnd={end} />
      <div className="rv-color-text">
        <label className="rv-control">
          <span className="rv-visually-hidden">Hex</span>
          <input
            autoComplete="off"
            className="rv-input"
            maxLength={7}
            onBlur={commit}
            onChange={({ target }) => write(target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              // The key must not go on to the button that has the focus next.
              event.preventDefault();
              commit();
              onClose();
            }}
            spellCheck={false}
            value={text ?? hex}
          />
        </label>
      </div>
    </>
  );
}

interface PartProps {
  readonly color: Color;
  onChange(color: Color): void;
  onEnd(color: Color): void;
}

function Area({ color, onChange, onEnd }: PartProps): ReactElement {
  const inputXRef = useRef<HTMLInputElement>(null);
  const inputYRef = useRef<HTMLInputElement>(null);
  const containerRef = useRef<HTMLDivElement>(null);
  const options = {
    colorSpace: "hsb" as const,
    onChange,
    onChangeEnd: onEnd,
    value: color,
    xChannel: "saturation" as const,
    yChannel: "brightness" as const,
  };
  const state = useColorAreaState(options);
  const { colorAreaProps, thumbProps, xInputProps, yInputProps } = useColorArea(
    { ...options, containerRef, inputXRef, inputYRef },
    state,
  );
  const { focusProps, isFocusVisible } = useFocusRing({ within: true });
  // What has just been opened takes the focus: in the document it is far from its button.
  useEffect(() => inputXRef.current?.focus({ preventScroll: true }), []);
  return (
    <div {...mergeProps(colorAreaProps, focusProps)} className="rv-color-area" ref={containerRef}>
      <div
        {...thumbProps}
        className="rv-color-thumb"
        data-focus-visible={isFocusVisible || undefined}
        style={{ ...thumbProps.style, backgroundColor: state.getDisplayColor().toString("css") }}
      >
        <VisuallyHidden>
          <input {...xInputProps} ref={inputXRef} />
          <input {...yInputProps} ref={inputYRef} />
        </VisuallyHidden>
      </div>
    </div>
  );
}

function Hue({ color, onChange, onEnd }: PartProps): ReactElement {
  const inputRef = useRef<HTMLInputElement>(null);
  const trackRef = useRef<HTMLDivElement>(null);
  const options = {
    "aria-label": "Hue",
    channel: "hue" as const,
    locale: "en-US",
    onChange,
    onChangeEnd: onEnd,
    value: color,
  };
  const state = useColorSliderState(options);
  const { inputProps, thumbProps, trackProps } = useColorSlider(
    { ...options, inputRef, trackRef },
    state,
  );
  const { focusProps, isFocusVisible } = useFocusRing();
  return (
    <div {...trackProps} className="rv-color-hue" ref={trackRef}>
      <div
        {...thumbProps}
        className="rv-color-thumb"
        data-focus-visible={isFocusVisible || undefined}
        style={{ ...thumbProps.style, backgroundColor: state.getDisplayColor().toString("css") }}
      >
        <VisuallyHidden>
          <input {...mergeProps(inputProps, focusProps)} ref={inputRef} />
        </VisuallyHidden>
      </div>
    </div>
  );
}

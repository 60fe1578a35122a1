/** How handles on a line are moved: dragged, called by a press on the line, or with the keys. */
import {
  type KeyboardEvent,
  type PointerEvent,
  type PointerEventHandler,
  type RefObject,
  useRef,
  useState,
} from "react";
import { type Handles, nearestTo, pageOf, type Scale, withHandle } from "./scale";

export interface HandlesOptions {
  readonly handles: Handles;
  readonly scale: Scale;
  readonly disabled: boolean;
  /** Takes where the handles are while a pointer moves one. */
  move(handles: Handles): void;
  /** Takes where they are when it lets go. */
  release(handles: Handles): void;
  /** Takes where they are after a press of a key. */
  step(handles: Handles): void;
}

/** What takes the events; the same object for as long as the line is there. */
export interface Moves {
  readonly trackProps: {
    readonly ref: RefObject<HTMLDivElement>;
    readonly onPointerDown: PointerEventHandler;
    readonly onPointerMove: PointerEventHandler;
    readonly onLostPointerCapture: PointerEventHandler;
  };
  onKeyDown(index: number, event: KeyboardEvent): void;
  /** Takes the value that the browser or what assists a visitor has set. */
  onChange(index: number, value: number): void;
}

/** A pointer that moves a handle. */
interface Grip {
  readonly pointer: number;
  readonly index: number;
  /** How far beside the middle of the handle it is, as a value. */
  readonly beside: number;
  handles: Handles;
}

/** What moves handles, and the handle that a pointer moves; null while none does. */
export function useHandles(options: HandlesOptions): readonly [Moves, number | null] {
  const latest = useRef(options);
  latest.current = options;
  const track = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [moves] = useState(() => movesOf(latest, track, setDragged));
  return [moves, dragged];
}

function movesOf(
  latest: RefObject<HandlesOptions>,
  track: RefObject<HTMLDivElement>,
  setDragged: (index: number | null) => void,
): Moves {
  let grip: Grip | null = null;
  const now = (): HandlesOptions => latest.current as HandlesOptions;
  const isRtl = (): boolean =>
    track.current !== null && getComputedStyle(track.current).direction === "rtl";
  const valueAt = ({ clientX }: PointerEvent): number => {
    const { left = 0, right = 0 } = track.current?.getBoundingClientRect() ?? {};
    const share = (isRtl() ? right - clientX : clientX - left) / (right - left || 1);
    const { scale } = now();
    return scale.min + share * (scale.max - scale.min);
  };

  return {
    trackProps: {
      ref: track,
      onPointerDown: (event) => {
        const { button, altKey, ctrlKey, metaKey, pointerId: pointer } = event;
        const { handles, scale, disabled, move } = now();
        if (disabled || grip || button !== 0 || altKey || ctrlKey || metaKey) return;
        // Neither a selection nor a loss of the focus that comes next.
        event.preventDefault();
        const value = valueAt(event);
        const inputs = [...event.currentTarget.querySelectorAll("input")];
        const pressed = inputs.findIndex((input) =>
          input.parentElement?.contains(event.target as Node),
        );
        const index = pressed >= 0 ? pressed : nearestTo(handles, value);
        const beside = pressed >= 0 ? value - (handles[index] ?? 0) : 0;
        inputs[index]?.focus({ preventScroll: true });
        event.currentTarget.setPointerCapture(pointer);
        grip = { pointer, index, beside, handles };
        setDragged(index);
        if (pressed >= 0) return;
        grip.handles = withHandle(handles, index, value, scale);
        move(grip.handles);
      },
      onPointerMove: (event) => {
        if (grip?.pointer !== event.pointerId) return;
        const { scale, move } = now();
        grip.handles = withHandle(grip.handles, grip.index, valueAt(event) - grip.beside, scale);
        move(grip.handles);
      },
      onLostPointerCapture: ({ pointerId }) => {
        const held = grip;
        if (held?.pointer !== pointerId) return;
        grip = null;
        setDragged(null);
        now().release(held.handles);
      },
    },
    onKeyDown: (index, event) => {
      const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
      const { handles, scale, disabled, step } = now();
      if (disabled || altKey || ctrlKey || metaKey) return;
      const value = handles[index] ?? 0;
      const page = pageOf(scale);
      const far = shiftKey ? page : scale.step;
      const right = isRtl() ? -far : far;
      const to: Readonly<Record<string, number>> = {
        ArrowUp: value + far,
        ArrowDown: value - far,
        ArrowRight: value + right,
        ArrowLeft: value - right,
        PageUp: value + page,
        PageDown: value - page,
        Home: scale.min,
        End: scale.max,
      };
      const target = to[key];
      if (target === undefined) return;
      // The field of the browser would take a step of its own.
      event.preventDefault();
      step(withHandle(handles, index, target, scale));
    },
    onChange: (index, value) => {
      const { handles, scale, move } = now();
      move(withHandle(handles, index, value, scale));
    },
  };
}

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

export interface Moves {
  readonly track: RefObject<HTMLDivElement>;
  /** The handle that a pointer moves; null while none does. */
  readonly dragged: number | null;
  readonly trackProps: {
    readonly ref: RefObject<HTMLDivElement>;
    readonly onPointerDown: PointerEventHandler;
    readonly onPointerMove: PointerEventHandler;
    readonly onLostPointerCapture: PointerEventHandler;
  };
  onKeyDown(index: number, event: KeyboardEvent): void;
}

/** A pointer that moves a handle. */
interface Grip {
  readonly pointer: number;
  readonly index: number;
  /** How far beside the middle of the handle it is, as a value. */
  readonly beside: number;
  handles: Handles;
}

export function useHandles(options: HandlesOptions): Moves {
  const { handles, scale, disabled, move, release, step } = options;
  const track = useRef<HTMLDivElement>(null);
  const grip = useRef<Grip | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);

  const isRtl = (): boolean =>
    track.current !== null && getComputedStyle(track.current).direction === "rtl";
  const valueAt = ({ clientX }: PointerEvent): number => {
    const { left = 0, right = 0 } = track.current?.getBoundingClientRect() ?? {};
    const share = (isRtl() ? right - clientX : clientX - left) / (right - left || 1);
    return scale.min + share * (scale.max - scale.min);
  };

  return {
    track,
    dragged,
    trackProps: {
      ref: track,
      onPointerDown: (event) => {
        const { button, altKey, ctrlKey, metaKey, pointerId: pointer } = event;
        if (disabled || grip.current || button !== 0 || altKey || ctrlKey || metaKey) return;
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
        grip.current = { pointer, index, beside, handles };
        setDragged(index);
        if (pressed >= 0) return;
        grip.current.handles = withHandle(handles, index, value, scale);
        move(grip.current.handles);
      },
      onPointerMove: (event) => {
        const held = grip.current;
        if (held?.pointer !== event.pointerId) return;
        held.handles = withHandle(held.handles, held.index, valueAt(event) - held.beside, scale);
        move(held.handles);
      },
      onLostPointerCapture: ({ pointerId }) => {
        const held = grip.current;
        if (held?.pointer !== pointerId) return;
        grip.current = null;
        setDragged(null);
        release(held.handles);
      },
    },
    onKeyDown: (index, event) => {
      const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
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
  };
}

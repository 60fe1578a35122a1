/** How much room does a figure have? */
import { type RefObject, useEffect, useState } from "react";

export interface Room {
  /** In CSS pixels; 0 until it is known. */
  readonly width: number;
  readonly height: number;
}

/** The room inside of an element, followed as it changes. */
export function useRoom(frame: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState<Room>({ width: 0, height: 0 });
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const [width, height] = [Math.floor(element.clientWidth), Math.floor(element.clientHeight)];
      setRoom((known) =>
        known.width === width && known.height === height ? known : { width, height },
      );
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return room;
}

export interface Wish {
  readonly width?: unknown;
  readonly height?: unknown;
  /** Height of the window's room where the figure fills it. */
  readonly full: number | undefined;
}

/** Size that a figure gets, from what the app asks for, the size of its own, and the room there is. */
export function fitted(
  { width, height, full }: Wish,
  own: { readonly width: number; readonly height: number },
  room: Room,
): { width: number; height: number } {
  if (full !== undefined) return { width: room.width, height: full };
  const wanted = typeof width === "number" ? width : width === "content" ? own.width : room.width;
  const stretched = height === "stretch" && room.height > 0 ? room.height : own.height;
  return {
    width: Math.min(wanted, room.width),
    height: typeof height === "number" ? height : stretched,
  };
}

/** Numbers of pages to turn, as many as there is room for. */
import { type ReactElement, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { Glyph } from "../elements/glyph";
import type { NodeProps } from "../elements/registry";
import type { InputProps } from "../protocol";
import { useInput } from "../store/hooks";

export interface PaginationProps extends InputProps<number> {
  readonly num_pages: number;
  /** How many places there are for numbers; all that fit when it is absent. */
  readonly max_visible_pages?: number;
}

export function Pagination({ node }: NodeProps<PaginationProps>): ReactElement {
  const { num_pages: total, max_visible_pages: most = Number.POSITIVE_INFINITY } = node.props;
  const { value, setValue, disabled } = useInput(node);
  const box = useRef<HTMLElement>(null);
  const room = useRoom(box);
  const name = useName(box);
  const places = placesFor(value, total, most, room);
  const turn = (page: number): void => {
    if (page !== value && page >= 1 && page <= total) setValue(page);
  };
  const arrow = (by: 1 | -1): ReactElement => (
    // Not `disabled` at the ends: there it would lose the focus to nothing.
    <button
      aria-disabled={value + by < 1 || value + by > total || undefined}
      aria-label={by < 0 ? "Previous page" : "Next page"}
      className="rv-page-number"
      data-testid={by < 0 ? "stPaginationPrev" : "stPaginationNext"}
      disabled={disabled}
      onClick={() => turn(value + by)}
      type="button"
    >
      <span className={by < 0 ? "rv-mirrored" : undefined}>
        <Glyph name="chevron" />
      </span>
    </button>
  );
  return (
    <nav
      aria-label={name}
      className="stPagination rv-pagination"
      data-testid="stPagination"
      ref={box}
    >
      {arrow(-1)}
      {pagesInView(value, total, places).map((page) =>
        page < 0 ? (
          <span
            aria-hidden="true"
            className="rv-page-gap"
            data-testid="stPaginationEllipsis"
            key={page}
          >
            …
          </span>
        ) : (
          <button
            aria-current={page === value ? "page" : undefined}
            aria-label={`Page ${page}`}
            className="rv-page-number"
            data-testid={page === value ? "stPaginationPageActive" : "stPaginationPage"}
            disabled={disabled}
            key={page}
            onClick={() => turn(page)}
            type="button"
          >
            {page}
          </button>
        ),
      )}
      {arrow(1)}
      <span className="rv-visually-hidden" role="status">
        Page {value} of {total}
      </span>
    </nav>
  );
}

/** "Pagination", with a number where there is one before it: landmarks are told apart by their names. */
function useName(box: RefObject<HTMLElement | null>): string {
  const [before, setBefore] = useState(0);
  useLayoutEffect(() => {
    const all = [...document.querySelectorAll(".stPagination")];
    setBefore(box.current ? all.indexOf(box.current) : 0);
  }, [box]);
  return before > 0 ? `Pagination ${before + 1}` : "Pagination";
}

/** Room for more numbers than anybody wants to see, for as long as it is not known. */
const MANY = 100;

const GAP_BEFORE = -1;
const GAP_AFTER = -2;

/** From so many places on a gap on each side leaves room for the current page. */
const BOTH_GAPS = 5;

/**
 * The pages that take the places, in order; a negative one is a gap. The first and the last page
 * are among them if there is room, and the number of places stays the same from page to page.
 */
export function pagesInView(current: number, total: number, places: number): number[] {
  if (places <= 0) return [];
  if (total <= places) return range(1, total);
  if (places < 3) return [current];
  if (places < BOTH_GAPS)
    return current === total ? [1, GAP_BEFORE, total] : [current, GAP_AFTER, total];
  const atEnd = places - 2;
  if (current < atEnd) return [...range(1, atEnd), GAP_AFTER, total];
  if (current > total - atEnd + 1) return [1, GAP_BEFORE, ...range(total - atEnd + 1, total)];
  const middle = places - 4;
  const first = current - Math.floor((middle - 1) / 2);
  return [1, GAP_BEFORE, ...range(first, first + middle - 1), GAP_AFTER, total];
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Between two places, as in the style sheet; in widths of an arrow, as all of these. */
const BETWEEN = 1 / 9;
/** What each digit after the second adds to a place. */
const PER_DIGIT = 0.25;

const widthOf = (page: number): number =>
  1 + BETWEEN + (page < 0 ? 0 : PER_DIGIT * Math.max(0, String(page).length - 2));

/** How many places there are: as many as the author wants, or fewer where there is no room for them. */
export function placesFor(current: number, total: number, most: number, room: number): number {
  const left = room - 2 - BETWEEN;
  for (let places = Math.min(most, total, Math.floor(left)); places > 1; places -= 1) {
    const pages = pagesInView(current, total, places);
    if (pages.reduce((sum, page) => sum + widthOf(page), 0) <= left) return places;
  }
  return Math.min(most, 1);
}

/** The width that there is, in widths of an arrow. */
function useRoom(box: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(MANY);
  useLayoutEffect(() => {
    const own = box.current?.closest<HTMLElement>(".rv-box");
    const arrow = box.current?.querySelector("button");
    // A box that is as wide as its content says nothing of the room that there is.
    const outer = own?.dataset.width === "content" ? own.parentElement : own;
    if (!outer || !arrow || typeof ResizeObserver === "undefined") return;
    const measure = (): void => {
      // A hidden tab has no width; that is no reason to fold anything.
      if (outer.clientWidth > 0) setRoom(outer.clientWidth / arrow.offsetWidth);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    return () => observer.disconnect();
  }, [box]);
  return room;
}

/** The calendar of a date field; loaded when the first field is about to be used. */
import {
  CalendarDate,
  type DateValue,
  GregorianCalendar,
  getDayOfWeek,
  getLocalTimeZone,
  isToday,
  startOfMonth,
} from "@internationalized/date";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { I18nProvider, useLocale } from "react-aria/I18nProvider";
import { useCalendar, useCalendarCell, useCalendarGrid } from "react-aria/useCalendar";
import { useDateFormatter } from "react-aria/useDateFormatter";
import { type CalendarState, useCalendarState } from "react-stately/useCalendarState";
import { Glyph } from "../elements/glyph";
import { PRESETS, pastRange } from "./calendar/presets";

export { default as styles } from "../styles/calendar.css";

export interface CalendarProps {
  /** Days that are picked: none, one, or the two ends of a range; in milliseconds, as they travel. */
  readonly value: readonly number[];
  readonly range: boolean;
  readonly min: number;
  readonly max: number;
  /** Whether it takes the focus. */
  readonly entered: boolean;
  onPick(days: readonly number[]): void;
}

const DAY = 86_400_000;
/** Longest list of years, so that bounds thousands of years apart do not fill the page. */
const MOST_YEARS = 400;

function dayOf(moment: number): CalendarDate {
  const date = new Date(moment);
  return new CalendarDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** The start of a day; `Date.UTC` takes the first hundred years for those of the last century. */
function momentOf({ year, month, day }: DateValue): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

const dayStart = (moment: number): number => Math.floor(moment / DAY) * DAY;

const createCalendar = (): GregorianCalendar => new GregorianCalendar();

/** In the visitor's language; all dates are Gregorian, as those of the kernel are. */
export function Calendar(props: CalendarProps): ReactElement {
  const locale = new Intl.Locale(useLocale().locale, { calendar: "gregory" });
  return (
    <I18nProvider locale={locale.toString()}>
      <Month {...props} />
    </I18nProvider>
  );
}

function Month(props: CalendarProps): ReactElement {
  const { entered, max, min, onPick, range, value } = props;
  const { direction, locale } = useLocale();
  const days = value.map(dayStart);
  const start = days[0];
  const end = days.at(-1);
  const [low, high] = [dayOf(min), dayOf(max)];

  const choose = (day: number): void => {
    const half = range && days.length === 1 && start !== undefined;
    onPick(half ? [start, day].sort((a, b) => a - b) : [day]);
  };
  const state = useCalendarState({
    createCalendar,
    defaultFocusedValue: end === undefined ? undefined : dayOf(end),
    locale,
    maxValue: high,
    minValue: low,
    onChange: (day: DateValue) => choose(momentOf(day)),
    // The ends of a range are shown by the cells: the calendar itself knows one day only.
    value: range || start === undefined ? null : dayOf(start),
  });
  const { calendarProps, nextButtonProps, prevButtonProps } = useCalendar(
    { "aria-label": "Calendar" },
    state,
  );
  const { setFocused } = state;
  useEffect(() => {
    if (entered) setFocused(true);
  }, [entered, setFocused]);

  return (
    // The keys go by the language, and so must the days.
    <div
      {...calendarProps}
      className="rv-calendar"
      data-entered={entered || undefined}
      dir={direction}
    >
      <div className="rv-calendar-header">
        <Turn button={prevButtonProps} back />
        <MonthAndYear high={high} low={low} state={state} />
        <Turn button={nextButtonProps} />
      </div>
      <Grid
        days={range ? days : []}
        half={range && days.length === 1}
        locale={locale}
        state={state}
      />
      {range && (
        <Presets
          max={max}
          min={min}
          onPick={(picked) => {
            state.setFocusedDate(dayOf(picked[1] ?? min));
            onPick(picked);
          }}
        />
      )}
    </div>
  );
}

interface TurnProps {
  readonly button: ReturnType<typeof useCalendar>["nextButtonProps"];
  readonly back?: boolean;
}

/** The button to the next month, or to the one before. */
function Turn({ button, back }: TurnProps): ReactElement {
  return (
    <button
      aria-label={back ? "Previous month" : "Next month"}
      className="rv-calendar-turn"
      data-back={back || undefined}
      disabled={button.isDisabled}
      onClick={(event) => button.onPress?.(event as never)}
      type="button"
    >
      <Glyph name="chevron" />
    </button>
  );
}

interface MonthAndYearProps {
  readonly state: CalendarState;
  readonly low: CalendarDate;
  readonly high: CalendarDate;
}

function MonthAndYear({ state, low, high }: MonthAndYearProps): ReactElement {
  const formatter = useDateFormatter({ month: "long", timeZone: "UTC" });
  const { month, year } = state.visibleRange.start;
  const from = Math.max(low.year, year - MOST_YEARS / 2);
  const to = Math.min(high.year, year + MOST_YEARS / 2);
  const go = (fields: { month?: number; year?: number }): void =>
    state.setFocusedDate(state.focusedDate.set(fields));
  return (
    <div className="rv-calendar-title" data-testid="stDateInputHeaderPickerPopover">
      <select
        aria-label="Month"
        onChange={({ target }) => go({ month: Number(target.value) })}
        value={month}
      >
        {Array.from({ length: 12 }, (_, index) => {
          const outside =
            (year === low.year && index + 1 < low.month) ||
            (year === high.year && index + 1 > high.month);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: months do not move
            <option disabled={outside} key={index} value={index + 1}>
              {formatter.format(new Date(Date.UTC(2000, index, 15)))}
            </option>
          );
        })}
      </select>
      <select
        aria-label="Year"
        onChange={({ target }) => go({ year: Number(target.value) })}
        value={year}
      >
        {Array.from({ length: to - from + 1 }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: years do not move
          <option key={index} value={from + index}>
            {from + index}
          </option>
        ))}
      </select>
    </div>
  );
}

interface GridProps {
  readonly state: CalendarState;
  readonly locale: string;
  /** The ends of a range. */
  readonly days: readonly number[];
  /** Whether the second end is still to be picked. */
  readonly half: boolean;
}

function Grid({ state, locale, days, half }: GridProps): ReactElement {
  const { gridProps, headerProps, weekDays } = useCalendarGrid({ weekdayStyle: "short" }, state);
  const [hovered, setHovered] = useState<number | null>(null);
  const first = startOfMonth(state.visibleRange.start);
  const weeks = Math.ceil((getDayOfWeek(first, locale) + first.calendar.getDaysInMonth(first)) / 7);
  const ends = half ? [...days, hovered ?? momentOf(state.focusedDate)] : days;
  const [start = 0, end = -1] = [...ends].sort((a, b) => a - b);
  return (
    <table {...gridProps} className="rv-calendar-grid" onPointerLeave={() => setHovered(null)}>
      <thead {...headerProps}>
        <tr>
          {weekDays.map((name, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: days of the week do not move
            <th key={index}>{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: weeks }, (_, week) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: weeks do not move
          <tr key={week}>
            {state.getDatesInWeek(week).map((date, index) =>
              date ? (
                <Cell
                  date={date}
                  days={days}
                  key={date.toString()}
                  onHover={setHovered}
                  state={state}
                  within={momentOf(date) >= start && momentOf(date) <= end}
                />
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: days of the week do not move
                <td key={index} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  readonly date: CalendarDate;
  readonly state: CalendarState;
  readonly days: readonly number[];
  /** Whether it is between the ends of a range. */
  readonly within: boolean;
  onHover(day: number): void;
}

function Cell({ date, state, days, within, onHover }: CellProps): ReactElement {
  const ref = useRef<HTMLDivElement>(null);
  const cell = useCalendarCell({ date }, state, ref);
  const day = momentOf(date);
  const end = days.includes(day);
  const selected = cell.isSelected || end;
  // Beside what the library says of a day: the ends of a range and what is between them.
  const chosen = { "aria-selected": selected || (within && days.length > 1) || undefined };
  const name = `${cell.buttonProps["aria-label"]}${end ? (day === days[0] ? ", start" : ", end") : ""}`;
  return (
    <td
      {...cell.cellProps}
      {...chosen}
      data-end={(end && day === days.at(-1)) || undefined}
      data-start={(end && day === days[0]) || undefined}
      data-within={within || undefined}
    >
      <div
        {...{ ...cell.buttonProps, "aria-label": name }}
        className="rv-calendar-day"
        data-disabled={cell.isDisabled || undefined}
        data-selected={selected || undefined}
        data-today={isToday(date, getLocalTimeZone()) || undefined}
        hidden={cell.isOutsideVisibleRange}
        onPointerMove={() => onHover(day)}
        ref={ref}
      >
        {cell.formattedDate}
      </div>
    </td>
  );
}

interface PresetsProps {
  readonly min: number;
  readonly max: number;
  onPick(days: readonly number[]): void;
}

/** Ranges that end today. */
function Presets({ min, max, onPick }: PresetsProps): ReactElement | null {
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const found = PRESETS.map((preset) => ({ name: preset.name, days: pastRange(today, preset) }));
  const offered = found.filter(({ days: [start = 0, end = 0] }) => start >= min && end <= max);
  if (offered.length === 0) return null;
  return (
    <fieldset
      aria-label="Choose a date range"
      className="rv-calendar-presets"
      data-testid="stDateInputQuickSelect"
    >
      {offered.map(({ name, days }) => (
        <button key={name} onClick={() => onPick(days)} type="button">
          {name}
        </button>
      ))}
    </fieldset>
  );
}

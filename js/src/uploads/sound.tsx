/** Buttons and the picture of a sound, for those who record. */
import type { ReactElement } from "react";
import { BARS } from "./recorder";

const PICTURES = {
  cancel: "M7 7l10 10M17 7L7 17",
  check: "M5.5 12.5l4.5 4.5 8.5-10",
  clear: "M5 7h14M10 7V4.5h4V7M7 7l1 12.5h8L17 7",
  pause: "M9 6v12M15 6v12",
  play: "M8 5.5v13l10.5-6.5z",
  record:
    "M12 3.5a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0v-5a3 3 0 0 0-3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5v3",
  stop: "M7 7h10v10H7z",
} as const;

interface ActionProps {
  readonly name: keyof typeof PICTURES;
  readonly label: string;
  readonly disabled: boolean;
  readonly active?: boolean;
  readonly testId?: string;
  onPress(): unknown;
}

export function Action({
  name,
  label,
  disabled,
  active,
  onPress,
  testId,
}: ActionProps): ReactElement {
  return (
    <button
      aria-label={label}
      className="rv-recorder-action"
      data-active={active || undefined}
      data-testid={testId ?? "stAudioInputActionButton"}
      disabled={disabled}
      onClick={onPress}
      title={label}
      type="button"
    >
      <svg
        aria-hidden="true"
        fill={name === "stop" || name === "play" ? "currentColor" : "none"}
        stroke="currentColor"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth={name === "pause" ? 2.6 : 1.8}
        viewBox="0 0 24 24"
      >
        <path d={PICTURES[name]} />
      </svg>
    </button>
  );
}

interface WaveProps {
  readonly peaks: readonly number[];
  readonly recording: boolean;
  /** How much was played, from 0 to 1. */
  readonly at?: number;
  readonly testId?: string;
}

/** The loudness as bars; while recording the newest are at the end. */
export function Wave({ peaks, recording, at = 0, testId }: WaveProps): ReactElement {
  const shown = recording ? peaks.slice(-BARS) : peaks;
  const first = recording ? BARS - shown.length : 0;
  return (
    <svg
      aria-hidden="true"
      className="rv-recorder-wave"
      data-recording={recording || undefined}
      data-testid={testId ?? "stAudioInputWaveSurfer"}
      preserveAspectRatio="none"
      viewBox={`0 0 ${BARS} 24`}
    >
      {Array.from({ length: BARS }, (_, bar) => {
        const height = Math.max(shown[bar - first] ?? 0, 0.06) * 22;
        const played = at > 0 && bar / BARS < at;
        return (
          <rect
            data-played={played || undefined}
            height={height}
            // biome-ignore lint/suspicious/noArrayIndexKey: bars do not move
            key={bar}
            rx={0.3}
            width={0.6}
            x={bar + 0.2}
            y={12 - height / 2}
          />
        );
      })}
    </svg>
  );
}

/** A recorder: the microphone's sound as it comes, and the recording; loaded when the first is on the page. */
import { type ReactElement, type RefObject, useEffect, useRef, useState } from "react";
import type { FilesProps } from "../inputs/files";
import { cannotAsk, nameOfNow, stopTracks, whyNot } from "../uploads/media";
import { type OneFile, useOneFile } from "../uploads/one";
import type { FileProps } from "../uploads/transfer";
import { peaksOf, secondsOf, shownTime, wavOf } from "../uploads/wav";

export { default as styles } from "../styles/uploads.css";

export interface AudioInputProps extends FileProps {
  /** In Hz; absent for what the browser records. */
  readonly sample_rate?: number;
}

const BARS = 96;
/** How often the loudness is looked at while recording, in milliseconds. */
const EVERY = 60;

export function Input(props: FilesProps<AudioInputProps>): ReactElement {
  const { node, input, labelId } = props;
  const rate = node.props.sample_rate;
  const file = useOneFile(props);
  const [peaks, setPeaks] = useState<readonly number[]>([]);
  const [length, setLength] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const recorder = useRecorder();
  const player = useRef<HTMLAudioElement>(null);
  const playing = usePlaying(player);
  const there = file.made !== null || file.value !== null;
  const recording = recorder.seconds !== null;

  const begin = async (): Promise<void> => {
    setProblem(cannotAsk("microphone"));
    if (cannotAsk("microphone") !== null) return;
    try {
      player.current?.pause();
      await recorder.begin(rate);
    } catch (error) {
      setProblem(whyNot(error, "microphone"));
    }
  };
  const end = async (): Promise<void> => {
    setBusy(true);
    try {
      const sound = await recorder.end(rate);
      setPeaks(peaksOf(sound.samples, BARS));
      setLength(sound.samples.length / sound.rate);
      file.send(nameOfNow("recording", "wav"), wavOf(sound.samples, sound.rate));
    } catch {
      setProblem("The recording cannot be read. Record it again.");
    } finally {
      setBusy(false);
    }
  };
  const clear = (): void => {
    player.current?.pause();
    file.clear();
  };
  // After a reload only the kernel has the sound; its size tells how long it is.
  const known = file.made === null && file.value !== null && rate !== undefined;
  const total = known ? secondsOf(file.value.size, rate) : length;
  const shown = recording ? (recorder.seconds ?? 0) : playing.on ? playing.at : there ? total : 0;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has a look of its own */}
      <div
        aria-labelledby={labelId}
        className="rv-recorder"
        data-disabled={input.disabled || undefined}
        role="group"
      >
        <Action
          disabled={input.disabled || busy}
          label={recording ? "Stop recording" : there ? "Record again" : "Record"}
          name={recording ? "stop" : "record"}
          onPress={recording ? end : begin}
          active={recording}
        />
        {there && !recording && (
          <Action
            disabled={file.made === null}
            label={playing.on ? "Pause" : "Play"}
            name={playing.on ? "pause" : "play"}
            onPress={() => (playing.on ? player.current?.pause() : void player.current?.play())}
          />
        )}
        <Wave
          at={playing.on && total > 0 ? playing.at / total : 0}
          peaks={recording ? recorder.peaks : there && file.made !== null ? peaks : []}
          recording={recording}
        />
        <span className="rv-recorder-time" data-testid="stAudioInputWaveformTimeCode">
          {shownTime(shown)}
        </span>
        {there && !recording && (
          <Action
            disabled={input.disabled}
            label="Delete the recording"
            name="clear"
            onPress={clear}
          />
        )}
        {file.progress !== null && <Sending progress={file.progress} />}
        {/* biome-ignore lint/a11y/useMediaCaption: what the visitor has just said */}
        <audio ref={player} src={file.made?.url} />
      </div>
      <Problem file={file} problem={problem} />
      <span className="rv-visually-hidden" role="status">
        {recording ? "Recording" : there && file.progress === null ? "The recording is there." : ""}
      </span>
    </>
  );
}

function Problem({
  file,
  problem,
}: {
  readonly file: OneFile;
  readonly problem: string | null;
}): ReactElement | null {
  if (problem === null && file.error === null) return null;
  return (
    <div className="rv-upload-error" role="alert">
      {problem ?? `The recording was not sent. ${file.error} `}
      {problem === null && (
        <button className="rv-file-again" onClick={file.retry} type="button">
          Try again
        </button>
      )}
    </div>
  );
}

function Sending({ progress }: { readonly progress: number }): ReactElement {
  return (
    <span
      aria-label="Sending the recording"
      aria-valuemax={100}
      aria-valuemin={0}
      aria-valuenow={Math.round(progress * 100)}
      className="rv-file-progress"
      role="progressbar"
    >
      <span style={{ transform: `scaleX(${progress})` }} />
    </span>
  );
}

const PICTURES = {
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
  onPress(): unknown;
}

function Action({ name, label, disabled, active, onPress }: ActionProps): ReactElement {
  return (
    <button
      aria-label={label}
      className="rv-recorder-action"
      data-active={active || undefined}
      data-testid="stAudioInputActionButton"
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
  readonly at: number;
}

/** The loudness as bars; while recording the newest are at the end. */
function Wave({ peaks, recording, at }: WaveProps): ReactElement {
  const shown = recording ? peaks.slice(-BARS) : peaks;
  const first = recording ? BARS - shown.length : 0;
  return (
    <svg
      aria-hidden="true"
      className="rv-recorder-wave"
      data-recording={recording || undefined}
      data-testid="stAudioInputWaveSurfer"
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

function usePlaying(player: RefObject<HTMLAudioElement | null>): { on: boolean; at: number } {
  const [state, setState] = useState({ on: false, at: 0 });
  useEffect(() => {
    const audio = player.current;
    if (audio === null) return;
    const look = (): void => setState({ on: !audio.paused && !audio.ended, at: audio.currentTime });
    const names = ["play", "pause", "ended", "timeupdate", "emptied"];
    for (const name of names) audio.addEventListener(name, look);
    return () => {
      for (const name of names) audio.removeEventListener(name, look);
    };
  }, [player]);
  return state;
}

interface Sound {
  readonly samples: Float32Array;
  readonly rate: number;
}

interface Recorder {
  /** How long it records; null while it does not. */
  readonly seconds: number | null;
  readonly peaks: readonly number[];
  begin(rate: number | undefined): Promise<void>;
  end(rate: number | undefined): Promise<Sound>;
}

interface Going {
  readonly media: MediaRecorder;
  readonly stream: MediaStream;
  readonly context: AudioContext;
  readonly parts: Blob[];
  readonly timer: number;
}

function useRecorder(): Recorder {
  const going = useRef<Going | null>(null);
  const gone = useRef(false);
  const [seconds, setSeconds] = useState<number | null>(null);
  const [peaks, setPeaks] = useState<readonly number[]>([]);

  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      const found = taken(going);
      stopTracks(found?.stream ?? null);
      void found?.context.close();
    };
  }, []);

  return {
    seconds,
    peaks,
    begin: async () => {
      if (going.current !== null) return;
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      if (gone.current) {
        stopTracks(stream);
        return;
      }
      const media = new MediaRecorder(stream);
      const parts: Blob[] = [];
      media.addEventListener("dataavailable", ({ data }) => parts.push(data));
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      analyser.fftSize = 2048;
      context.createMediaStreamSource(stream).connect(analyser);
      const wave = new Float32Array(analyser.fftSize);
      const loudness: number[] = [];
      const since = performance.now();
      media.start(1000);
      const look = (): void => {
        analyser.getFloatTimeDomainData(wave);
        let peak = 0;
        for (const sample of wave) peak = Math.max(peak, Math.abs(sample));
        loudness.push(Math.min(1, peak * 1.4));
        if (loudness.length > BARS) loudness.shift();
        setPeaks([...loudness]);
        setSeconds((performance.now() - since) / 1000);
      };
      setPeaks([]);
      setSeconds(0);
      going.current = { media, stream, context, parts, timer: window.setInterval(look, EVERY) };
    },
    end: async (rate) => {
      const found = taken(going);
      if (found === null) throw new Error("Nothing is recorded.");
      const { media, stream, context, parts } = found;
      try {
        await new Promise((resolve) => {
          media.addEventListener("stop", resolve);
          media.stop();
        });
        const data = await new Blob(parts, { type: media.mimeType }).arrayBuffer();
        return await oneChannel(await context.decodeAudioData(data), rate);
      } finally {
        stopTracks(stream);
        void context.close();
        setSeconds(null);
      }
    },
  };
}

/** What records, which does so no more for long. */
function taken(going: { current: Going | null }): Going | null {
  const found = going.current;
  going.current = null;
  if (found !== null) window.clearInterval(found.timer);
  return found;
}

/** A sound as one channel with a sample rate, which is its own when none is given. */
async function oneChannel(sound: AudioBuffer, wanted: number | undefined): Promise<Sound> {
  const rate = wanted ?? sound.sampleRate;
  const count = Math.max(1, Math.round(sound.duration * rate));
  const offline = new OfflineAudioContext(1, count, rate);
  const source = offline.createBufferSource();
  source.buffer = sound;
  source.connect(offline.destination);
  source.start();
  return { samples: (await offline.startRendering()).getChannelData(0), rate };
}

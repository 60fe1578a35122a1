/** A recorder: the microphone's sound as it comes, and the recording; loaded when the first is on the page. */
import { type ReactElement, type RefObject, useEffect, useRef, useState } from "react";
import type { FilesProps } from "../inputs/files";
import { cannotAsk, nameOfNow, whyNot } from "../uploads/media";
import { type OneFile, useOneFile } from "../uploads/one";
import { BARS, useRecorder } from "../uploads/recorder";
import { Action, Wave } from "../uploads/sound";
import type { FileProps } from "../uploads/transfer";
import { peaksOf, secondsOf, shownTime, wavOf } from "../uploads/wav";

export { default as styles } from "../styles/uploads.css";

export interface AudioInputProps extends FileProps {
  /** In Hz; absent for what the browser records. */
  readonly sample_rate?: number;
}

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

/** The microphone's sound, while it comes and as a recording. */
import { useEffect, useRef, useState } from "react";
import { stopTracks } from "./media";

/** How many bars the picture of a sound has. */
export const BARS = 96;
/** How often the loudness is looked at while recording, in milliseconds. */
const EVERY = 60;

export interface Sound {
  readonly samples: Float32Array;
  readonly rate: number;
}

export interface Recorder {
  /** How long it records; null while it does not. */
  readonly seconds: number | null;
  readonly peaks: readonly number[];
  begin(rate: number | undefined): Promise<void>;
  end(rate: number | undefined): Promise<Sound>;
  /** Ends without a recording. */
  cancel(): void;
}

interface Going {
  readonly media: MediaRecorder;
  readonly stream: MediaStream;
  readonly context: AudioContext;
  readonly parts: Blob[];
  readonly timer: number;
}

export function useRecorder(): Recorder {
  const going = useRef<Going | null>(null);
  const asking = useRef(false);
  const gone = useRef(false);
  const [seconds, setSeconds] = useState<number | null>(null);
  const [peaks, setPeaks] = useState<readonly number[]>([]);

  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      drop(going);
    };
  }, []);

  return {
    seconds,
    peaks,
    begin: async () => {
      // The browser may take its time to ask, and nobody is asked twice.
      if (going.current !== null || asking.current) return;
      asking.current = true;
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).finally(() => {
        asking.current = false;
      });
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
    cancel: () => {
      drop(going);
      setSeconds(null);
    },
  };
}

function drop(going: { current: Going | null }): void {
  const found = taken(going);
  stopTracks(found?.stream ?? null);
  void found?.context.close();
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

/** Sound as a WAV file: one channel of 16 bits. */

const HEAD = 44;

/** The file of samples between -1 and 1. */
export function wavOf(samples: Float32Array, rate: number): Blob {
  const bytes = new DataView(new ArrayBuffer(HEAD + 2 * samples.length));
  const text = (offset: number, letters: string): void => {
    for (let at = 0; at < letters.length; at += 1) {
      bytes.setUint8(offset + at, letters.charCodeAt(at));
    }
  };
  text(0, "RIFF");
  bytes.setUint32(4, HEAD - 8 + 2 * samples.length, true);
  text(8, "WAVEfmt ");
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, rate, true);
  bytes.setUint32(28, 2 * rate, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  text(36, "data");
  bytes.setUint32(40, 2 * samples.length, true);
  for (let at = 0; at < samples.length; at += 1) {
    const sample = Math.max(-1, Math.min(1, samples[at] ?? 0));
    bytes.setInt16(HEAD + 2 * at, Math.round(sample * (sample < 0 ? 0x8000 : 0x7fff)), true);
  }
  return new Blob([bytes.buffer], { type: "audio/wav" });
}

/** How loud parts of a sound are, from 0 to 1, loudest 1; silence stays silence. */
export function peaksOf(samples: Float32Array, count: number): number[] {
  const size = Math.max(1, Math.floor(samples.length / count));
  const peaks = Array.from({ length: count }, (_, part) => {
    let peak = 0;
    const end = Math.min(samples.length, (part + 1) * size);
    for (let at = part * size; at < end; at += 1) peak = Math.max(peak, Math.abs(samples[at] ?? 0));
    return peak;
  });
  const loudest = Math.max(0.02, ...peaks);
  return peaks.map((peak) => peak / loudest);
}

/** Seconds of a WAV file as `wavOf` makes it. */
export const secondsOf = (size: number, rate: number): number =>
  Math.max(0, size - HEAD) / (2 * rate);

/** `mm:ss`. */
export function shownTime(seconds: number): string {
  const whole = Math.floor(seconds + 0.05);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(whole / 60))}:${two(whole % 60)}`;
}

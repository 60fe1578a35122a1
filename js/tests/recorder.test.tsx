import { act, renderHook } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { useRecorder } from "../src/uploads/recorder";

class Media extends EventTarget {
  start = vi.fn();
  stop = vi.fn();
}

class Context {
  createAnalyser = () => ({ fftSize: 0, getFloatTimeDomainData: () => {} });
  createMediaStreamSource = () => ({ connect: () => {} });
  close = vi.fn(async () => {});
}

const microphone = () => {
  const stop = vi.fn();
  return { stop, stream: { getTracks: () => [{ stop }] } };
};

afterEach(() => void vi.unstubAllGlobals());

describe("a recorder", () => {
  it("asks for one microphone however often it is told to begin, and lets go of it", async () => {
    const used = microphone();
    const getUserMedia = vi.fn(async () => used.stream);
    vi.stubGlobal("navigator", { ...navigator, mediaDevices: { getUserMedia } });
    vi.stubGlobal("MediaRecorder", Media);
    vi.stubGlobal("AudioContext", Context);
    const { result } = renderHook(() => useRecorder());
    await act(async () => {
      await Promise.all([result.current.begin(8000), result.current.begin(8000)]);
    });
    expect(getUserMedia).toHaveBeenCalledTimes(1);
    expect(result.current.seconds).toBe(0);
    act(() => result.current.cancel());
    expect(result.current.seconds).toBeNull();
    expect(used.stop).toHaveBeenCalledTimes(1);
  });

  it("can begin again after a refusal", async () => {
    const used = microphone();
    const getUserMedia = vi.fn(async () => used.stream).mockRejectedValueOnce(new Error("no"));
    vi.stubGlobal("navigator", { ...navigator, mediaDevices: { getUserMedia } });
    vi.stubGlobal("MediaRecorder", Media);
    vi.stubGlobal("AudioContext", Context);
    const { result } = renderHook(() => useRecorder());
    await expect(result.current.begin(8000)).rejects.toThrow("no");
    await act(() => result.current.begin(8000));
    expect(result.current.seconds).toBe(0);
  });
});

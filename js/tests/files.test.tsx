import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import "../src/inputs";
import "../src/elements/form";
import { loadChunk } from "../src/host/assets";
import type { UploadMessage } from "../src/protocol";
import { fromList, refusal, shownTypes } from "../src/uploads/choose";
import { shownSize, Transfer, type Way } from "../src/uploads/transfer";
import { peaksOf, secondsOf, shownTime, wavOf } from "../src/uploads/wav";
import { file, Store, showFiles } from "./file-store";
import { input, node, settle } from "./harness";

vi.mock("../src/host/assets", async (original) => ({
  ...(await original<typeof import("../src/host/assets")>()),
  loadChunk: vi.fn(),
}));

const uploader = (id: string, props = {}) =>
  input("file_uploader", id, { value: [], max_size: 2 * 1024 ** 2, ...props });

const fileField = (): HTMLInputElement => screen.getByTestId("stFileUploaderDropzoneInput");
const choose = (...files: File[]): boolean =>
  fireEvent.change(fileField(), { target: { files: files as unknown as FileList } });
beforeEach(() => {
  vi.mocked(loadChunk).mockImplementation(async (name) => {
    if (name === "file-uploader") return import("../src/chunks/file-uploader");
    if (name === "camera-input") return import("../src/chunks/camera-input");
    return import("../src/chunks/audio-input");
  });
});

describe("a place for files", () => {
  it("sends a file that was chosen and makes it the value", async () => {
    const { kernel, store } = await showFiles([uploader("Data")]);
    choose(file("a.txt", "hello"));
    await waitFor(() => expect(kernel.events()).toHaveLength(1));
    const [part] = store.parts();
    expect(part).toMatchObject({ input: "Data", name: "a.txt", type: "text/plain", size: 5 });
    expect(store.text(part?.file ?? "")).toBe("hello");
    expect(kernel.events()[0]).toMatchObject({
      id: "Data",
      value: [{ id: part?.file, name: "a.txt", size: 5 }],
    });
    expect(screen.getByTestId("stFileChipName").title).toBe("a.txt");
    expect(screen.getByText("a.txt was sent.")).toBeTruthy();
  });

  it("says what it takes, and why a file is not sent", async () => {
    const { kernel, store } = await showFiles([
      uploader("Data", { types: [".csv", "image/*"], max_size: 1024 ** 2, several: true }),
    ]);
    expect(screen.getByTestId("stFileUploaderDropzoneInstructions").textContent).toContain(
      "1 MB per file · CSV, images",
    );
    expect(fileField().accept).toBe(".csv,image/*");
    choose(file("a.txt"), file("big.csv", "x".repeat(1024 ** 2 + 1)), file("ok.csv"));
    await waitFor(() => expect(kernel.events()).toHaveLength(1));
    expect(screen.getByText("Only CSV, images can be sent here.")).toBeTruthy();
    expect(screen.getByText("Larger than 1 MB.")).toBeTruthy();
    expect(store.parts().map(({ name }) => name)).toEqual(["ok.csv"]);
    await userEvent.click(screen.getByRole("button", { name: "Remove a.txt" }));
    expect(screen.queryByText("a.txt")).toBeNull();
  });

  it("tells the app of many files once, when all have arrived", async () => {
    const { kernel, store } = await showFiles([uploader("Data", { several: true })]);
    store.answers = false;
    choose(file("a.txt"), file("b.txt"), file("c.txt"));
    await waitFor(() => expect(store.waiting).toBe(3));
    expect(kernel.events()).toEqual([]);
    expect(screen.getAllByRole("progressbar")).toHaveLength(3);
    store.answer();
    await waitFor(() => expect(kernel.events()).toHaveLength(1));
    expect(kernel.events()[0]?.value).toMatchObject([
      { name: "a.txt" },
      { name: "b.txt" },
      { name: "c.txt" },
    ]);
  });

  it("keeps one file only unless there may be several", async () => {
    const { kernel, store } = await showFiles([uploader("Data")]);
    choose(file("a.txt"));
    await waitFor(() => expect(kernel.events()).toHaveLength(1));
    choose(file("b.txt"));
    await waitFor(() => expect(kernel.events()).toHaveLength(2));
    expect(kernel.events()[1]?.value).toMatchObject([{ name: "b.txt" }]);
    expect(store.cancelled).toEqual([store.parts()[0]?.file]);
    expect(screen.getAllByTestId("stFileChip")).toHaveLength(1);
  });

  it("takes a file out of the value, and the focus does not get lost", async () => {
    const value = [
      { id: "1", name: "a.txt", size: 5 },
      { id: "2", name: "b.txt", size: 2048 },
    ];
    const { kernel } = await showFiles([uploader("Data", { several: true, value })]);
    expect(screen.getByRole("list", { name: "Files: Data" }).children).toHaveLength(2);
    expect(screen.getByText("2 KB")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Remove a.txt" }));
    expect(kernel.events()[0]?.value).toEqual([value[1]]);
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Data Upload" }));
  });

  it("stops a file that is on its way", async () => {
    const { kernel, store } = await showFiles([uploader("Data")]);
    store.answers = false;
    choose(file("a.txt"));
    await waitFor(() => expect(store.waiting).toBe(1));
    await userEvent.click(screen.getByRole("button", { name: "Stop sending a.txt" }));
    expect(store.cancelled).toEqual([store.parts()[0]?.file]);
    expect(screen.queryByTestId("stFileChip")).toBeNull();
    store.answer();
    await settle();
    expect(kernel.events()).toEqual([]);
  });

  it("shows why the kernel takes no file, and tries again when asked to", async () => {
    const { kernel, store } = await showFiles([uploader("Data")]);
    store.refuses = "There is no room for the file on the server.";
    choose(file("a.txt"));
    await screen.findByText(store.refuses);
    expect(kernel.events()).toEqual([]);
    store.refuses = null;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(kernel.events()).toHaveLength(1));
    expect(screen.queryByText("There is no room for the file on the server.")).toBeNull();
  });

  it("takes files that are dropped and pasted", async () => {
    const { kernel } = await showFiles([uploader("Data", { several: true })]);
    const place = screen.getByTestId("stFileUploaderDropzone");
    const dataTransfer = { files: [file("dropped.txt")], items: [], types: ["Files"] };
    fireEvent.dragEnter(place, { dataTransfer });
    expect(place.dataset.over).toBe("true");
    fireEvent.drop(place, { dataTransfer });
    expect(place.dataset.over).toBeUndefined();
    await waitFor(() => expect(kernel.events()).toHaveLength(1));
    fireEvent.paste(screen.getByRole("button", { name: "Data Upload" }), {
      clipboardData: { files: [file("pasted.txt")] },
    });
    await waitFor(() => expect(kernel.events()).toHaveLength(2));
    expect(kernel.events()[1]?.value).toMatchObject([
      { name: "dropped.txt" },
      { name: "pasted.txt" },
    ]);
  });

  it("looks into folders that are dropped", async () => {
    const { kernel } = await showFiles([uploader("Data", { several: true, folders: true })]);
    expect(fileField().hasAttribute("webkitdirectory")).toBe(true);
    const entry = (fullPath: string) => ({
      fullPath,
      isFile: true,
      file: (found: (one: File) => void) => found(file(fullPath.slice(1))),
    });
    const batches = [[entry("/photos/a.txt")], [entry("/photos/b.txt")], []];
    const folder = {
      isDirectory: true,
      createReader: () => ({
        readEntries: (found: (some: unknown) => void) => found(batches.shift()),
      }),
    };
    const items = [{ webkitGetAsEntry: () => folder }];
    const place = screen.getByTestId("stFileUploaderDropzone");
    fireEvent.drop(place, { dataTransfer: { files: [], items, types: ["Files"] } });
    await waitFor(() => expect(kernel.events()).toHaveLength(1));
    expect(kernel.events()[0]?.value).toMatchObject([
      { name: "photos/a.txt" },
      { name: "photos/b.txt" },
    ]);
  });

  it("opens the choice of files by mouse and keyboard, and not while it is disabled", async () => {
    await showFiles([uploader("Data")]);
    const opened = vi.spyOn(fileField(), "click");
    await userEvent.click(screen.getByText("or drop a file here"));
    screen.getByRole("button", { name: "Data Upload" }).focus();
    await userEvent.keyboard("{Enter}");
    expect(opened).toHaveBeenCalledTimes(2);
  });

  it("does nothing while it is disabled", async () => {
    const value = [{ id: "1", name: "a.txt", size: 5 }];
    const { store } = await showFiles([uploader("Data", { disabled: true, value })]);
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Data Upload" }).disabled).toBe(
      true,
    );
    expect(screen.queryByRole("button", { name: "Remove a.txt" })).toBeNull();
    fireEvent.drop(screen.getByTestId("stFileUploaderDropzone"), {
      dataTransfer: { files: [file("b.txt")], items: [], types: ["Files"] },
    });
    await settle();
    expect(store.messages).toEqual([]);
  });

  it("sends at once in a form, which delivers the value with its button", async () => {
    const inside = [
      uploader("Data", { form_id: "f", default: [] }),
      input("form_submit_button", "Go", { value: false, form_id: "f" }),
    ];
    const form = node("form", { form_id: "f", clear_on_submit: true }, inside);
    const { kernel, store } = await showFiles([form]);
    choose(file("a.txt"));
    await screen.findByText("a.txt was sent.");
    expect(store.parts()).toHaveLength(1);
    expect(kernel.events()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Go" }));
    expect(kernel.events().map(({ id }) => id)).toEqual(["Data", "Go"]);
    expect(screen.queryByTestId("stFileChip")).toBeNull();
  });

  it("forgets what was on its way when it leaves the page", async () => {
    const { kernel, store } = await showFiles([uploader("Data")]);
    store.answers = false;
    choose(file("a.txt"));
    await waitFor(() => expect(store.waiting).toBe(1));
    kernel.patch([[[0], "splice", 0, 1, []]]);
    expect(store.cancelled).toEqual([store.parts()[0]?.file]);
  });
});

describe("a transfer", () => {
  function line(): { way: Way & { connection: string }; store: Store; say(state: string): void } {
    const uploads: Way["uploads"] = new Set();
    const listeners = new Set<() => void>();
    const store = new Store(() => uploads);
    const way = {
      connection: "CONNECTED",
      uploads,
      send: (message: UploadMessage, buffers?: ArrayBuffer[]) => {
        if (way.connection === "CONNECTED") store.take(message, buffers);
      },
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    return {
      way,
      store,
      say: (state) => {
        way.connection = state;
        for (const listener of listeners) listener();
      },
    };
  }
  const source = (content: string, part?: number) => ({
    id: "1",
    input: "i",
    name: "a",
    content: new Blob([content]),
    part,
    progress: vi.fn(),
  });

  it("sends parts in their order and no more at a time than it may", async () => {
    const { way, store } = line();
    store.answers = false;
    const content = Array.from({ length: 400 }, (_, index) => String(index)).join(" ");
    const sent = new Transfer(way).send(source(content, 10));
    await waitFor(() => expect(store.waiting).toBe(16));
    const before = store.parts().length;
    await settle();
    expect(store.parts()).toHaveLength(before);
    store.answers = true;
    store.answer();
    expect(await sent).toEqual({ id: "1", name: "a", size: content.length });
    expect(store.text("1")).toBe(content);
    const offsets = store.parts().map(({ offset }) => offset);
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
  });

  it("sends an empty file as one part", async () => {
    const { way, store } = line();
    expect(await new Transfer(way).send(source(""))).toMatchObject({ size: 0 });
    expect(store.parts()).toHaveLength(1);
  });

  it("goes on after an interruption where the kernel is", async () => {
    const { way, store, say } = line();
    store.answers = false;
    const content = "abcdefghij".repeat(30);
    const sent = new Transfer(way).send(source(content, 10));
    await waitFor(() => expect(store.waiting).toBe(16));
    // The kernel has them all, but its answers are lost.
    say("PINGING_SERVER");
    store.messages.length = 0;
    const lost = new Set(way.uploads);
    way.uploads.clear();
    store.answer();
    for (const listener of lost) way.uploads.add(listener);
    // It has even more, and that ends in the midst of a part.
    store.files.set("1", new TextEncoder().encode(content.slice(0, 167)));
    store.answers = true;
    say("CONNECTED");
    expect(await sent).toMatchObject({ size: 300 });
    expect(store.text("1")).toBe(content);
    expect(store.parts().length).toBeLessThan(60);
  });

  it("begins anew when the kernel does not know the file any more", async () => {
    const { way, store, say } = line();
    store.answers = false;
    const sent = new Transfer(way).send(source("0123456789".repeat(40), 10));
    await waitFor(() => expect(store.waiting).toBe(16));
    store.answer();
    await waitFor(() => expect(store.waiting).toBe(16));
    say("PINGING_SERVER");
    store.files.clear();
    store.answers = true;
    say("CONNECTED");
    expect(await sent).toMatchObject({ size: 400 });
    expect(store.text("1")).toBe("0123456789".repeat(40));
  });

  it("says that a browser cannot read a file", async () => {
    const { way, store } = line();
    const content = new Blob(["x"]);
    content.slice = () => ({ arrayBuffer: () => Promise.reject(new Error("moved")) }) as never;
    const sent = new Transfer(way).send({ ...source("x"), content });
    await expect(sent).rejects.toThrow("The browser cannot read the file.");
    expect(store.cancelled).toEqual(["1"]);
  });
});

describe("what is chosen", () => {
  it.each([
    [[], "a", "", true],
    [[".csv"], "A.CSV", "", true],
    [[".csv"], "a.txt", "text/csv", false],
    [["image/*"], "a", "image/png", true],
    [["image/*"], "a.png", "", false],
    [["text/csv"], "a", "text/csv;charset=utf-8", true],
    [["*/*"], "a", "", true],
  ])("is taken as the kernel takes it: %j %s %s", (types, name, type, taken) => {
    const [chosen] = fromList([new File([""], name, { type })]);
    if (chosen === undefined) throw new Error("nothing was chosen");
    expect(refusal(chosen, { types, largest: 10 }) === null).toBe(taken);
  });

  it("is called as visitors call it", () => {
    expect(shownTypes([".csv", "image/*", "application/pdf"])).toBe("CSV, images, APPLICATION/PDF");
    expect([0, 5, 1000, 1536, 200 * 1024 ** 2].map(shownSize)).toEqual([
      "0 B",
      "5 B",
      "1 KB",
      "1.5 KB",
      "200 MB",
    ]);
  });
});

describe("a recording", () => {
  it("is a WAV file of one channel and 16 bits", async () => {
    const blob = wavOf(new Float32Array([0, 1, -1, 2, -2, 0.5]), 16000);
    const bytes = new DataView(await blob.arrayBuffer());
    const text = (at: number, length: number): string =>
      String.fromCharCode(...new Uint8Array(bytes.buffer, at, length));
    expect([text(0, 4), text(8, 8), text(36, 4)]).toEqual(["RIFF", "WAVEfmt ", "data"]);
    expect(bytes.getUint32(4, true)).toBe(bytes.byteLength - 8);
    expect([
      bytes.getUint16(22, true),
      bytes.getUint32(24, true),
      bytes.getUint16(34, true),
    ]).toEqual([1, 16000, 16]);
    const samples = Array.from({ length: 6 }, (_, at) => bytes.getInt16(44 + 2 * at, true));
    expect(samples).toEqual([0, 32767, -32768, 32767, -32768, 16384]);
    expect(secondsOf(44 + 32000, 16000)).toBe(1);
  });

  it("shows how loud it is and how long", () => {
    expect(peaksOf(new Float32Array([0, 0.5, -0.25, 0]), 2)).toEqual([1, 0.5]);
    expect(Math.max(...peaksOf(new Float32Array(10), 2))).toBe(0);
    expect([0, 5, 59.99, 61, 3600].map(shownTime)).toEqual([
      "00:00",
      "00:05",
      "01:00",
      "01:01",
      "60:00",
    ]);
  });

  it("says why there is none", async () => {
    vi.stubGlobal("isSecureContext", false);
    await showFiles([input("audio_input", "Voice", { value: [], sample_rate: 16000 })]);
    await userEvent.click(screen.getByRole("button", { name: "Record" }));
    expect(screen.getByRole("alert").textContent).toContain("only to pages that come over HTTPS");
  });

  it("that only the kernel has is shown with its length, and can be deleted", async () => {
    const value = [{ id: "1", name: "a.wav", size: 44 + 64000 }];
    const { kernel } = await showFiles([
      input("audio_input", "Voice", { value, sample_rate: 16000 }),
    ]);
    expect(screen.getByTestId("stAudioInputWaveformTimeCode").textContent).toBe("00:02");
    await userEvent.click(screen.getByRole("button", { name: "Delete the recording" }));
    expect(kernel.events()[0]?.value).toEqual([]);
  });
});

describe("a camera", () => {
  it("says why it is off", async () => {
    vi.stubGlobal("isSecureContext", true);
    const getUserMedia = vi
      .fn()
      .mockRejectedValue(Object.assign(new Error("no"), { name: "NotAllowedError" }));
    vi.stubGlobal("navigator", {
      mediaDevices: { getUserMedia, enumerateDevices: async () => [] },
    });
    await showFiles([input("camera_input", "Photo", { value: [], resolution: "720p" })]);
    expect(await screen.findByText(/This page may not use the camera\./)).toBeTruthy();
    expect(getUserMedia).toHaveBeenCalledWith({
      video: { facingMode: "user", height: { ideal: 720 }, width: { ideal: 1280 } },
    });
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(getUserMedia).toHaveBeenCalledTimes(2));
  });

  it("does not ask for anything while it is disabled or has a photo", async () => {
    const getUserMedia = vi.fn();
    vi.stubGlobal("navigator", { mediaDevices: { getUserMedia } });
    const value = [{ id: "1", name: "a.jpg", size: 5 }];
    const { kernel } = await showFiles([
      input("camera_input", "Off", { value: [], disabled: true }),
      input("camera_input", "Photo", { value }),
    ]);
    expect(getUserMedia).not.toHaveBeenCalled();
    expect(screen.getByText("The camera is off.")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Clear photo" }));
    expect(kernel.events()[0]?.value).toEqual([]);
  });
});

import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import "../src/data";
import "../src/inputs";
import "../src/media";
import type { FileMessage, PageMessage, Props } from "../src/protocol";
import { input, type Kernel, node, page, settle, show } from "./harness";

vi.mock("../src/host/assets", async (original) => ({
  ...(await original<typeof import("../src/host/assets")>()),
  loadChunk: () => import("../src/chunks/media"),
}));

beforeAll(async () => {
  show([node("audio", { url: "/a.mp3" })]);
  await screen.findByTestId("stAudio");
  cleanup();
});

type Ask = Extract<PageMessage, { method: "media" }>;

const file = (name: string, size = 4, type = "audio/wav") => ({ $m: name, size, type });

const asks = ({ sent }: Kernel): Ask[] =>
  sent.filter((message): message is Ask => message.method === "media");

/** Gives the page what it has asked for last. */
async function give(kernel: Kernel, text: string, message: Partial<FileMessage> = {}) {
  const ask = asks(kernel)
    .filter(({ at }) => at !== null)
    .at(-1);
  const bytes = new TextEncoder().encode(text);
  const part = { at: ask?.at ?? 0, size: bytes.length, transfer: ask?.transfer ?? "" };
  await act(async () =>
    kernel.session.receive({ method: "media", ...part, ...message }, [new DataView(bytes.buffer)]),
  );
  await settle();
}

/** Shows what a server has addresses for the files of. */
function served(main: Parameters<typeof show>[0]): Kernel {
  const kernel = show([]);
  kernel.session.files.base = "/files/key/";
  kernel.snapshot(page(main));
  return kernel;
}

const saved: Array<{ name: string; url: string }> = [];
const blobs = new Map<string, Blob>();

beforeEach(() => {
  saved.length = 0;
  blobs.clear();
  URL.createObjectURL = vi.fn((blob: Blob) => {
    const url = `blob:http://localhost/${blobs.size}`;
    blobs.set(url, blob);
    return url;
  });
  URL.revokeObjectURL = vi.fn();
  HTMLMediaElement.prototype.play = vi.fn(async () => {});
  HTMLMediaElement.prototype.pause = vi.fn();
  HTMLMediaElement.prototype.load = vi.fn();
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push({ name: this.download, url: this.href });
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

const player = (name: "Audio" | "Video"): HTMLMediaElement => screen.getByTestId(`st${name}`);

describe("a player", () => {
  it("plays an address as it is", () => {
    const kernel = show([node("audio", { url: "https://example.org/a.mp3", alt: "Song" })]);
    expect(player("Audio").getAttribute("src")).toBe("https://example.org/a.mp3");
    expect(screen.getByLabelText("Song")).toBe(player("Audio"));
    expect(player("Audio").hasAttribute("controls")).toBe(true);
    expect(asks(kernel)).toEqual([]);
  });

  it("fetches what the kernel has, and lets go of it when it goes", async () => {
    const kernel = show([node("audio", { file: file("a") })]);
    expect(asks(kernel)).toMatchObject([{ id: "a", at: 0 }]);
    await give(kernel, "wave", { type: "audio/wav" });
    const url = player("Audio").getAttribute("src") ?? "";
    expect(blobs.get(url)).toMatchObject({ size: 4, type: "audio/wav" });
    kernel.snapshot(page([]));
    expect(URL.revokeObjectURL).toHaveBeenCalledWith(url);
  });

  it("keeps playing when a run shows the same again", async () => {
    const kernel = show([node("audio", { file: file("a") })]);
    await give(kernel, "wave");
    const before = player("Audio");
    kernel.snapshot(page([node("audio", { file: file("a"), alt: "Song" })]), undefined, 2);
    expect(player("Audio")).toBe(before);
    expect(before.getAttribute("src")).toBe("blob:http://localhost/0");
    expect(asks(kernel).filter(({ at }) => at === 0)).toHaveLength(1);
  });

  it("waits with a large file until somebody wants it", async () => {
    const kernel = show([node("video", { file: file("film", 200_000_000, "video/mp4") })]);
    expect(asks(kernel)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Load video (200 MB)" }));
    expect(asks(kernel)).toMatchObject([{ id: "film", at: 0 }]);
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("0");
    await give(kernel, "x".repeat(50), { size: 100 });
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("50");
    await give(kernel, "x".repeat(50), { size: 100 });
    expect(player("Video").getAttribute("src")).toMatch(/^blob:/);
  });

  it("leaves a film to the browser where the server has it, however large it is", async () => {
    const kernel = served([node("video", { file: file("film", 200_000_000, "video/mp4") })]);
    expect(player("Video").getAttribute("src")).toBe("/files/key/film");
    expect(player("Video").preload).toBe("metadata");
    expect(asks(kernel)).toEqual([]);
  });

  it("says when a file does not come", async () => {
    const kernel = show([node("audio", { file: file("a") })]);
    await give(kernel, "", { error: "gone" });
    expect(screen.getByRole("alert").textContent).toContain("no longer available");
  });

  it("begins where it is to, and stops once at its end", () => {
    show([node("video", { url: "/a.mp4", start_time: 5, end_time: 9 })]);
    const video = player("Video");
    fireEvent.loadedMetadata(video);
    expect(video.currentTime).toBe(5);
    video.currentTime = 9.2;
    fireEvent.timeUpdate(video);
    expect(video.pause).toHaveBeenCalledTimes(1);
    video.currentTime = 10;
    fireEvent.timeUpdate(video);
    expect(video.pause).toHaveBeenCalledTimes(1);
  });

  it("repeats from where it begins", () => {
    show([node("audio", { url: "/a.mp3", start_time: 5, end_time: 9, loop: true })]);
    const audio = player("Audio");
    audio.currentTime = 9;
    fireEvent.timeUpdate(audio);
    expect(audio.currentTime).toBe(5);
    expect(audio.play).toHaveBeenCalled();
    audio.currentTime = 7;
    fireEvent.ended(audio);
    expect(audio.currentTime).toBe(5);
  });

  it("plays by itself only if its author wants it", () => {
    show([node("audio", { url: "/a.mp3" })]);
    expect(player("Audio").play).not.toHaveBeenCalled();
    show([node("video", { url: "/a.mp4", autoplay: true, muted: true })]);
    expect(player("Video").play).toHaveBeenCalled();
    expect((player("Video") as HTMLVideoElement).muted).toBe(true);
  });

  it("shows the first of its subtitles", async () => {
    const subtitles = [
      { label: "English", file: file("en", 4, "text/vtt") },
      { label: "Français", file: file("fr", 4, "text/vtt") },
    ];
    const kernel = show([node("video", { url: "/a.mp4", subtitles })]);
    expect(asks(kernel).map(({ id }) => id)).toEqual(["en", "fr"]);
    await give(kernel, "WEB2");
    const english = asks(kernel)[0];
    await give(kernel, "WEB1", { transfer: english?.transfer });
    const tracks = screen.getAllByTestId<HTMLTrackElement>("stVideoSubtitle");
    expect(tracks.map(({ label }) => label)).toEqual(["English", "Français"]);
    expect(tracks.map((track) => track.default)).toEqual([true, false]);
  });

  it("shows a film of YouTube in a sandbox", () => {
    show([node("video", { youtube: "B2iAodr0fOo", start_time: 3, loop: true, muted: true })]);
    const frame = screen.getByTestId<HTMLIFrameElement>("stVideo");
    expect(frame.src).toBe(
      "https://www.youtube.com/embed/B2iAodr0fOo?start=3&mute=1&loop=1&playlist=B2iAodr0fOo",
    );
    expect(frame.getAttribute("sandbox")).not.toMatch(/top-navigation|downloads/);
    expect(frame.title).toContain("youtube.com");
  });
});

describe("a picture", () => {
  it("that is large is fetched from the kernel", async () => {
    const kernel = show([
      node("image", { images: [{ file: file("a", 4, "image/png"), alt: "A" }] }),
    ]);
    await give(kernel, "png!", { type: "image/png" });
    expect(screen.getByAltText<HTMLImageElement>("A").src).toMatch(/^blob:/);
  });
});

describe("a document", () => {
  const pdf = (props: Props) => node("pdf", { height: 500, ...props });

  it("is shown by the browser, and is a PDF whatever the kernel says", async () => {
    Object.defineProperty(navigator, "pdfViewerEnabled", { value: true, configurable: true });
    const kernel = show([pdf({ file: file("a", 4, "text/html"), alt: "Letter" })]);
    await give(kernel, "<htm", { type: "text/html" });
    const frame = screen.getByTitle<HTMLIFrameElement>("Letter");
    expect(frame.src).toMatch(/^blob:.*#/);
    expect(blobs.get(frame.src.split("#")[0] ?? "")?.type).toBe("application/pdf");
  });

  it("is offered for download where there is no viewer", async () => {
    Object.defineProperty(navigator, "pdfViewerEnabled", { value: false, configurable: true });
    const kernel = show([pdf({ file: file("a") })]);
    const button = screen.getByRole<HTMLButtonElement>("button", { name: /Download PDF/ });
    expect(button.disabled).toBe(true);
    await give(kernel, "%PDF");
    await userEvent.click(button);
    expect(saved).toMatchObject([{ name: "document.pdf" }]);
  });

  it("is no script", () => {
    Object.defineProperty(navigator, "pdfViewerEnabled", { value: true, configurable: true });
    show([pdf({ url: "javascript:alert(1)" })]);
    expect(screen.getByTitle("PDF document").getAttribute("src")).toBeNull();
  });
});

describe("a frame", () => {
  const frame = (props: Props) => {
    const kernel = show([node("iframe", { height: "content", ...props })]);
    return { kernel, element: screen.getByTestId<HTMLIFrameElement>("stIFrame") };
  };
  const say = (element: HTMLIFrameElement, data: unknown, source?: Window | null) =>
    act(() => {
      const from = source === undefined ? element.contentWindow : source;
      window.dispatchEvent(new MessageEvent("message", { data, source: from }));
    });

  it("is as high as its HTML says, and believes nobody else", () => {
    const { element } = frame({ html: "<b>x</b>" });
    expect(element.getAttribute("sandbox")).not.toContain("same-origin");
    expect(element.srcdoc).toMatch(/^<b>x<\/b><script/);
    say(element, { rvFrame: [0, 120] });
    expect(element.style.height).toBe("120px");
    say(element, { rvFrame: [0, 500] }, window);
    say(element, { rvFrame: "high" });
    say(element, null);
    expect(element.style.height).toBe("120px");
    say(element, { rvFrame: [0, 1e9] });
    expect(element.style.height).toBe("20000px");
  });

  it("is as wide as its HTML only if its author wants that", () => {
    const { element } = frame({ html: "x", width: "content" });
    say(element, { rvFrame: [80, 20] });
    expect(element.style.width).toBe("80px");
  });

  it("of a given height measures nothing", () => {
    const { element } = frame({ html: "x", height: 90 });
    expect(element.srcdoc).toBe("x");
    expect(element.style.height).toBe("90px");
  });

  it("shows another site with its own origin, and no script", () => {
    expect(frame({ src: "https://example.org/" }).element).toMatchObject({
      src: "https://example.org/",
      title: "Embedded content",
    });
    document.body.replaceChildren();
    expect(frame({ src: "javascript:alert(1)" }).element.src).toBe("about:blank");
  });

  it("shows a file without scripts, and a PDF without sandbox", async () => {
    const { kernel, element } = frame({ file: file("a", 4, "image/svg+xml"), alt: "Drawing" });
    await give(kernel, "<svg", { type: "image/svg+xml" });
    expect(element.getAttribute("sandbox")).toBe("");
    expect(element.title).toBe("Drawing");
    expect(element.src).toMatch(/^blob:/);
    document.body.replaceChildren();
    expect(frame({ file: file("b", 4, "application/pdf") }).element.hasAttribute("sandbox")).toBe(
      false,
    );
  });
});

describe("a download button", () => {
  const button = (props: Props = {}) =>
    input("download_button", "Save", {
      type: "secondary",
      value: false,
      file: file("a", 4, "text/csv"),
      name: "a.csv",
      ...props,
    });
  const press = () => userEvent.click(screen.getByRole("button", { name: "Save" }));

  it("asks for its file, then tells the kernel of the press, then saves", async () => {
    const kernel = show([button()]);
    await press();
    const order = kernel.sent.map(({ method }) => method).filter((method) => method !== "hello");
    expect(order).toEqual(["media", "event"]);
    expect(kernel.events()).toMatchObject([{ id: "Save", value: true }]);
    await give(kernel, "a,b\n", { type: "text/csv" });
    expect(saved).toMatchObject([{ name: "a.csv" }]);
    expect(blobs.get(saved[0]?.url ?? "")).toMatchObject({ size: 4, type: "text/csv" });
    expect(screen.getByTestId("stDownloadButton")).toBeTruthy();
  });

  it("has the kernel hold the file before the press replaces it, where the browser gets it from the server", async () => {
    const kernel = served([button()]);
    await press();
    const order = kernel.sent.map(({ method }) => method).filter((method) => method !== "hello");
    expect(order).toEqual(["media", "event"]);
    const [ask] = asks(kernel);
    expect(ask).toMatchObject({ hold: true, at: 0 });
    await give(kernel, "", { size: 200_000_000 });
    expect(saved).toEqual([
      { name: "a.csv", url: `http://localhost:3000/files/key/${ask?.transfer}` },
    ]);
    expect(blobs.size).toBe(0);
    expect(screen.getByRole("button", { name: "Save" }).getAttribute("aria-busy")).toBe("false");
  });

  it("tells the kernel nothing if its author wants that", async () => {
    const kernel = show([button({ ignore: true, rerun: false })]);
    await press();
    await give(kernel, "a,b\n");
    expect(kernel.events()).toEqual([]);
    expect(saved).toHaveLength(1);
  });

  it("has a function make the file, which may say how it is called", async () => {
    const kernel = show([button({ file: undefined, name: undefined, deferred: true })]);
    await press();
    expect(asks(kernel)).toMatchObject([{ id: "Save", at: 0 }]);
    await give(kernel, "made", { name: "report.txt" });
    expect(saved).toMatchObject([{ name: "report.txt" }]);
  });

  it("does one thing at a time", async () => {
    const kernel = show([button()]);
    await press();
    await press();
    expect(asks(kernel)).toHaveLength(1);
    await give(kernel, "a,b\n");
    await press();
    expect(asks(kernel).filter(({ at }) => at === 0)).toHaveLength(2);
  });

  it("shows how far a long download is", async () => {
    const kernel = show([button()]);
    await press();
    const shown = screen.getByRole("button", { name: "Save" });
    await vi.waitFor(() => expect(shown.getAttribute("aria-busy")).toBe("true"));
    await give(kernel, "ab", { size: 4 });
    expect(shown.querySelector<HTMLElement>(".rv-button-share")?.style.transform).toBe(
      "scaleX(0.5)",
    );
    await give(kernel, "cd", { size: 4 });
    expect(shown.getAttribute("aria-busy")).toBe("false");
    expect(saved).toHaveLength(1);
  });

  it("says when there is no file, until it is pressed again", async () => {
    const kernel = show([button()]);
    await press();
    await give(kernel, "", { error: "failed" });
    expect(screen.getByTestId("stDownloadButtonError").textContent).toContain("could not be made");
    expect(saved).toEqual([]);
    await press();
    expect(screen.queryByTestId("stDownloadButtonError")).toBeNull();
  });

  it.each(["text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript"])(
    "saves %s as what no browser opens",
    async (type) => {
      const kernel = show([button()]);
      await press();
      await give(kernel, "<svg", { type });
      expect(blobs.get(saved[0]?.url ?? "")?.type).toBe("application/octet-stream");
    },
  );

  it("goes on when a run takes its button away", async () => {
    const kernel = show([button()]);
    await press();
    kernel.snapshot(page([]), undefined, 2);
    await give(kernel, "a,b\n");
    expect(saved).toHaveLength(1);
  });

  it("does nothing while it is disabled", async () => {
    const kernel = show([button({ disabled: true })]);
    await press();
    expect(kernel.sent.filter(({ method }) => method !== "hello")).toEqual([]);
  });
});

import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { flushSync } from "react-dom";
import { beforeEach, describe, expect, it, vi } from "vitest";
import "../src/inputs";
import { file, type Shown, showFiles } from "./file-store";
import { input, page, settle, show } from "./harness";

const recorder = {
  seconds: null as number | null,
  peaks: [],
  begin: vi.fn(async () => {}),
  end: vi.fn(async () => ({ samples: new Float32Array(100), rate: 8000 })),
  cancel: vi.fn(),
};

vi.mock("../src/host/assets", async (original) => ({
  ...(await original<typeof import("../src/host/assets")>()),
  loadChunk: () => import("../src/chunks/chat-files"),
}));

/** The sound of a browser is for a browser. */
vi.mock("../src/uploads/recorder", async (original) => {
  const { useState } = await import("react");
  return {
    ...(await original<typeof import("../src/uploads/recorder")>()),
    useRecorder: () => {
      const [seconds, setSeconds] = useState<number | null>(null);
      return {
        ...recorder,
        seconds,
        begin: async () => {
          await recorder.begin();
          setSeconds(0);
        },
        end: async () => {
          setSeconds(null);
          return recorder.end();
        },
        cancel: () => {
          recorder.cancel();
          setSeconds(null);
        },
      };
    },
  };
});

const MEGABYTE = 1024 ** 2;
const field = (props = {}) =>
  input("chat_input", "chat", {
    placeholder: "Say",
    files: true,
    several: true,
    max_size: MEGABYTE,
    ...props,
  });
const box = () => screen.getByTestId<HTMLTextAreaElement>("stChatInputTextArea");
const button = (name: string) => screen.getByTestId<HTMLButtonElement>(`stChatInput${name}Button`);
const chips = () => screen.queryAllByTestId("stFileChip").map(({ textContent }) => textContent);

async function showChat(props = {}): Promise<Shown> {
  const shown = await showFiles([field(props)]);
  await screen.findByTestId(
    "audio" in props ? "stChatInputMicButton" : "stChatInputFileUploadButton",
  );
  return shown;
}

function choose(...files: File[]): void {
  fireEvent.change(screen.getByTestId("stChatInputFileUploadInput"), { target: { files } });
}

const data = (files: File[], types: string[] = ["Files"]) => ({ files, types, items: [] });

const lent = () => {
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("navigator", { ...navigator, mediaDevices: {} });
};

beforeEach(() => {
  vi.clearAllMocks();
});

describe("a field for messages with files", () => {
  it("keeps what is written while its chunk comes, and the room for its buttons", async () => {
    show([field({ audio: true })]);
    const before = box();
    expect(document.querySelectorAll("span.rv-chat-side")).toHaveLength(2);
    await userEvent.type(before, "Hel");
    await screen.findByTestId("stChatInputMicButton");
    await userEvent.type(before, "lo");
    expect(box()).toBe(before);
    expect(box().value).toBe("Hello");
    expect(document.querySelectorAll("span.rv-chat-side")).toHaveLength(0);
  });

  it("loads nothing for text alone", async () => {
    show([field({ files: undefined })]);
    await settle();
    expect(screen.queryByTestId("stChatInputFileUploadButton")).toBeNull();
    expect(document.querySelector(".rv-chat-side")).toBeNull();
  });

  it("sends the text with the ids of the files, once they are there", async () => {
    const { kernel, store } = await showChat();
    store.answers = false;
    choose(file("a.txt", "one"), file("b.txt", "two"));
    await userEvent.type(box(), "Look");
    await waitFor(() => expect(store.waiting).toBe(2));
    expect(button("Submit").disabled).toBe(true);
    await userEvent.type(box(), "{Enter}");
    expect(kernel.events()).toEqual([]);
    store.answers = true;
    store.answer();
    await waitFor(() => expect(button("Submit").disabled).toBe(false));
    expect(chips()).toEqual([expect.stringContaining("a.txt"), expect.stringContaining("b.txt")]);

    await userEvent.type(box(), "{Enter}");
    const ids = store.parts().map((part) => ({ id: part.file }));
    expect(kernel.events()).toMatchObject([{ value: { text: "Look", files: ids, audio: [] } }]);
    expect([box().value, chips()]).toEqual(["", []]);
    expect(store.cancelled).toEqual([]);
    expect(store.text(ids[1]?.id ?? "")).toBe("two");
    // The next message has none of them.
    await userEvent.type(box(), "Next{Enter}");
    expect(kernel.events()[1]?.value).toEqual({ text: "Next", files: [], audio: [] });
  });

  it("sends files without a text, and nothing at all never", async () => {
    const { kernel } = await showChat();
    expect(button("Submit").disabled).toBe(true);
    choose(file("a.txt"));
    await waitFor(() => expect(button("Submit").disabled).toBe(false));
    await userEvent.click(button("Submit"));
    expect(kernel.events()).toMatchObject([{ value: { text: "", files: [{}] } }]);
    await userEvent.type(box(), "{Enter}");
    expect(kernel.events()).toHaveLength(1);
  });

  it("has one file where one is accepted: the last", async () => {
    const { kernel, store } = await showChat({ several: undefined });
    choose(file("a.txt"));
    await waitFor(() => expect(store.parts()).toHaveLength(1));
    choose(file("b.txt"));
    await waitFor(() => expect(chips()).toEqual([expect.stringContaining("b.txt")]));
    await waitFor(() => expect(button("Submit").disabled).toBe(false));
    await userEvent.click(button("Submit"));
    expect(kernel.events()[0]?.value).toMatchObject({ files: [{ id: store.parts()[1]?.file }] });
    expect(store.cancelled).toEqual([store.parts()[0]?.file]);
  });

  it("lets go of a file that is taken out, and of all when it goes itself", async () => {
    const { kernel, store } = await showChat();
    choose(file("a.txt"), file("b.txt"));
    const remove = await screen.findByRole("button", { name: "Remove a.txt" });
    await userEvent.click(remove);
    const [first, second] = store.parts().map((part) => part.file);
    expect(chips()).toEqual([expect.stringContaining("b.txt")]);
    expect(store.cancelled).toEqual([first]);
    expect(document.activeElement).toBe(box());
    kernel.snapshot(page([]), undefined, 2);
    await waitFor(() => expect(store.cancelled).toEqual([first, second]));
  });

  it("refuses what is of another kind or too large, and sends the rest without it", async () => {
    const { kernel, store } = await showChat({ types: [".txt"] });
    choose(file("a.exe"), file("b.txt", "x".repeat(MEGABYTE + 1)), file("c.txt"));
    await waitFor(() => expect(button("Submit").disabled).toBe(false));
    expect(chips()).toEqual([
      expect.stringMatching(/a\.exe.*Only TXT/),
      expect.stringMatching(/b\.txt.*Larger than 1 MB/),
      expect.stringContaining("c.txt"),
    ]);
    await userEvent.click(button("Submit"));
    expect(kernel.events()[0]?.value).toMatchObject({ files: [{ id: store.parts()[0]?.file }] });
    expect(chips()).toEqual([]);
  });

  it("takes of a folder what it wants", async () => {
    await showChat({ folders: true, types: [".txt"] });
    const chooser = screen.getByTestId("stChatInputFileUploadInput");
    expect(chooser.hasAttribute("webkitdirectory")).toBe(true);
    expect(button("FileUpload").getAttribute("aria-label")).toBe("Attach a folder");
    choose(file("a.txt"), file(".DS_Store"));
    await waitFor(() => expect(chips()).toEqual([expect.stringContaining("a.txt")]));
  });

  it("says when a file does not get there, and sends it again", async () => {
    const { store } = await showChat();
    store.refuses = "There is no room.";
    choose(file("a.txt"));
    await waitFor(() => expect(chips()).toEqual([expect.stringContaining("There is no room.")]));
    expect(button("Submit").disabled).toBe(true);
    store.refuses = null;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(button("Submit").disabled).toBe(false));
  });

  it("takes what is dropped on it or pasted into it", async () => {
    await showChat();
    const place = box().parentElement as HTMLElement;
    fireEvent.dragEnter(place, { dataTransfer: data([]) });
    expect(place.textContent).toContain("Drop files to send them along");
    fireEvent.drop(box(), { dataTransfer: data([file("a.txt")]) });
    await waitFor(() => expect(chips()).toHaveLength(1));
    expect(place.textContent).not.toContain("Drop files");
    fireEvent.paste(box(), { clipboardData: data([file("b.txt")]) });
    await waitFor(() => expect(chips()).toHaveLength(2));
    // A table is pasted as text, though it comes with a picture of itself.
    const table = data([file("c.png")], ["text/plain", "text/html", "Files"]);
    expect(fireEvent.paste(box(), { clipboardData: table })).toBe(true);
    await settle();
    expect(chips()).toHaveLength(2);
  });

  it("takes nothing when it is disabled", async () => {
    await showChat({ disabled: true });
    expect(button("FileUpload").disabled).toBe(true);
    fireEvent.drop(box(), { dataTransfer: data([file("a.txt")]) });
    await settle();
    expect(chips()).toEqual([]);
  });
});

describe("a field for spoken messages", () => {
  it("sends a recording as soon as it is finished, with the text and the files", async () => {
    lent();
    const { kernel, store } = await showChat({ audio: true, sample_rate: 8000 });
    choose(file("a.txt"));
    await waitFor(() => expect(chips()).toHaveLength(1));
    await userEvent.type(box(), "Listen");
    await userEvent.click(button("Mic"));
    expect(document.activeElement).toBe(button("Approve"));
    expect(kernel.events()).toEqual([]);
    await userEvent.click(button("Approve"));
    await waitFor(() => expect(kernel.events()).toHaveLength(1));
    const [one, voice] = store.parts();
    expect(voice).toMatchObject({ type: "audio/wav", name: expect.stringMatching(/\.wav$/) });
    expect(kernel.events()[0]?.value).toEqual({
      text: "Listen",
      files: [{ id: one?.file }],
      audio: [{ id: voice?.file }],
    });
    await waitFor(() => expect(document.activeElement).toBe(button("Mic")));
    expect([box().value, chips()]).toEqual(["", []]);
  });

  it("waits with it for the files beside it, and sends it once", async () => {
    lent();
    const { kernel, store } = await showChat({ audio: true });
    store.answers = false;
    choose(file("a.txt"));
    await waitFor(() => expect(store.waiting).toBe(1));
    await userEvent.click(button("Mic"));
    await userEvent.click(button("Approve"));
    await waitFor(() => expect(store.waiting).toBe(2));
    const [one, voice] = store.parts().map((part) => part.file);
    const answer = (id: string | undefined) =>
      act(async () => {
        for (const listener of kernel.session.uploads) {
          const received = store.files.get(id ?? "")?.length ?? 0;
          listener({ method: "upload", file: id ?? "", received });
        }
      });
    await answer(voice);
    await settle();
    expect(kernel.events()).toEqual([]);
    await answer(one);
    await waitFor(() => expect(kernel.events()).toHaveLength(1));
    expect(kernel.events()[0]?.value).toMatchObject({
      files: [{ id: one }],
      audio: [{ id: voice }],
    });
  });

  it("sends it once, though the page is drawn anew meanwhile", async () => {
    lent();
    const { kernel } = await showChat({ audio: true });
    const press = kernel.session.press.bind(kernel.session);
    vi.spyOn(kernel.session, "press").mockImplementation((...what) => {
      press(...what);
      // The answer of a quick kernel, which is drawn at once.
      const ops = [[[], "set", { run_state: "running", run_id: 2 }]] as const;
      flushSync(() => kernel.session.receive({ method: "patch", rev: 2, ops }));
    });
    await userEvent.click(button("Mic"));
    await userEvent.click(button("Approve"));
    await waitFor(() => expect(kernel.events().length).toBeGreaterThan(0));
    await settle();
    expect(kernel.events()).toHaveLength(1);
  });

  it("discards it with Escape, and the text stays", async () => {
    lent();
    const { kernel } = await showChat({ audio: true });
    await userEvent.type(box(), "Listen");
    await userEvent.click(button("Mic"));
    await userEvent.keyboard("{Escape}");
    expect(recorder.cancel).toHaveBeenCalledTimes(1);
    expect(document.activeElement).toBe(button("Mic"));
    expect([box().value, kernel.events()]).toEqual(["Listen", []]);
    await userEvent.click(button("Mic"));
    await userEvent.click(button("Cancel"));
    expect(recorder.cancel).toHaveBeenCalledTimes(2);
  });

  it("says why a page may not use the microphone", async () => {
    vi.stubGlobal("isSecureContext", false);
    await showChat({ audio: true });
    await userEvent.click(button("Mic"));
    expect(screen.getByRole("alert").textContent).toContain("over HTTPS or from this computer");
    expect(recorder.begin).not.toHaveBeenCalled();
    lent();
    recorder.begin.mockRejectedValueOnce(
      Object.assign(new Error("no"), { name: "NotAllowedError" }),
    );
    await userEvent.click(button("Mic"));
    expect(screen.getByRole("alert").textContent).toContain("may not use the microphone");
    await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("keeps a recording that was not sent, and sends it again", async () => {
    lent();
    const { kernel, store } = await showChat({ audio: true });
    store.refuses = "There is no room.";
    await userEvent.click(button("Mic"));
    await userEvent.click(button("Approve"));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("was not sent. There is no room.");
    expect(kernel.events()).toEqual([]);
    store.refuses = null;
    await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(kernel.events()).toHaveLength(1));
    expect(kernel.events()[0]?.value).toMatchObject({ text: "", audio: [{}] });
  });

  it("is not there while the field waits for the script", async () => {
    lent();
    const sent = show([field({ audio: true, submit_mode: "disable" })], {
      app: { run_state: "running" },
    });
    await screen.findByTestId("stChatInputMicButton");
    expect(button("Mic").disabled).toBe(true);
    // Files can be made ready meanwhile.
    expect(button("FileUpload").disabled).toBe(false);
    expect(sent.events()).toEqual([]);
  });
});

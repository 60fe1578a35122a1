import { describe, expect, it, vi } from "vitest";
import type { FileMessage, PageMessage } from "../src/protocol";
import { FileError, Files } from "../src/store/files";

type Ask = Extract<PageMessage, { method: "media" }>;

function kernel() {
  const sent: Ask[] = [];
  const files = new Files((message) => sent.push(message as Ask));
  const give = (text: string, message: Partial<FileMessage>): void => {
    const bytes = new TextEncoder().encode(text);
    files.take(
      { method: "media", transfer: sent[0]?.transfer ?? "", ...message },
      new DataView(bytes.buffer),
    );
  };
  return { files, give, sent };
}

/** What a blob holds; the one of jsdom cannot say it. */
const textOf = (from: Blob | string): Promise<unknown> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsText(from as Blob);
  });

const offsets = (sent: readonly Ask[]) => sent.map(({ at }) => at);

describe("a file of the kernel", () => {
  it("is fetched in parts, a few ahead, and put together in order", async () => {
    const { files, give, sent } = kernel();
    const shares: number[] = [];
    const fetched = files.fetch("name", (share) => shares.push(share));
    expect(sent).toMatchObject([{ method: "media", id: "name", at: 0 }]);
    give("abcd", { at: 0, size: 22, type: "text/plain", name: "a.txt" });
    expect(offsets(sent)).toEqual([0, 4, 8, 12, 16]);
    give("ijkl", { at: 8, size: 22, type: "text/plain" });
    give("efgh", { at: 4, size: 22, type: "text/plain" });
    expect(offsets(sent)).toEqual([0, 4, 8, 12, 16, 20]);
    give("uv", { at: 20, size: 22, type: "text/plain" });
    give("qrst", { at: 16, size: 22, type: "text/plain" });
    give("mnop", { at: 12, size: 22, type: "text/plain", name: "a.txt" });
    const { from, name } = await fetched;
    const blob = from as Blob;
    expect(await textOf(blob)).toBe("abcdefghijklmnopqrstuv");
    expect(blob.type).toBe("text/plain");
    expect(name).toBe("a.txt");
    expect(offsets(sent).at(-1)).toBeNull();
    expect(shares).toEqual([...shares].sort((one, other) => one - other));
  });

  it("may be empty", async () => {
    const { files, give } = kernel();
    const fetched = files.fetch("name");
    give("", { at: 0, size: 0, type: "text/plain" });
    expect((await fetched).from).toHaveProperty("size", 0);
  });

  it("takes no part that it has not asked for, and none twice", async () => {
    const { files, give, sent } = kernel();
    const fetched = files.fetch("name");
    give("ab", { at: 2, size: 4 });
    give("ab", { at: 0, size: 4 });
    give("xx", { at: 0, size: 4 });
    give("xx", { at: 0, size: 4, transfer: "another" });
    give("cd", { at: 2, size: 4 });
    expect(await textOf((await fetched).from)).toBe("abcd");
    expect(offsets(sent)).toEqual([0, 2, null]);
  });

  it("says why it does not come", async () => {
    const { files, give } = kernel();
    const fetched = files.fetch("name");
    give("", { error: "gone" });
    await expect(fetched).rejects.toMatchObject({ refusal: "gone" });
    await expect(fetched).rejects.toBeInstanceOf(FileError);
  });

  it("is asked for again after a time without a connection", async () => {
    const { files, give, sent } = kernel();
    const fetched = files.fetch("name");
    give("ab", { at: 0, size: 6 });
    give("cd", { at: 2, size: 6 });
    files.askAgain();
    expect(offsets(sent)).toEqual([0, 2, 4, 4]);
    give("ef", { at: 4, size: 6 });
    give("ef", { at: 4, size: 6 });
    expect(await textOf((await fetched).from)).toBe("abcdef");
  });

  it("is given up when nobody wants it any more", async () => {
    const { files, give, sent } = kernel();
    const abort = new AbortController();
    const fetched = files.fetch("name", vi.fn(), abort.signal);
    abort.abort();
    await expect(fetched).rejects.toHaveProperty("name", "AbortError");
    expect(offsets(sent)).toEqual([0, null]);
    give("ab", { at: 0, size: 4 });
    expect(offsets(sent)).toEqual([0, null]);
  });

  it("has an address where the server can ask for it, if it is one that is shown in a page", () => {
    const { files } = kernel();
    const film = { $m: "abc", size: 5, type: "video/mp4" };
    expect(files.address(film)).toBeUndefined();
    files.base = "/files/key/";
    expect(files.address(film)).toBe("/files/key/abc");
    expect(files.address(film, "application/pdf")).toBeUndefined();
    for (const type of ["text/html", "image/svg+xml", "application/xhtml+xml", "text/plain"]) {
      expect(files.address({ ...film, type })).toBeUndefined();
    }
  });

  it("is only held by the kernel where the browser gets it from the server to save it", async () => {
    const { files, give, sent } = kernel();
    files.base = "/files/key/";
    const fetched = files.download("button", vi.fn());
    const transfer = sent[0]?.transfer;
    expect(sent).toMatchObject([{ method: "media", id: "button", at: 0, hold: true }]);
    give("", { at: 0, size: 9, type: "text/plain", name: "made.txt" });
    expect(await fetched).toEqual({ from: `/files/key/${transfer}`, name: "made.txt" });
    // It is to be there when the browser comes for it.
    expect(sent).toHaveLength(1);
  });

  it("that cannot be made is not saved", async () => {
    const { files, give } = kernel();
    files.base = "/files/key/";
    const fetched = files.download("button", vi.fn());
    give("", { error: "failed" });
    await expect(fetched).rejects.toMatchObject({ refusal: "failed" });
  });
});

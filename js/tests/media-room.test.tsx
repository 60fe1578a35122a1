import { screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import "../src/media";
import { node, show } from "./harness";

vi.mock("../src/host/assets", async (original) => ({
  ...(await original<typeof import("../src/host/assets")>()),
  loadChunk: () => new Promise(() => {}),
}));

const room = (kind: string, props: object): CSSStyleDeclaration => {
  show([node(kind, { ...props })]);
  return screen.getByTestId("stSkeleton").style;
};

describe("the room of what is on its way", () => {
  it("is that of a player", () => {
    expect(room("audio", { url: "/a.mp3" }).height).toBe("54px");
  });

  it("is that of a film before and after it is known to be large", () => {
    expect(room("video", { url: "/a.mp4" }).height).toBe("150px");
  });

  it.each([
    ["another site's film", { youtube: "abc" }],
    ["a film that is asked for", { file: { $m: "a", size: 200_000_000, type: "video/mp4" } }],
  ])("has the shape of %s", (_, props) => {
    expect(room("video", props).aspectRatio).toBe("16 / 9");
  });

  it.each([
    [500, "500px"],
    ["stretch", "100%"],
  ])("of a document with height %j is %s high", (height, shown) => {
    expect(room("pdf", { url: "/a.pdf", height }).height).toBe(shown);
  });
});

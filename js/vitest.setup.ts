import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

// Testing Library unmounts by itself only where the test runner's functions are globals.
afterEach(cleanup);

// What Testing Library asks a browser for when the arrow keys go through radio buttons, and jsdom has not.
globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, "\\$&") } as typeof CSS;

/** What a text being rendered needs, and how it is rendered; markdown-it hands it to every rule. */
import type { Env } from "markdown-it";
import type { EngineName } from "./engines";

export type Want = EngineName | "material";

export interface RenderEnv extends Env {
  readonly wants: Set<Want>;
  readonly anchors: boolean;
  readonly noLinks: boolean;
}

export const wants = (env: Env | undefined): Set<Want> => (env as RenderEnv).wants;

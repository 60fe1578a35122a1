/** Does what is said reach the kernel? What a session knows of its connection. */
import type { Outage, Reach } from "../host/kernel";

/** As `data-test-connection-state` says it. */
export type Connection =
  | "INITIAL"
  | "CONNECTING"
  | "PINGING_SERVER"
  | "CONNECTED"
  | "DISCONNECTED_FOREVER";

/** Why nothing arrives: nobody tries to reach the kernel any more, or it is not the same any more. */
export type Loss = Exclude<Reach, "connected" | "connecting">;

export class Line {
  state: Connection = "INITIAL";
  /** What the visitor should know of the server; null when there is nothing to say. */
  notice: string | null = null;
  #outage: Outage | null = null;

  /** What keeps messages from arriving; null while they do. */
  get outage(): Outage | null {
    return this.#outage;
  }

  get loss(): Loss | null {
    const reach = this.#outage?.reach ?? "connecting";
    return reach === "connecting" ? null : reach;
  }

  /** Whether nothing brings it back. */
  get over(): boolean {
    return this.loss !== null && this.loss !== "unreachable";
  }

  /** Takes in how the kernel can be reached. */
  reach(reach: Reach, details: Omit<Outage, "reach">): void {
    if (reach === "connected") {
      // Where the host counts the attempts, one has succeeded only when the kernel answers.
      this.#outage =
        this.#outage?.retryAt === undefined ? null : { reach: "connecting", ...details };
      this.state = "CONNECTING";
    } else {
      this.#outage = { reach, ...details };
      this.state = reach === "connecting" ? "PINGING_SERVER" : "DISCONNECTED_FOREVER";
    }
  }

  /** Takes in that the kernel has said something. */
  answered(): void {
    if (this.over) return;
    this.#outage = null;
    this.state = "CONNECTED";
  }
}

/** What is on the page while there is no app to show: the queue for a place, a failed start. */
import { type ReactElement, useState } from "react";
import type { Control } from "./socket";

type Waiting = NonNullable<Control["waiting"]>;

/** The visitor's place in the queue. */
export function WaitingScreen({ ahead, limit, reason }: Waiting): ReactElement {
  const pages = limit === 1 ? "1 page" : `${limit} pages`;
  return (
    <main className="revoila-screen" data-revoila-waiting data-testid="stWaiting">
      <h1>Waiting for a place</h1>
      <p>
        {reason === "user"
          ? `You have ${pages} open here, as many as one visitor may have. Close one to make room.`
          : "All places are taken at the moment."}
      </p>
      <p role="status">{position(ahead)}</p>
      <p>Leave this page open: it shows the app as soon as there is a place for you.</p>
    </main>
  );
}

function position(ahead: number): string {
  if (ahead <= 0) return "You are the next.";
  return ahead === 1 ? "One visitor waits before you." : `${ahead} visitors wait before you.`;
}

export interface FailedScreenProps {
  readonly message: string;
  /** Loads the page again; fails with what to say when the server does not answer. */
  again(): Promise<void>;
}

export function FailedScreen({ message, again }: FailedScreenProps): ReactElement {
  const [problem, setProblem] = useState("");
  return (
    <main className="revoila-screen" data-testid="stStartFailed">
      <div role="alert">
        <h1>The app could not be started</h1>
        <p className="revoila-message">{message}</p>
      </div>
      <button
        onClick={() => again().catch((error) => setProblem(String(error?.message ?? error)))}
        type="button"
      >
        Try again
      </button>
      <p role="status">{problem}</p>
    </main>
  );
}

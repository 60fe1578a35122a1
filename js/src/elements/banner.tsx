/** Says that the app does not answer, and what to do about it. */
import { type ReactElement, useEffect, useState } from "react";
import type { Outage, Restart } from "../host/kernel";
import { useNotice, useOutage, useSession } from "../store/hooks";
import type { Loss } from "../store/session";

const IN_CELL: Readonly<Record<Loss, string>> = {
  restarted: "The kernel has restarted. Run the cell again.",
  ended: "The kernel has stopped. Run the cell again.",
  unreachable: "The connection to the kernel is lost.",
  replaced: "This app is shown elsewhere now.",
  refused: "The server does not let this page in any more.",
};
const ON_PAGE: Readonly<Record<Loss, string>> = {
  ...IN_CELL,
  restarted: "This session has ended.",
  ended: "This session has ended.",
  unreachable: "The connection is lost.",
  replaced: "This page was opened again elsewhere, and goes on there.",
};

const UNREACHED = "The app cannot be reached.";
const INTERRUPTED = "The connection is lost. What you enter is kept.";

/** Most interruptions are over before anybody needs to know, in milliseconds. */
const SAY_AFTER = 1200;

export function Banner({ owned }: { readonly owned: boolean }): ReactElement | null {
  const { reconnect, restart } = useSession();
  const outage = useOutage();
  const notice = useNotice();
  if (outage?.reach === "connecting") {
    // Where the host does not say when it tries again, the header alone says that it does.
    return outage.retryAt === undefined ? null : <Reconnecting outage={outage} />;
  }
  if (outage === null) {
    return notice === null ? null : <Box role="status">{notice}</Box>;
  }
  const { reach, cause } = outage;
  return (
    <Box role="alert">
      <span>{[(owned ? ON_PAGE : IN_CELL)[reach], cause].filter(Boolean).join(" ")}</span>
      {reach === "unreachable" && reconnect && <Action label="Try again" onPress={reconnect} />}
      {reach !== "unreachable" && owned && <NewStart reach={reach} restart={restart} />}
    </Box>
  );
}

interface BoxProps {
  readonly role: "alert" | "status";
  readonly children: React.ReactNode;
}

const Box = ({ role, children }: BoxProps): ReactElement => (
  <div className="rv-banner" data-testid="stConnectionStatus" role={role}>
    {children}
  </div>
);

interface NewStartProps {
  readonly reach: Loss;
  readonly restart: ((how: Restart) => Promise<void>) | null;
}

function NewStart({ reach, restart }: NewStartProps): ReactElement {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const start = (how: Restart) => (): void => {
    if (restart === null) {
      window.location.reload();
      return;
    }
    setBusy(true);
    setProblem("");
    restart(how).catch((error) => {
      setProblem(String(error?.message ?? error));
      setBusy(false);
    });
  };
  return (
    <>
      {problem && <span>{problem}</span>}
      {reach === "replaced" || reach === "refused" ? (
        <Action busy={busy} label="Load the page again" onPress={start("same")} />
      ) : (
        <>
          <Action busy={busy} label="Start again" onPress={start("empty")} />
          {restart && (
            <Action busy={busy} label="Start again and keep my inputs" onPress={start("inputs")} />
          )}
        </>
      )}
    </>
  );
}

/** Counts down to the next attempt to reach the server. */
function Reconnecting({ outage }: { readonly outage: Outage }): ReactElement | null {
  const { reconnect, tree } = useSession();
  const [late, setLate] = useState(false);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(true), SAY_AFTER);
    return () => window.clearTimeout(timer);
  }, []);
  useEffect(() => {
    setNow(Date.now());
    if (outage.retryAt === null) return;
    const timer = window.setInterval(() => setNow(Date.now()), 250);
    return () => window.clearInterval(timer);
  }, [outage.retryAt]);
  if (!late) return null;
  const seconds = Math.ceil(((outage.retryAt ?? now) - now) / 1000);
  return (
    <Box role="status">
      <span>
        {[tree === null ? UNREACHED : INTERRUPTED, outage.cause].filter(Boolean).join(" ")}
      </span>
      {/* Read out every second it would drown everything else. */}
      <span aria-hidden="true" className="rv-banner-wait">
        {seconds > 0 ? `Next attempt in ${seconds} s` : "Trying to reconnect…"}
      </span>
      {reconnect && <Action label="Reconnect now" onPress={reconnect} />}
    </Box>
  );
}

interface ActionProps {
  readonly label: string;
  readonly busy?: boolean;
  onPress(): void;
}

const Action = ({ label, busy = false, onPress }: ActionProps): ReactElement => (
  <button
    aria-disabled={busy || undefined}
    className="rv-banner-action"
    onClick={busy ? undefined : onPress}
    type="button"
  >
    {label}
  </button>
);

/** Says that the app does not answer any more, and what to do about it. */
import type { ReactElement } from "react";
import { useLoss, useSession } from "../store/hooks";
import type { Loss } from "../store/session";

const IN_CELL: Readonly<Record<Loss, string>> = {
  restarted: "The kernel has restarted. Run the cell again.",
  ended: "The kernel has stopped. Run the cell again.",
  unreachable: "The connection to the kernel is lost.",
};
const ON_PAGE: Readonly<Record<Loss, string>> = {
  restarted: "This session has ended.",
  ended: "This session has ended.",
  unreachable: "The connection is lost.",
};

export function Banner({ owned }: { readonly owned: boolean }): ReactElement | null {
  const { reconnect } = useSession();
  const loss = useLoss();
  if (loss === null) return null;
  return (
    <div className="rv-banner" data-testid="stConnectionStatus" role="alert">
      <span>{(owned ? ON_PAGE : IN_CELL)[loss]}</span>
      {loss === "unreachable"
        ? reconnect && <Action label="Try again" onPress={reconnect} />
        : owned && <Action label="Start again" onPress={() => window.location.reload()} />}
    </div>
  );
}

interface ActionProps {
  readonly label: string;
  onPress(): void;
}

const Action = ({ label, onPress }: ActionProps): ReactElement => (
  <button className="rv-banner-action" onClick={onPress} type="button">
    {label}
  </button>
);

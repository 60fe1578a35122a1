/** What the page says of the files that it comes from: that they have changed, or cannot be run. */
import type { ReactElement } from "react";
import type { ExceptionProps, PageProps } from "../protocol";
import { useRunning, useSession } from "../store/hooks";
import { Dialog } from "./dialog";
import { ExceptionBox } from "./exception";

export interface SourceProps {
  readonly app: Pick<PageProps, "source_changed" | "run_on_save" | "developer">;
}

/** Says that the page is older than its files, and offers to run them. */
export function SourceNotice({ app }: SourceProps): ReactElement | null {
  const session = useSession();
  const offers = app.source_changed === true && app.run_on_save !== true;
  const running = useRunning(offers);
  if (!offers || running) return null;
  return (
    <span className="rv-status rv-source" data-testid="stSourceChanged">
      <span className="rv-source-text">Source changed</span>
      <button className="rv-quiet-button" onClick={() => session.rerun()} type="button">
        Rerun
      </button>
      {app.developer && app.run_on_save === false && (
        <button className="rv-quiet-button" onClick={() => session.runOnSave(true)} type="button">
          Always rerun
        </button>
      )}
    </span>
  );
}

export interface CompileErrorProps extends SourceProps {
  readonly error: ExceptionProps;
  onClose(): void;
}

/** What keeps the script from running; the page below is as its last run has left it. */
export function CompileError({ error, app, onClose }: CompileErrorProps): ReactElement {
  return (
    <Dialog onClose={onClose} title="The script cannot run" width={750}>
      <ExceptionBox {...error} />
      <div className="rv-source-foot">
        {app.run_on_save ? (
          <span>It runs again when the file is saved.</span>
        ) : (
          <SourceNotice app={app} />
        )}
      </div>
    </Dialog>
  );
}

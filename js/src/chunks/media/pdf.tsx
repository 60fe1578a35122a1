/** Documents, in the viewer of the browser. */
import { type ReactElement, useRef } from "react";
import { classes } from "../../elements/size";
import type { MediaProps, PdfProps } from "../../media/room";
import { save } from "../../media/save";
import { shownSize, useSeen } from "../../media/wanted";
import type { FileProps } from "../../protocol";

const PDF = "application/pdf";
/** The page as wide as the viewer, without a list of pages beside it. */
const LOOK = "#navpanes=0&view=FitH";

export function Pdf({ node, useFileUrl }: MediaProps<PdfProps>): ReactElement {
  const { alt, file, height, url } = node.props;
  const box = useRef<HTMLDivElement>(null);
  const isShown = navigator.pdfViewerEnabled ?? true;
  const seen = useSeen(box);
  const found = useFileUrl(file, seen, PDF);
  const address = file === undefined ? webAddress(url) : found.url && found.url + LOOK;
  return (
    <div
      className={classes("rv-pdf", found.error && "rv-file-error")}
      data-testid="stPdf"
      ref={box}
      role={found.error && "alert"}
      style={{ height: typeof height === "number" ? height : "100%" }}
    >
      {found.error ??
        (isShown ? (
          // No sandbox: browsers show no document in one. It is no page of ours, whatever is in it:
          // its type says so, and the viewer is a program of its own.
          <iframe className="rv-iframe" src={address} title={alt ?? "PDF document"} />
        ) : (
          <Offer address={address} blob={found.blob} file={file} name={alt} />
        ))}
    </div>
  );
}

interface OfferProps {
  readonly address: string | undefined;
  readonly blob: Blob | undefined;
  readonly file: FileProps | undefined;
  readonly name: string | undefined;
}

/** Where the browser has no viewer. */
function Offer({ address, blob, file, name }: OfferProps): ReactElement {
  const open = (): void => {
    if (blob !== undefined) save(blob, "document.pdf");
    else if (address !== undefined) window.open(address, "_blank", "noopener,noreferrer");
  };
  return (
    <div className="rv-pdf-offer">
      <span>{name ?? "This browser shows no PDF documents."}</span>
      <button className="rv-button" disabled={address === undefined} onClick={open} type="button">
        Download PDF{file && ` (${shownSize(file.size)})`}
      </button>
    </div>
  );
}

/** An address of the web, or of this server; anything else could be a script. */
function webAddress(url: string | undefined): string | undefined {
  try {
    const { href, protocol } = new URL(url ?? "", document.baseURI);
    return /^(https?|data):$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

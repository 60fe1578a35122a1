/** The picture in the upper left corner: a link to the start page, or to where the author says. */
import { type MouseEvent, type ReactElement, useContext } from "react";
import { isSafeLink } from "../markdown/links";
import type { LogoProps } from "../protocol";
import { useSession } from "../store/hooks";
import { Icon } from "./icon";
import { hrefOf, openPage, PlaceContext } from "./navigation";

/** What is a URL and not an icon. */
const PICTURE = /^(?:https?:|data:image\/|\/)/i;

export interface LogoViewProps {
  readonly logo: LogoProps;
  /** Where it stands: in the sidebar, or in the bar above the app while that is closed. */
  readonly where: "sidebar" | "header";
}

export function Logo({ logo, where }: LogoViewProps): ReactElement {
  const session = useSession();
  const place = useContext(PlaceContext);
  const { image, icon_image: small, size, link } = logo;
  const shown = where === "header" ? (small ?? image) : image;
  const outside = link !== undefined && isSafeLink(link);
  const goHome = (event: MouseEvent): void => {
    // A click with a modifier is the browser's.
    if (outside || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    openPage(session, place, "");
  };
  const testId = where === "header" ? "stHeaderLogo" : "stSidebarLogo";
  return (
    <a
      aria-label={outside ? "Logo" : "Home"}
      className="rv-logo"
      data-size={size}
      data-testid="stLogoLink"
      href={outside ? link : hrefOf(place, "")}
      onClick={goHome}
      {...(outside && { target: "_blank", rel: "noopener noreferrer" })}
    >
      {PICTURE.test(shown) ? (
        <img alt="" className="stLogo" data-testid={testId} src={shown} />
      ) : (
        <span className="stLogo" data-testid={testId}>
          <Icon icon={shown} />
        </span>
      )}
    </a>
  );
}

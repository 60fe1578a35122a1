/** `st.page_link`: a link to another page of the app, or to another site. */
import type { ReactElement } from "react";
import type { CommonProps } from "../protocol";
import { useShownPage } from "../store/hooks";
import { PageLink } from "./navigation";
import { type NodeProps, registerElement } from "./registry";

interface PageLinkProps extends CommonProps {
  readonly label: string;
  /** URL path of the page; the address of another site. */
  readonly page: string;
  readonly external?: boolean;
  readonly query_string?: string;
  readonly icon?: string;
  readonly icon_position?: "left" | "right";
  readonly disabled?: boolean;
}

function PageLinkElement({ node }: NodeProps<PageLinkProps>): ReactElement {
  const { label, page, external, query_string: query, icon, help, disabled } = node.props;
  const shown = useShownPage();
  const url = external ? withQuery(page, query) : null;
  return (
    <div className="stPageLink" data-testid="stPageLink">
      <PageLink
        current={!external && shown === page}
        disabled={disabled}
        iconAfter={node.props.icon_position === "right"}
        page={{ url_path: page, title: label, icon, help, external_url: url }}
        query={query}
        testId="stPageLink-NavLink"
      />
    </div>
  );
}

/** An address with more query parameters. */
function withQuery(address: string, query: string | undefined): string {
  if (!query) return address;
  const [before = "", ...fragment] = address.split("#");
  const joined = `${before}${before.includes("?") ? "&" : "?"}${query}`;
  return [joined, ...fragment].join("#");
}

registerElement("page_link", PageLinkElement, { inline: true });

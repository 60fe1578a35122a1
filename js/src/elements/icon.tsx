/** An icon as the wire names it: an emoji, `:material/name:` or `spinner`. */
import { type ReactElement, useEffect } from "react";
import { loadFont } from "../host/assets";

export const MATERIAL_FAMILY = "Revoila Material Symbols";
const MATERIAL = /^:material\/([a-z0-9_]+):$/;

/** Has the icon font loaded; its glyphs are ligatures of the icon names, hidden until it is there. */
export function wantMaterialFont(): Promise<void> {
  return loadFont("material-symbols-rounded", MATERIAL_FAMILY).then(
    () => document.documentElement.classList.add("rv-has-material"),
    () => {}, // Without the font the space of the icon stays blank.
  );
}

export interface IconProps {
  readonly icon: string;
  /** Text for screen readers; an icon beside a text needs none. */
  readonly label?: string;
  readonly className?: string;
}

export function Icon({ icon, label, className = "" }: IconProps): ReactElement {
  const name = MATERIAL.exec(icon)?.[1];
  useEffect(() => {
    if (name !== undefined) void wantMaterialFont();
  }, [name]);
  const role = label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  if (icon === "spinner") {
    return <span {...role} className={`rv-spin ${className}`} data-testid="stSpinnerIcon" />;
  }
  if (name !== undefined) {
    return (
      <span
        {...role}
        className={`rv-material ${className}`}
        data-testid="stIconMaterial"
        translate="no"
      >
        {name}
      </span>
    );
  }
  return (
    <span {...role} className={`rv-emoji ${className}`} data-testid="stIconEmoji">
      {icon}
    </span>
  );
}

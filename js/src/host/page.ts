/** What a page of its own takes from the app: title, icon, address. */
import { useEffect, useRef } from "react";
import { MATERIAL_FAMILY } from "../elements/icon";
import type { PageProps } from "../protocol";
import type { Session } from "../store/session";
import { loadFont } from "./assets";
import { addressOf, type Place, readAddress } from "./location";

export function useOwnPage(session: Session, place: Place, app: PageProps): void {
  useTitle(place.owned, app.title);
  useFavicon(place.owned, app.icon);
  useAddress(session, place, app);
}

function useTitle(owned: boolean, title: string | null | undefined): void {
  useEffect(() => {
    if (owned && title) document.title = title;
  }, [owned, title]);
}

/** In milliseconds. */
const AFTER_THE_APP = 100;

const MATERIAL = /^:material\/([a-z0-9_]+):$/;

function useFavicon(owned: boolean, icon: string | null | undefined): void {
  useEffect(() => {
    if (!owned || !icon) return;
    let current = true;
    // Drawing an emoji loads a large font: the app comes first.
    const timer = window.setTimeout(async () => {
      const href = await faviconOf(icon);
      if (current) setFavicon(href);
    }, AFTER_THE_APP);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [owned, icon]);
}

function setFavicon(href: string): void {
  const known = document.querySelector<HTMLLinkElement>('link[rel~="icon"]');
  const link = known ?? document.head.appendChild(document.createElement("link"));
  link.rel = "icon";
  link.href = href;
}

async function faviconOf(icon: string): Promise<string> {
  const name = MATERIAL.exec(icon)?.[1];
  if (name === undefined)
    return /^(https?:|data:image\/|[/.])/.test(icon) ? icon : drawn(icon, "serif");
  await loadFont("material-symbols-rounded", MATERIAL_FAMILY);
  return drawn(name, `"${MATERIAL_FAMILY}"`);
}

/** An image of a text. Drawn, not put into an SVG: there a page's own fonts are out of reach. */
function drawn(text: string, family: string): string {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 64;
  const context = canvas.getContext("2d");
  if (!context) return "";
  context.font = `52px ${family}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = "#6b7280";
  context.fillText(text, 32, 36);
  return canvas.toDataURL("image/png");
}

/** Keeps address and app in step: the script writes it, back and forward read it. */
function useAddress(session: Session, place: Place, app: PageProps): void {
  const { page = "", query = "", page_missing: missing } = app;
  const said = useRef({ page, query });
  useEffect(() => {
    const changed = said.current.page !== page || said.current.query !== query;
    said.current = { page, query };
    // Only what the script changed is written: until a click is answered it still says the old page.
    if (!place.owned || missing || !changed) return;
    const address = addressOf(place, page, query);
    if (address !== window.location.pathname + window.location.search) {
      window.history.pushState(null, "", address);
    }
  }, [place, page, query, missing]);

  useEffect(() => {
    if (!place.owned) return;
    const moved = (): void => {
      const address = readAddress(place);
      session.rerun(address.path, address.query, true);
    };
    window.addEventListener("popstate", moved);
    return () => window.removeEventListener("popstate", moved);
  }, [session, place]);
}

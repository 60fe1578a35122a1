/** What a page of its own takes from the app: title, icon, address. */
import { useEffect, useRef } from "react";
import { MATERIAL_FAMILY } from "../elements/icon";
import type { PageProps } from "../protocol";
import { isSameQuery } from "../store/query";
import type { Session } from "../store/session";
import { loadChunk, loadFont } from "./assets";
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

type EmojiNames = { default(name: string): string | undefined };
const SHORTCODE = /^:([a-z0-9_+-]+):$/;
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
  const shortcode = SHORTCODE.exec(icon)?.[1];
  if (shortcode !== undefined) {
    const { default: emoji } = await loadChunk<EmojiNames>("emoji");
    return drawn(emoji(shortcode) ?? icon, "serif");
  }
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
  const { page = "", query = "", page_missing: missing, asked = 0, asked_query: before = "" } = app;
  const said = useRef({ page, query });
  const answer = useRef({ asked: -1, run: -1 });
  useEffect(() => {
    const run = session.app?.run_id ?? -1;
    if (answer.current.asked !== asked) answer.current = { asked, run };
    const turned = said.current.page !== page;
    const changed = turned || said.current.query !== query;
    said.current = { page, query };
    // Until a click is answered, the kernel still says the old page.
    if (!place.owned || missing || session.moving) return;
    const address = readAddress(place);
    const here = address.path === page;
    // What was there when the kernel was asked is no news, but what it has made of that is.
    const corrected = here && isSameQuery(address.query, before) && !isSameQuery(query, before);
    if (!changed && !corrected) return;
    const whole = session.withPending(query);
    if (here && isSameQuery(address.query, whole)) return;
    // Another entry on the way back would keep the visitor from getting any further. A click in the
    // menu has made one already.
    const answers = turned ? here : asked > 1 && answer.current.run === run;
    const state = answers ? "replaceState" : "pushState";
    window.history[state](null, "", addressOf(place, page, whole));
  }, [session, place, page, query, missing, asked, before]);

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

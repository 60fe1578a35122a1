/**
 * What an author's markup needs on a page of our own, whose content policy lets no other scripts
 * run than its own. Elsewhere the host decides, and there is nothing to say.
 */

const marked = (): HTMLScriptElement | null =>
  document.querySelector<HTMLScriptElement>("script[nonce][data-static]");

/** The mark of scripts that may run; empty where none is asked for. */
export const scriptNonce = (): string => marked()?.nonce ?? "";

/**
 * Address of an empty document that writes itself what it is sent, with a policy of its own: one
 * that is part of the page has the policy of the page. Null where there is none.
 */
export const frameUrl = (): string | null => marked()?.dataset.frame || null;

/** A document whose scripts have the mark, for where there is no frame with a policy of its own. */
export function withNonce(html: string): string {
  const nonce = scriptNonce();
  // Without quotes: the tag may be part of a text in a script.
  return nonce ? html.replace(/<script(?=[\s>])/gi, `<script nonce=${nonce}`) : html;
}

/**
 * Stands in for entities in the bundle (see build.mjs): which character does a name such as `&copy;` stand for?
 *
 * The original brings a list of all names, which is a twelfth of the core; the browser has one.
 */

/** The text of one character reference; what is none stays as it is. */
export function decodeHTMLStrict(reference: string): string {
  // Markdown's rules ask only for names; anything else is no business of an HTML parser.
  if (!/^&[a-z][a-z0-9]*;$/i.test(reference)) return reference;
  const place = document.createElement("span");
  place.innerHTML = reference;
  const text = place.textContent ?? "";
  // Old names may go without the semicolon, so that a browser reads "&copyright;" as "©right;".
  return text.endsWith(";") && reference !== "&semi;" ? reference : text;
}

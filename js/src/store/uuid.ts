/** An identity for what has none: 32 hexadecimal digits, with or without dashes. */
export function uuid(): string {
  return crypto.randomUUID?.() ?? withoutTls();
}

/** `crypto.randomUUID` is missing on pages that are served without TLS. */
function withoutTls(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

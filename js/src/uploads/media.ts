/** Cameras and microphones: what a browser lends a page, and why it may not. */

/** What to say to a visitor instead of the picture or the sound. */
export function whyNot(error: unknown, device: "camera" | "microphone"): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") {
    return `This page may not use the ${device}. Allow it in the settings of the browser for this page, then try again.`;
  }
  if (name === "NotFoundError" || name === "OverconstrainedError") {
    return `There is no ${device} on this device.`;
  }
  if (name === "NotReadableError" || name === "AbortError") {
    return `The ${device} does not work, or another program is using it.`;
  }
  return `The ${device} cannot be used${name ? ` (${name})` : ""}.`;
}

/** A message when the page cannot even ask; null when it can. */
export function cannotAsk(device: "camera" | "microphone"): string | null {
  if (!window.isSecureContext) {
    return `Browsers lend the ${device} only to pages that come over HTTPS or from this computer.`;
  }
  const policy = (document as { featurePolicy?: { allowsFeature(name: string): boolean } })
    .featurePolicy;
  if (policy?.allowsFeature(device) === false) {
    return `The page around this one does not let it use the ${device}.`;
  }
  return navigator.mediaDevices === undefined ? `This browser has no ${device} for pages.` : null;
}

export function stopTracks(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** A name that tells when it was: `photo-2024-05-31-12-30-05.jpg`. */
export function nameOfNow(kind: string, extension: string): string {
  const now = new Date();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return `${kind}-${local.toISOString().slice(0, 19).replace(/[T:]/g, "-")}.${extension}`;
}

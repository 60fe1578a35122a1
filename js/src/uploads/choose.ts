/** Which files does a visitor mean? Those of a drop or of a paste, whole folders among them. */

/** A file, with the folders around it when a folder was chosen. */
export interface Chosen {
  readonly file: File;
  readonly name: string;
}

/** What an input takes. */
export interface Taken {
  /** Extensions with their dot, MIME types and patterns such as `image/*`; none for any file. */
  readonly types: readonly string[];
  /** In bytes. */
  readonly largest: number;
}

export function fromList(files: Iterable<File>): Chosen[] {
  return Array.from(files, (file) => ({ file, name: file.webkitRelativePath || file.name }));
}

/** The files of a drop; folders are looked into. */
export async function fromDrop(data: DataTransfer): Promise<Chosen[]> {
  // They are there only until the event is over.
  const entries = Array.from(data.items ?? [], (item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return fromList(data.files);
  const found: Chosen[] = [];
  for (const entry of entries) if (entry !== null) await collect(entry, found);
  return found;
}

/** The files in a folder that was dropped; a browser tells them in batches. */
async function collect(entry: FileSystemEntry, found: Chosen[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    found.push({ file, name: entry.fullPath.replace(/^\//, "") });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return;
    for (const inside of some) await collect(inside, found);
  }
}

/** Says why a file is not taken; null when it is. */
export function refusal({ file, name }: Chosen, { types, largest }: Taken): string | null {
  if (types.length > 0 && !types.some((type) => fits(type, name.toLowerCase(), file.type))) {
    return `Only ${shownTypes(types)} can be sent here.`;
  }
  return file.size > largest ? `Larger than ${shownLimit(largest)}.` : null;
}

function fits(type: string, name: string, mime: string): boolean {
  const kind = mime.replace(/;.*/, "").trim().toLowerCase();
  if (!type.includes("/")) return name.endsWith(type);
  return (
    type === "*/*" || (type.endsWith("/*") ? kind.startsWith(type.slice(0, -1)) : kind === type)
  );
}

/** Types as a visitor calls them: "CSV, images". */
export function shownTypes(types: readonly string[]): string {
  const words: Readonly<Record<string, string>> = {
    "image/*": "images",
    "audio/*": "audio",
    "video/*": "video",
    "text/*": "text",
  };
  return types.map((type) => words[type] ?? type.replace(/^\./, "").toUpperCase()).join(", ");
}

/** A limit in whole megabytes, as it was configured. */
export const shownLimit = (bytes: number): string =>
  bytes % 1024 ** 2 === 0 ? `${bytes / 1024 ** 2} MB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;

// Files out of a drop: many at once, and folders with everything in them.

export interface PickedFiles {
  readonly files: File[];
  /** Names that were left out because systems hide them. */
  readonly hidden: number;
}

/** A folder of a thousand files is likely a mistake; more than this is refused with its number. */
export const filesMax = 500;

const isHidden = (name: string): boolean => name.startsWith(".") || name === "Thumbs.db" || name === "desktop.ini";

export function pick(files: Iterable<File>): PickedFiles {
  const all = [...files];
  const visible = all.filter((file) => !isHidden(file.name));
  return { files: visible, hidden: all.length - visible.length };
}

export async function filesOf(transfer: DataTransfer): Promise<PickedFiles> {
  // Entries must be taken before the first wait: the list is emptied when the event handler returns.
  const entries = [...transfer.items].map((item) => (item.kind === "file" ? item.webkitGetAsEntry() : null));
  if (entries.every((entry) => entry === null)) return pick(transfer.files);
  const found: File[] = [];
  for (const entry of entries) if (entry) await collect(entry, found);
  return pick(found);
}

async function collect(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (found.length > filesMax) return;
  if (entry.isFile) {
    found.push(await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // Browsers hand out at most 100 entries per call.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return;
    for (const child of batch) await collect(child, found);
  }
}

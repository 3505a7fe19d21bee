// Uploads of this visit. They live outside React so that they go on while the visitor looks elsewhere.

import { useSyncExternalStore } from "react";
import { uploadFile, type UploadHandle } from "../../api/client";
import type { Part } from "../../api/types";

export interface Upload {
  readonly id: number;
  readonly fileName: string;
  readonly bytes: number;
  readonly phase: "waiting" | "sending" | "sent" | "failed";
  readonly share: number;
  /** Parts that the server made of it, once it has answered. */
  readonly partIds: readonly string[];
  readonly error: unknown;
}

interface Entry {
  upload: Upload;
  readonly file: File;
  handle?: UploadHandle;
}

/** More at once do not arrive sooner over one line. */
const parallelMax = 3;

class UploadList {
  private entries: Entry[] = [];
  private shown: readonly Upload[] = [];
  private nextId = 1;
  private readonly listeners = new Set<() => void>();
  private readonly arrivals = new Set<(parts: readonly Part[]) => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly current = (): readonly Upload[] => this.shown;

  onArrival(listener: (parts: readonly Part[]) => void): () => void {
    this.arrivals.add(listener);
    return () => this.arrivals.delete(listener);
  }

  add(files: readonly File[]): void {
    for (const file of files) {
      this.entries.unshift({
        file,
        upload: { id: this.nextId, fileName: file.name, bytes: file.size, phase: "waiting", share: 0, partIds: [], error: undefined },
      });
      this.nextId += 1;
    }
    this.publish();
    this.advance();
  }

  retry(id: number): void {
    const entry = this.entries.find((candidate) => candidate.upload.id === id);
    if (!entry || entry.upload.phase !== "failed") return;
    this.change(entry, { phase: "waiting", share: 0, error: undefined });
    this.advance();
  }

  remove(id: number): void {
    const entry = this.entries.find((candidate) => candidate.upload.id === id);
    entry?.handle?.cancel();
    this.entries = this.entries.filter((candidate) => candidate !== entry);
    this.publish();
    this.advance();
  }

  private advance(): void {
    const sending = this.entries.filter((entry) => entry.upload.phase === "sending").length;
    const waiting = this.entries.filter((entry) => entry.upload.phase === "waiting").reverse();
    for (const entry of waiting.slice(0, Math.max(0, parallelMax - sending))) this.send(entry);
  }

  private send(entry: Entry): void {
    this.change(entry, { phase: "sending" });
    const handle = uploadFile(entry.file, (share) => this.change(entry, { share }));
    entry.handle = handle;
    handle.done
      .then((parts) => {
        this.change(entry, { phase: "sent", share: 1, partIds: parts.map((part) => part.id) });
        for (const listener of this.arrivals) listener(parts);
      })
      .catch((error: unknown) => this.change(entry, { phase: "failed", error }))
      .finally(() => this.advance());
  }

  private change(entry: Entry, change: Partial<Upload>): void {
    entry.upload = { ...entry.upload, ...change };
    this.publish();
  }

  private publish(): void {
    this.shown = this.entries.map((entry) => entry.upload);
    for (const listener of this.listeners) listener();
  }
}

export const uploads = new UploadList();
export const useUploads = (): readonly Upload[] => useSyncExternalStore(uploads.subscribe, uploads.current);

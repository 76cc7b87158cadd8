/** What the page and its worker say to each other about files on the private disk. */
import type { Bytes } from '../hkdf.ts';

/** The one folder of ours on the disk that a browser gives each site; in it a folder for each page load. */
export const filesFolder = 'visavis-files';

/** Held by a page as long as it lives, so that a page that starts knows which folders nobody needs any more. */
export const lockOf = (folder: string): string => `${filesFolder}/${folder}`;

export type StoreRequest =
  | { do: 'open'; file: string }
  | { do: 'write'; file: string; piece: Bytes }
  | { do: 'finish'; file: string }
  | { do: 'discard'; file: string };

/** Requests are answered one by one under their number. */
export type ToStore = { call: number } & ({ do: 'begin'; folder: string } | StoreRequest);
export type FromStore = { call: number } & ({ ok: true; digest?: string } | { ok: false });

/** `FileSystemSyncAccessHandle` (WHATWG File System §2.7), which only workers have. */
export interface DiskHandle {
  write(bytes: Bytes, options: { at: number }): number;
  flush(): void;
  close(): void;
}

/** As much of a directory (WHATWG File System §2.6) as a store needs. */
export interface DiskFolder {
  getFileHandle(name: string, options: { create: boolean }): Promise<{ createSyncAccessHandle(): Promise<DiskHandle> }>;
  removeEntry(name: string): Promise<void>;
}

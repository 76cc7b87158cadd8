/** How large and how many files may be, and in what portions they travel. All in bytes unless a name says otherwise. */

export const fileLimits = {
  /** One file. */
  most: 500_000_000,
  /** Files on their way or on offer at once, counted for each direction. */
  mostAtOnce: 5,
  /** Where a browser has no private disk for pages, a file is kept in memory: no larger than this. */
  mostInMemory: 50_000_000,
  /** Characters of a name on the wire. */
  mostNameLength: 255,
  /** What must stay free on the disk beside a file. */
  spareRoom: 16 * 1024 * 1024,
} as const;

/** A full chunk with its header stays below a lane's 64 KiB; whole pages of a disk. */
export const chunkBytes = 60 * 1024;

/** What is hashed and written at once: sixteen full chunks. Part of the protocol, because digests are made of pieces. */
export const pieceBytes = 16 * chunkBytes;

/** How much the other side may have on its way beyond what it heard of: it is acknowledged at least this often. */
export const ackBytes = 256 * 1024;

/** How far the arriving bytes may run ahead of the disk before no more of them are acknowledged. */
export const storeBacklogBytes = 8 * 1024 * 1024;

import { Unzip, type UnzipFile, UnzipInflate, UnzipPassThrough } from 'fflate';

/** Limits of an archive: above those of any course, below what fills a machine. */
export const ARCHIVE_LIMITS = {
  archiveBytes: 100 * 1024 * 1024,
  files: 50_000,
  fileBytes: 20 * 1024 * 1024,
  allBytes: 300 * 1024 * 1024,
} as const;

const CHUNK = 64 * 1024;

/** An archive that is not read: not a zip file, or larger than a course can be. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused';
}

/**
 * Unpacks a zip archive into memory. Sizes are counted while unpacking, so a file that says it is small and is not (a
 * "zip bomb") is stopped where the limit is. Names are only keys: nothing is written anywhere.
 *
 * @throws ArchiveRefused
 */
export function unpack(
  bytes: Uint8Array,
  limits: Partial<Record<keyof typeof ARCHIVE_LIMITS, number>> = {},
): Map<string, Uint8Array> {
  const { archiveBytes, ...inside } = { ...ARCHIVE_LIMITS, ...limits };
  if (bytes.length > archiveBytes) throw new ArchiveRefused(`The archive is larger than ${megabytes(archiveBytes)}.`);
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new ArchiveRefused('This is not a zip archive.');
  const collected = new Collector(inside);
  const unzip = new Unzip((file) => collected.take(file));
  unzip.register(UnzipInflate);
  unzip.register(UnzipPassThrough);
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      unzip.push(bytes.subarray(at, at + CHUNK), at + CHUNK >= bytes.length);
    }
  } catch (cause) {
    if (cause instanceof ArchiveRefused) throw cause;
    throw new ArchiveRefused('The archive is damaged.', { cause });
  }
  if (collected.unfinished > 0) throw new ArchiveRefused('The archive ends in the middle of a file.');
  return collected.files;
}

class Collector {
  readonly files = new Map<string, Uint8Array>();
  /** Files that began and have not ended. */
  unfinished = 0;
  private seen = 0;
  private total = 0;
  constructor(private readonly limits: Record<'files' | 'fileBytes' | 'allBytes', number>) {}

  take(file: UnzipFile): void {
    if (++this.seen > this.limits.files)
      throw new ArchiveRefused(`The archive has more than ${this.limits.files} files.`);
    if (file.name.endsWith('/')) return;
    const chunks: Uint8Array[] = [];
    let size = 0;
    file.ondata = (error, chunk, final) => {
      if (error) throw error;
      size += chunk.length;
      this.total += chunk.length;
      this.refuseIfTooLarge(file.name, size);
      chunks.push(chunk);
      if (!final) return;
      if (file.originalSize !== undefined && file.originalSize !== size) {
        throw new ArchiveRefused(`The file ${file.name} is damaged: it has not the size that the archive says.`);
      }
      this.unfinished--;
      this.files.set(file.name, Buffer.concat(chunks));
    };
    this.unfinished++;
    file.start();
  }

  private refuseIfTooLarge(name: string, size: number): void {
    const { fileBytes, allBytes } = this.limits;
    if (size > fileBytes) throw new ArchiveRefused(`The file ${name} is larger than ${megabytes(fileBytes)} unpacked.`);
    if (this.total > allBytes) throw new ArchiveRefused(`The archive is larger than ${megabytes(allBytes)} unpacked.`);
  }
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

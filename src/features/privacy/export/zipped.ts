import { Zip, ZipDeflate } from 'fflate';

/** A file of an archive, made while it is written. */
export interface ArchivedFile {
  readonly name: string;
  readonly parts: AsyncIterable<string>;
}

const utf8 = new TextEncoder();

/** A zip archive of texts, piece by piece: no file of it is ever held whole. @param at  the time that its files carry */
export async function* zipped(files: readonly ArchivedFile[], at: Date): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    made.push(piece);
  });
  for (const { name, parts } of files) {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = at;
    zip.add(file);
    for await (const part of parts) {
      file.push(utf8.encode(part));
      yield* made.splice(0);
    }
    file.push(new Uint8Array(), true);
    yield* made.splice(0);
  }
  zip.end();
  yield* made.splice(0);
}

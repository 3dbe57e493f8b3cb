import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type CampusState, campusStateSchema } from './state.js';

/**
 * Reads a state written earlier.
 * @returns undefined when the file does not exist
 * @throws Error when it is not a campus state
 */
export async function loadState(file: string): Promise<CampusState | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const parsed = campusStateSchema.safeParse(JSON.parse(text));
  if (!parsed.success) {
    throw new Error(`${file} is not a campus state of this version. Delete it to begin with a fresh campus.`);
  }
  return parsed.data;
}

export interface StateWriter {
  /** Asks for the state to be written soon; calls made meanwhile are answered by one write. */
  save(): void;
  /** Resolves when everything asked for is on disk; rejects when a write failed. */
  flush(): Promise<void>;
}

export function createStateWriter(file: string | undefined, state: CampusState): StateWriter {
  let writing: Promise<void> = Promise.resolve();
  let asked = false;
  if (file === undefined) return { save: () => undefined, flush: async () => undefined };
  const write = async () => {
    asked = false;
    const draft = `${file}.new`;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(draft, JSON.stringify(state));
    await rename(draft, file);
  };
  return {
    save() {
      if (asked) return;
      asked = true;
      // After a failed write the next one is tried all the same; flush() reports the last.
      writing = writing.catch(() => undefined).then(write);
      writing.catch(() => undefined);
    },
    flush: () => writing,
  };
}

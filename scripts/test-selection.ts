import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

/** Which test files a run takes: the quick ones (the default), those on real data, or all at full counts. */
export type Kind = 'quick' | 'data' | 'long';

/** What the command line asks for. Paths limit what is run; everything else goes to mocha as it is. */
export interface Selection {
  kind: Kind;
  paths: string[];
  mochaArgs: string[];
}

/** Reads the arguments of `npm run test:all -- …`: --data, --long, paths under the root, options of mocha. */
export function parseArguments(args: readonly string[], root: string): Selection {
  const selection: Selection = { kind: 'quick', paths: [], mochaArgs: [] };
  for (const arg of args) {
    if (arg === '--data') selection.kind = 'data';
    else if (arg === '--long') selection.kind = 'long';
    else if (existsSync(resolve(root, arg))) selection.paths.push(arg);
    else if (/\.ts$|^test\//.test(arg)) throw new Error(`There is no ${arg} to test.`);
    else selection.mochaArgs.push(arg);
  }
  return selection;
}

/**
 * The test files of a selection, in a fixed order: `*.data.test.ts` only with 'data', `*.long.test.ts` only with
 * 'long', the others with 'quick' and 'long'. A file that is named itself is run whatever its kind.
 */
export function selectFiles({ kind, paths }: Pick<Selection, 'kind' | 'paths'>, root: string): string[] {
  const wanted = (file: string): boolean => {
    if (!file.endsWith('.test.ts')) return false;
    if (file.endsWith('.data.test.ts')) return kind === 'data';
    if (file.endsWith('.long.test.ts')) return kind === 'long';
    return kind !== 'data';
  };
  const under = (path: string): string[] => {
    const full = resolve(root, path);
    if (!statSync(full).isDirectory()) return [full];
    return readdirSync(full, { recursive: true, encoding: 'utf8' })
      .filter(wanted)
      .map((file) => join(full, file));
  };
  return [...new Set((paths.length === 0 ? ['test'] : paths).flatMap(under))].sort();
}

/**
 * Tests that run whole programs and servers of their own: on purpose one after the other. Those of the pages run a
 * browser too, and are with the others so that both shares take about as long.
 */
const WHOLE = ['acceptance', 'app', 'attacks', 'chaos', 'cli', 'demo', 'e2e', 'embedded'];

/** Shares files out among two runs that go on side by side; the order inside each stays. Empty shares are left out. */
export function shareOut(files: readonly string[], root: string): string[][] {
  const whole = (file: string): boolean => {
    const [folder, room = ''] = relative(root, file).split(sep);
    return folder === 'test' && WHOLE.includes(room);
  };
  return [files.filter(whole), files.filter((file) => !whole(file))].filter((share) => share.length > 0);
}

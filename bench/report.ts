import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export const RESULTS = join(import.meta.dirname, 'results');
const FINDINGS = join(import.meta.dirname, 'findings');
const REPORT = join(import.meta.dirname, '../docs/benchmarks.md');

// NaN and infinity become null in JSON.
const figure = z.number().nullable();
const resultSchema = z.object({
  suite: z.string(),
  about: z.string(),
  date: z.string(),
  rows: z.array(
    z.object({
      name: z.string(),
      metric: z.string(),
      ours: figure,
      peer: figure,
      peerName: z.string(),
      ratio: figure,
      higherIsBetter: z.boolean(),
      bar: z.number().optional(),
    }),
  ),
});
type Result = z.infer<typeof resultSchema>;

const INTRODUCTION = `# Benchmarks
Written by \`npm run bench -- <suite> --keep\`. Every figure stands beside a peer's or a bare baseline's, taken in the same run on the same data, one core each; seconds are those of the machine of that day, so only the ratios mean something. "Bar" is what we set out to reach before we measured.
`;

/** Writes docs/benchmarks.md from the kept results and from what is said about them in bench/findings. */
export function writeReport(): void {
  const results = readdirSync(RESULTS)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => resultSchema.parse(JSON.parse(readFileSync(join(RESULTS, file), 'utf8'))));
  writeFileSync(REPORT, [INTRODUCTION, ...results.map(sectionOf)].join('\n'));
}

function sectionOf({ suite, about, date, rows }: Result): string {
  const findings = join(FINDINGS, `${suite}.md`);
  const lines = rows.map(({ name, metric, ours, peer, peerName, ratio, higherIsBetter, bar }) => {
    const reached =
      bar === undefined || ours === null ? '' : isReached(ours, bar, higherIsBetter) ? 'reached' : 'missed';
    const cells = [name, `${metric} ${higherIsBetter ? '↑' : '↓'}`, short(ours), short(peer), peerName, short(ratio)];
    return `| ${[...cells, bar === undefined ? '' : short(bar), reached].join(' | ')} |`;
  });
  return [
    `## ${suite}`,
    `${about}. Run on ${date}.\n`,
    '| what | figure | ours | peer | which peer | ratio | bar | |',
    '|---|---|---|---|---|---|---|---|',
    ...lines,
    ...(existsSync(findings) ? ['', readFileSync(findings, 'utf8').trimEnd()] : []),
    '',
  ].join('\n');
}

function isReached(ours: number, bar: number, higherIsBetter: boolean): boolean {
  return higherIsBetter ? ours >= bar : ours <= bar;
}

function short(value: number | null): string {
  return value === null ? '–' : String(Number(value.toPrecision(4)));
}

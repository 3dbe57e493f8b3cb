import type { Scope } from '../../storage/index.js';
import { countFactsAbout } from '../learners/index.js';
import { selectMapping } from './mapping.js';
import { listReadings } from './readings.js';
import type { MappedSkill } from './schema.js';

/** A column or object of a course that was seen, and what its instructor made of it. */
export interface Seen {
  readonly id: string;
  readonly kind: 'column' | 'object';
  readonly source: string;
  readonly label: string;
  readonly ours: boolean;
  readonly state: 'unmapped' | 'mapped' | 'ignored' | 'ours';
  readonly skills: readonly MappedSkill[];
  /** Facts in the ledger. */
  readonly facts: number;
  readonly learners: number;
  readonly lastAt: Date | null;
}

/** Everything that was seen in a course: what waits for a mapping first, then by name. */
export async function listSeen(scope: Scope, courseId: string): Promise<Seen[]> {
  const counted = await countFactsAbout(scope, courseId);
  const { entries } = await selectMapping(scope, courseId);
  const mapped = new Map(entries.map((entry) => [entry.id, entry]));
  const found = new Map(counted.map((each) => [each.id, each]));
  for (const { source, columns } of await listReadings(scope, courseId)) {
    for (const { id, label, ours } of columns) {
      if (!found.has(id))
        found.set(id, { id, kind: 'column', source, label, ours, facts: 0, learners: 0, lastAt: null });
    }
  }
  const seen = [...found.values()].map((each): Seen => {
    const entry = mapped.get(each.id);
    return { ...each, state: stateOf(each.ours, entry), skills: entry?.skills ?? [] };
  });
  return seen.sort(
    (a, b) =>
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.label.localeCompare(b.label) || (a.id < b.id ? -1 : 1),
  );
}

const ORDER: readonly Seen['state'][] = ['unmapped', 'mapped', 'ours', 'ignored'];

function stateOf(ours: boolean, entry: { ignored: boolean; skills: readonly unknown[] } | undefined): Seen['state'] {
  if (ours) return 'ours';
  if (!entry) return 'unmapped';
  if (entry.ignored) return 'ignored';
  return entry.skills.length > 0 ? 'mapped' : 'unmapped';
}

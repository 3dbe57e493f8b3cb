import type { PathModule, PathPins } from '../../engine/paths/path-problem.js';
import type { ModuleInfo, Offered } from './modules.js';
import type { PathWishes, PinTarget, StoredPin } from './schema.js';

const DAY = 86_400_000;

/** What pins and wishes make of the modules: the engine's own pins, dates, and what counts as known. */
export interface Pinned {
  readonly modules: readonly PathModule[];
  readonly pins: PathPins;
  /** Skipped by the learner: as if done. */
  readonly skipped: readonly string[];
}

/** The modules that a pin means. */
export function modulesMeant({ kind, id }: PinTarget, info: Readonly<Record<string, ModuleInfo>>): string[] {
  if (kind !== 'skill') return Object.hasOwn(info, `${kind}:${id}`) ? [`${kind}:${id}`] : [];
  return Object.entries(info)
    .filter(([, each]) => (each.kind === 'lesson' || each.kind === 'practice') && each.skills.includes(id))
    .map(([name]) => name);
}

/** The modules that staff hold in every path: no wish of a learner leaves them out. */
export function heldByStaff(stored: readonly StoredPin[], info: Readonly<Record<string, ModuleInfo>>): Set<string> {
  return new Set(stored.filter(({ place }) => place !== 'never').flatMap(meantBy(info)));
}

/**
 * Staff go first: what they pinned cannot be skipped, and comes before what the learner wants first. A lesson that staff
 * took out is simply not there; practice that they took out takes along what needs it.
 */
export function expandPins(
  { modules, info, done }: Offered,
  stored: readonly StoredPin[],
  wishes: Pick<PathWishes, 'skip' | 'first'>,
  now: Date,
): Pinned {
  const meant = (place: StoredPin['place']): string[] =>
    stored.filter((pin) => pin.place === place).flatMap(({ target }) => modulesMeant(target, info));
  const barred = new Set(meant('never'));
  const lessonsOut = new Set([...barred].filter((id) => info[id]?.kind === 'lesson'));
  const [first, must] = [meant('first'), stored.filter(({ place }) => place === 'dated').flatMap(meantBy(info))];
  const kept = heldByStaff(stored, info);
  const known = new Set(modules.map(({ id }) => id));
  const isOpen = (id: string): boolean => known.has(id) && !lessonsOut.has(id);
  const skipped = wishes.skip.filter((id) => isOpen(id) && !kept.has(id) && !done.includes(id));
  const own = wishes.first.filter((id) => isOpen(id) && !barred.has(id) && !skipped.includes(id));
  const dates = datesOf(stored, info, now);
  return {
    modules: modules
      .filter(({ id }) => isOpen(id))
      .map((module) => ({
        ...module,
        prerequisites: module.prerequisites.filter(isOpen),
        ...dates.get(module.id),
      })),
    pins: {
      first: [...new Set([...first, ...own])].filter(isOpen),
      must: [...new Set(must)].filter(isOpen),
      never: [...barred].filter(isOpen),
    },
    skipped,
  };
}

const meantBy =
  (info: Readonly<Record<string, ModuleInfo>>) =>
  ({ target }: StoredPin): string[] =>
    modulesMeant(target, info);

/** Dates that are over bind nobody any more. */
function datesOf(stored: readonly StoredPin[], info: Readonly<Record<string, ModuleInfo>>, now: Date) {
  const inDays = (date: Date): number => (date.getTime() - now.getTime()) / DAY;
  const dates = new Map<string, Pick<PathModule, 'availableDay' | 'dueDay'>>();
  for (const { target, place, available_at: from, due_at: until } of stored) {
    if (place !== 'dated') continue;
    for (const id of modulesMeant(target, info)) {
      dates.set(id, {
        ...(from && inDays(from) > 0 && { availableDay: inDays(from) }),
        ...(until && inDays(until) > 0 && { dueDay: inDays(until) }),
      });
    }
  }
  return dates;
}

import { AppError } from '../../http/index.js';
import { enqueue, recordAudit, type Scope } from '../../storage/index.js';
import { type CatalogueView, type InForce, loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { mappingCollection } from './model.js';
import type { MappedSkill, Mapping, MappingEntry } from './schema.js';

/** The mapping of a course as it is now; version 0 before anybody made one. */
export interface CurrentMapping extends Mapping {
  readonly version: number;
}

const mappingId = (courseId: string): string => `${courseId}:mapping`;

export async function selectMapping(scope: Scope, courseId: string): Promise<CurrentMapping> {
  const found = await scope.collection(mappingCollection).findOne({ _id: mappingId(courseId) });
  return found ? { version: found.version, entries: found.entries } : { version: 0, entries: [] };
}

/** What the outbox calls the work of applying a mapping to what was read before. */
export const APPLY = 'activity-mapping';

export interface Change {
  readonly courseId: string;
  readonly actor: 'system' | { readonly user: string };
  readonly newId: () => string;
  readonly now: Date;
}

/**
 * Replaces the mapping of a course, and asks for it to be applied to what was read before.
 *
 * @param change  gives the new entries for those of now; null leaves all as it is
 * @returns the mapping then, and the outbox entry to announce (null when nothing changed)
 * @throws AppError `bad-request` when an entry stands twice or names a skill that the course does not have
 */
export function changeMapping(
  scope: Scope,
  { courseId, actor, newId, now }: Change,
  change: (current: CurrentMapping) => readonly MappingEntry[] | null,
): Promise<{ mapping: CurrentMapping; entry: string | null }> {
  return scope.transaction(async (tx) => {
    const current = await selectMapping(tx, courseId);
    const entries = change(current);
    if (entries === null || JSON.stringify(entries) === JSON.stringify(current.entries)) {
      return { mapping: current, entry: null };
    }
    await refuseUnknown(tx, courseId, entries);
    const version = current.version + 1;
    await tx.collection(mappingCollection).replace({
      _id: mappingId(courseId),
      course_id: courseId,
      version,
      entries: [...entries],
      updated_at: now,
    });
    const details = { course: courseId, version, entries: entries.length };
    await recordAudit(tx, { action: 'activity-mapped', actor, details }, { id: newId(), now });
    const entry = `${APPLY}:${courseId}`;
    await enqueue(tx, { id: entry, kind: APPLY, subject: { courseId }, now });
    return { mapping: { version, entries: [...entries] }, entry };
  });
}

async function refuseUnknown(scope: Scope, courseId: string, entries: readonly MappingEntry[]): Promise<void> {
  const catalogue = await catalogueOf(scope, courseId);
  const unknown = entries.flatMap(({ skills }) => skills).find(({ skill }) => !catalogue?.skill(skill));
  if (unknown) throw new AppError('conflict', 'errors.unknown-skill', { values: { skill: unknown.skill } });
  const twice = (ids: readonly string[]) => new Set(ids).size < ids.length;
  const doubled =
    twice(entries.map(({ id }) => id)) || entries.some(({ skills }) => twice(skills.map((each) => each.skill)));
  if (doubled) throw new AppError('conflict', 'errors.mapped-twice');
}

/** What the course plays; null until staff have chosen. */
export async function catalogueOf(scope: Scope, courseId: string): Promise<CatalogueView | null> {
  const { catalogue_id } = await selectCourse(scope, courseId);
  return catalogue_id === null ? null : loadCatalogue(scope, catalogue_id);
}

/** A skill with the parameters in force, as facts carry it. */
export interface SkillInForce {
  readonly id: string;
  readonly weight: number;
  readonly prior: number;
  readonly learn: number;
  readonly guess: number;
  readonly slip: number;
}

/** Gives the skills of a column or object; none while it is unmapped, or ignored. */
export type SkillsOf = (id: string) => readonly SkillInForce[];

/** @param inForce  what was learned in the place of what the catalogue says: facts from elsewhere fold by it as well */
export async function readSkillsOf(scope: Scope, courseId: string, inForce: InForce): Promise<SkillsOf> {
  const [{ entries }, imported] = [await selectMapping(scope, courseId), await catalogueOf(scope, courseId)];
  const catalogue = imported && (await inForce(scope, courseId, imported));
  const skillOf = ({ skill, weight }: MappedSkill): SkillInForce[] => {
    const parameters = catalogue?.skill(skill)?.parameters;
    return parameters ? [{ id: skill, weight, ...parameters }] : [];
  };
  const byId = new Map(entries.map(({ id, ignored, skills }) => [id, ignored ? [] : skills.flatMap(skillOf)]));
  return (id) => byId.get(id) ?? [];
}

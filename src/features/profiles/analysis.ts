import type { Scope } from '../../storage/index.js';
import { countFacts, levelOf, type Owner, type Projection, projectionAsOf } from '../learners/index.js';
import { behavioralMetricsOf } from './behaviour.js';
import type { Analysis } from './change-schema.js';
import { skillProfileOf } from './skills.js';
import type { Analysed, UserProfileAnalyzer } from './user-profile-analyzer.js';

/** A profile computed anew, with what is another since a time and the facts behind its numbers. */
export async function analysisOf(
  scope: Scope,
  owner: Owner,
  analyzer: UserProfileAnalyzer,
  analysed: Analysed,
  since: Date,
): Promise<Analysis> {
  const [then, facts] = await Promise.all([projectionAsOf(scope, owner, since), countFacts(scope, owner)]);
  return {
    profile: analyzer.analyze(analysed),
    since: since.toISOString(),
    facts_since: Math.max(0, analysed.profile.sequence - then.sequence),
    changed: changesBetween(numbersOf({ ...analysed, profile: then }), numbersOf(analysed)),
    evidence: evidenceOf(analysed.profile, owner),
    facts,
  };
}

type Numbers = Map<string, { readonly title: string; readonly value: number | null }>;

/** Every number of a profile by its path. */
function numbersOf(subject: Omit<Analysed, 'profile'> & { readonly profile: Projection }): Numbers {
  const { current_levels, learning_velocity, ability } = skillProfileOf(subject);
  const { engagement_patterns, completion_rates } = behavioralMetricsOf(subject.profile, subject.now);
  const numbers: Numbers = new Map();
  for (const [skill, { title, known }] of Object.entries(current_levels)) {
    numbers.set(`skillProfile.current_levels.${skill}.known`, { title, value: known.value });
  }
  numbers.set('skillProfile.learning_velocity', { title: 'learning velocity', value: learning_velocity.value });
  numbers.set('skillProfile.ability', { title: 'ability', value: ability.value });
  const { takes_up, ...patterns } = engagement_patterns;
  for (const [prefix, measures] of Object.entries({
    'behavioralMetrics.engagement_patterns': patterns,
    'behavioralMetrics.engagement_patterns.takes_up': takes_up,
    'behavioralMetrics.completion_rates': completion_rates,
  })) {
    for (const [name, { value }] of Object.entries(measures)) {
      numbers.set(`${prefix}.${name}`, { title: name.replaceAll('_', ' '), value });
    }
  }
  return numbers;
}

function changesBetween(then: Numbers, now: Numbers): Analysis['changed'] {
  return [...now]
    .map(([what, { title, value: after }]) => ({ what, title, before: then.get(what)?.value ?? null, after }))
    .filter(({ before, after }) => before !== after)
    .sort((a, b) => sizeOf(b) - sizeOf(a) || (a.what < b.what ? -1 : 1));
}

const sizeOf = ({ before, after }: { before: number | null; after: number | null }): number =>
  Math.abs((after ?? 0) - (before ?? 0));

function evidenceOf(profile: Projection, { userId, courseId }: Owner): Analysis['evidence'] {
  const base = `/api/users/${encodeURIComponent(userId)}/evidence?course=${encodeURIComponent(courseId)}`;
  return Object.keys(profile.skill_profile.current_levels).flatMap((skill) => {
    const level = levelOf(profile, skill);
    if (!level) return [];
    const what = `skillProfile.current_levels.${skill}.known`;
    return [
      { what, answers: level.answers, weight: level.evidence, see: `${base}&skill=${encodeURIComponent(skill)}` },
    ];
  });
}

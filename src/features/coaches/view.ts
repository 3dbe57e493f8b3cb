import type { Translate } from '../../http/index.js';
import { type CatalogueView, loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import type { Owner } from '../learners/index.js';
import type { CoachMatch } from './match.js';
import type { SeenMoment } from './moment.js';
import type { CoachDependencies, CoachSituation, Said } from './say.js';

/** Words for reasons and moments. */
export type CoachWords = Pick<CoachDependencies, 'translator'>;

/** A coach with why; the biggest part first, a part that adds nothing left out. */
export function coachView(
  { translator }: CoachWords,
  { catalogue }: Pick<CoachSituation, 'catalogue'>,
  { coach: id, score, parts, chosen }: CoachMatch,
  locale?: string,
) {
  const coach = catalogue.coach(id);
  if (!coach) throw new Error(`The catalogue has no coach ${id}.`);
  const say = translator(locale);
  const reasons = parts
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .map(({ name, points }) => ({ part: name, points, text: say(`coach.part.${name}`) }));
  return {
    id,
    name: coach.name,
    personality: coach.personality,
    teaching_style: coach.teachingStyle,
    topics: coach.topics.map((topic) => ({ id: topic, title: catalogue.skillTitle(topic) })),
    score,
    chosen,
    reasons: [...(chosen ? [{ part: 'choice' as const, points: 0, text: say('coach.part.choice') }] : []), ...reasons],
  };
}

export function momentView({ translator }: CoachWords, catalogue: CatalogueView, seen: SeenMoment, locale?: string) {
  const { moment, skill, values } = seen;
  return {
    moment,
    skill: skill === null ? null : { id: skill, title: catalogue.skillTitle(skill) },
    values: { ...values },
    text: whyText(translator(locale), catalogue, seen),
  };
}

/** Why this is said now; without its numbers where there are none. */
function whyText(say: Translate, catalogue: CatalogueView, { moment, skill, values }: SeenMoment): string {
  const count = values.days ?? values.minutes ?? values.count;
  const known = count !== undefined && NEEDS_COUNT.has(moment);
  const title = skill === null ? undefined : catalogue.skillTitle(skill);
  if (known) return say(`coach.why.${moment}`, { count, skill: title ?? '' });
  return say(`coach.why-plain.${moment}`);
}

/** Moments whose sentence tells a number. */
const NEEDS_COUNT = new Set(['returning', 'tired', 'stuck', 'effort', 'review-due']);

export async function saidView(
  deps: CoachDependencies,
  { tenant, courseId }: Owner & { readonly tenant: string },
  { message, coach, match, seen }: Said,
  locale?: string,
) {
  const scope = deps.storage.scope(tenant);
  const { catalogue_id } = await selectCourse(scope, courseId);
  const catalogue = await loadCatalogue(scope, catalogue_id ?? '');
  return {
    id: message?._id ?? null,
    coach: coachView(deps, { catalogue }, { ...match, coach: coach.id }, locale),
    text: message?.text ?? null,
    generated: message?.generated ?? false,
    label: labelOf(deps.translator(locale), message?.generated ?? false),
    why: momentView(deps, catalogue, seen, locale),
  };
}

/** Who wrote it; it stands beside every message, on pages and in the API. */
export const labelOf = (say: Translate, generated: boolean): string =>
  say(generated ? 'coach.label.machine' : 'coach.label.author');

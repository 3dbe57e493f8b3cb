import { estimate } from '../../engine/ability/eap.js';
import { seededRandom } from '../../engine/numerics/random.js';
import { chooseNext, type RecentQuestion } from '../../engine/selection/choose-next.js';
import type { PracticeSkill } from '../../engine/selection/choose-skill.js';
import type { CatalogueView } from '../catalogue/index.js';
import { levelOf } from '../learners/index.js';
import type { DecisionDocument } from './model.js';
import { knownOf, type Situation } from './situation.js';

/** Names the models behind a decision, so that it can be replayed with the same ones. */
const PARAMETERS = 'bkt+2pl/1';
const MINUTE = 60_000;

export type NewDecision = Omit<DecisionDocument, 'tenant' | 'user_id' | 'course_id'>;

/**
 * Chooses the next question. The decision's id is the seed, so the stored decision and the stored profile are enough to
 * choose the same question again.
 *
 * @returns null when no assigned skill has a question
 */
export function chooseQuestion(
  situation: Situation,
  id: string,
): { item: string; skill: string; decision: NewDecision } | null {
  const { catalogue, profile, placement, now } = situation;
  const seen = profile.behavioral_metrics.items;
  const ability = estimate(profile.skill_profile.ability).mean;
  const skills = situation.skills.map((skill) => practiceSkill(situation, skill));
  const next = chooseNext({
    skills,
    // Field by field: a spread of every item of a large course is what this function would spend its time on.
    items: catalogue.items.map(({ id: item, family, skills: on, discrimination, difficulty }) => {
      const met = Object.hasOwn(seen, item) ? seen[item] : undefined;
      const [timesSeen, lastSeenOrder] = [met?.times ?? 0, met?.last];
      return { id: item, family, skills: on, discrimination, difficulty, timesSeen, lastSeenOrder };
    }),
    ability,
    knownElsewhere: new Map(catalogue.skills.map((skill) => [skill.id, knownOf(situation, skill.id)])),
    recent: recentQuestions(profile.behavioral_metrics.recent),
    random: seededRandom(id),
  });
  if (!next) return null;
  const item = next.item.chosen.id;
  const skill = next.skill.chosen;
  const decision: NewDecision = {
    _id: id,
    kind: 'next-item',
    placement_id: placement._id,
    chosen: item,
    propensity: next.propensity,
    saw: {
      sequence: profile.sequence,
      catalogue: catalogue.id,
      revision: catalogue.revision,
      ability,
      skills: next.skill.candidates,
      items: next.item.candidates,
      others: next.item.others,
    },
    reasons: [...next.skill.reasons, ...next.item.reasons],
    parameters: PARAMETERS,
    created_at: now,
  };
  return { item, skill, decision };
}

function practiceSkill(situation: Situation, id: string): PracticeSkill {
  const { profile, placement, catalogue, now } = situation;
  const level = levelOf(profile, id);
  return {
    id,
    known: knownOf(situation, id),
    target: placement.settings.target,
    evidence: level?.evidence ?? 0,
    prerequisites: prerequisitesOf(catalogue, id),
    minutesSinceLastAnswer: level ? Math.max(0, now.getTime() - level.last_at.getTime()) / MINUTE : undefined,
  };
}

function prerequisitesOf(catalogue: CatalogueView, skill: string) {
  return catalogue.skill(skill)?.prerequisites ?? [];
}

function recentQuestions(recent: Situation['profile']['behavioral_metrics']['recent']): RecentQuestion[] {
  return recent.map(({ item, family, skill }) => ({ id: item, family: family ?? undefined, skill }));
}

import { estimate, updateAbility } from '../../../engine/ability/eap.js';
import { ratingOfAnswer } from '../../../engine/memory/rating-of-answer.js';
import { forDifficulty, updateKnowledge } from '../../../engine/tracing/bkt.js';
import { chanceOfMastery } from '../../../engine/tracing/true-mastery.js';
import type { AnswerMetrics } from '../facts.js';
import {
  type FirstAnswersSums,
  levelOf,
  type Misconception,
  type Projection,
  type Review,
  type SkillLevel,
} from '../projection.js';
import { foldShown, foldWork } from './habits.js';
import { dayNumber, insertByTime, latest, own, put, putAmong } from './records.js';
import { foldCaughtUp } from './reset.js';
import { noteLevels, summarise } from './summary.js';

/** How many first answers describe a newcomer; see engine/ability/placement. */
export const FIRST_ANSWERS = 5;
const RECENT_QUESTIONS = 10;
const RECENT_ANSWERS = 12;
const REVIEWS = 40;
const MISCONCEPTIONS = 60;
const ITEMS = 5_000;

type AnswerFact = { readonly content_id: string | null; readonly sequence: number; readonly timestamp: Date };

export function foldAnswer(profile: Projection, answer: AnswerMetrics, fact: AnswerFact): void {
  const { skill_profile: skills, behavioral_metrics: behaviour } = profile;
  const { timestamp: at, sequence } = fact;
  const first = answer.attempt === 1;
  behaviour.seconds += answer.seconds;
  foldWork(behaviour, at, {
    seconds: answer.seconds,
    answers: first ? 1 : 0,
    correct: first && answer.correct ? 1 : 0,
  });
  // A later try at the same step is a fact, but no evidence: its answer was half told by the feedback before it.
  if (!first) return;
  behaviour.answers += 1;
  behaviour.correct += answer.correct ? 1 : 0;
  const placed = answer.item.assumed !== true;
  // How able somebody is shows only beside how hard it was.
  if (placed) skills.ability = [...updateAbility(skills.ability, answer.item, answer.correct, answer.weight)];
  const ability = estimate(skills.ability);
  for (const { id, difficulty: usualDifficulty = answer.item.difficulty, ...parameters } of answer.skills) {
    const before = levelOf(profile, id);
    const { discrimination, difficulty } = answer.item;
    const asked = forDifficulty(parameters, placed ? discrimination * (difficulty - usualDifficulty) : 0);
    const known = updateKnowledge(before?.known ?? parameters.prior, answer.correct, asked, answer.weight);
    const level = levelAfter(before, known, answer, at);
    const { guess, slip } = parameters;
    const recent = level.recent.map(({ correct, weight, item }) => ({ correct, weight, ...item }));
    const sure = chanceOfMastery({ ability, recent, guess, slip, usualDifficulty });
    put(skills.current_levels, id, { ...level, sure });
    foldCaughtUp(profile, id, known);
  }
  noteLevels(
    profile,
    answer.skills.map(({ id }) => id),
    at,
  );
  if (placed) behaviour.first_answers = firstAnswersAfter(behaviour.first_answers, answer);
  // What was asked elsewhere is none of our questions: nothing to interleave with, nothing that wears off.
  if (answer.mode !== 'external') foldQuestion(profile, fact.content_id ?? '', answer, sequence);
  foldMisconceptions(skills.misconceptions, answer, at);
  summarise(profile, at);
}

function levelAfter(level: SkillLevel | undefined, known: number, answer: AnswerMetrics, at: Date): SkillLevel {
  const { correct, seconds, weight, hints } = answer;
  const { discrimination, difficulty } = answer.item;
  const item = { discrimination, difficulty };
  const rating = ratingOfAnswer({ correct, aided: hints > 0 });
  return {
    known,
    evidence: (level?.evidence ?? 0) + weight,
    answers: (level?.answers ?? 0) + 1,
    correct: (level?.correct ?? 0) + (correct ? 1 : 0),
    last_at: latest(level?.last_at ?? null, at),
    recent: insertByTime(level?.recent ?? [], { at, correct, seconds, weight, item }).slice(-RECENT_ANSWERS),
    reviews: thinned(insertByTime(level?.reviews ?? [], { at, rating })),
  };
}

/** Memory is a matter of days: of too many reviews the oldest goes that was not the first of its day, else the oldest. */
function thinned(reviews: Review[]): Review[] {
  if (reviews.length <= REVIEWS) return reviews;
  const again = reviews.findIndex(({ at }, index) => {
    const before = reviews[index - 1];
    return before !== undefined && dayNumber(before.at) === dayNumber(at);
  });
  return reviews.toSpliced(Math.max(0, again), 1);
}

/** A question counts once as seen, however many steps it has. */
function foldQuestion(
  profile: Projection,
  item: string,
  { decision, family, skill, seconds }: AnswerMetrics,
  sequence: number,
): void {
  const { behavioral_metrics: behaviour } = profile;
  const again = behaviour.recent.at(-1)?.decision === decision;
  const times = (own(behaviour.items, item)?.times ?? 0) + (again ? 0 : 1);
  putAmong(behaviour.items, item, { times, last: sequence }, { most: ITEMS, rank: ({ last }) => last });
  const done = again ? 0 : 1;
  foldShown(profile, 'practice', { opened: done, completed: done, seconds });
  if (!again) behaviour.recent = [...behaviour.recent, { decision, item, family, skill }].slice(-RECENT_QUESTIONS);
}

function firstAnswersAfter(first: FirstAnswersSums, answer: AnswerMetrics): FirstAnswersSums {
  if (first.count >= FIRST_ANSWERS) return first;
  return {
    count: first.count + 1,
    correct: first.correct + (answer.correct ? 1 : 0),
    difficulty: first.difficulty + answer.item.difficulty,
    log_seconds: first.log_seconds + Math.log(Math.max(1, answer.seconds)),
    hinted: first.hinted + (answer.hints > 0 ? 1 : 0),
  };
}

function foldMisconceptions(
  misconceptions: Record<string, Misconception>,
  { correct, misconception, skill, skills }: AnswerMetrics,
  at: Date,
): void {
  if (correct) {
    for (const [key, idea] of Object.entries(misconceptions)) {
      if (idea.skill !== skill && !skills.some(({ id }) => id === idea.skill)) continue;
      put(misconceptions, key, { ...idea, right_since: idea.right_since + 1 });
    }
  } else if (misconception) {
    const before = own(misconceptions, misconception);
    const next = {
      skill,
      times: (before?.times ?? 0) + 1,
      last_at: latest(before?.last_at ?? null, at),
      right_since: 0,
    };
    putAmong(misconceptions, misconception, next, { most: MISCONCEPTIONS, rank: ({ last_at }) => last_at.getTime() });
  }
}

import { sampleBeta } from '../../numerics/sample.js';
import { type ActionChoice, chooseAction, type PathPolicy } from '../../paths/policy/choose-action.js';
import type { PolicyPath } from '../../paths/policy/path-view.js';
import { emptyPractice, foldPractice, type PracticeState } from '../../paths/policy/practice-state.js';
import { SUCCESS_FEATURES, successFeatures, successOf } from '../../paths/policy/success-model.js';
import { chooseItem, type PracticeItem, type RecentItem } from '../../selection/choose-item.js';
import { CONTENT_KINDS, type ContentKind, edgesBefore, itemsUnder, pathOf, type SimulatedItem } from '../course.js';
import { RULE_PARAMETERS, type SkillRecord, traced, UNSEEN } from './stopping-rule.js';
import type { Moment, Tutor, TutorPolicy, TutorStart } from './tutor.js';

/** Looks in at each decision: what training learns from. */
export interface DecisionWatch {
  decided(choice: ActionChoice): void;
  /** The features of the success model, and how the answer came out. */
  answered(features: Float64Array, correct: boolean): void;
}

/**
 * The engine as a tutor: tracing says what is known, the learned policy which skill and how hard, selection which
 * question, and thumbs which kind of question is liked.
 *
 * @param watch  for each learner who starts, somebody who looks in
 */
export function enginePolicy(policy: PathPolicy, watch?: () => DecisionWatch): TutorPolicy {
  return { name: 'engine', start: (start) => startEngine(start, policy, watch?.()) };
}

const RECENT = 6;
/** A thumb counts from this prior on: as if each kind had met one up and one down. */
const THUMBS_BEFORE = 1;
/** Thumbs are few in six weeks; a sharper draw tries less and offers what was liked sooner. */
const SHARPER = 3;
/** From this P(right) on a skill is firm enough for questions seen before. */
const FIRM = 0.45;

function startEngine({ course, goal, random }: TutorStart, policy: PathPolicy, watch?: DecisionWatch): Tutor {
  const path: PolicyPath = {
    places: pathOf(course, goal),
    difficulty: course.skills.map(({ difficulty }) => difficulty),
    before: course.before,
  };
  let state = emptyPractice(course.skills.map(() => RULE_PARAMETERS.prior));
  const records = course.skills.map((): SkillRecord => UNSEEN);
  const seen = new Map<string, { times: number; last: number }>();
  const thumbs = new Map<ContentKind, { up: number; down: number }>();
  const recent: RecentItem[] = [];
  let order = 0;
  let choice: ActionChoice | undefined;

  /** What the success model looks at. */
  function featuresOf(item: SimulatedItem, { now }: Moment): Float64Array {
    const place = course.placeOf.get(item.skills[0] as string) as number;
    const difficulty = path.difficulty[place] as number;
    const readiness = choice?.place === place ? choice.view.readiness : 1;
    const question = { extra: item.difficulty - difficulty, guess: item.guess };
    const skill = state.skills[place] as PracticeState['skills'][number];
    return successFeatures(state, skill, difficulty, readiness, now, question, new Float64Array(SUCCESS_FEATURES));
  }

  /** The kind to offer now: the best of one draw each from Beta(3 ups + 1, 3 downs + 1) (Thompson 1933, sharpened). */
  function kindToOffer(): ContentKind {
    const draws = CONTENT_KINDS.map((kind) => {
      const { up, down } = thumbs.get(kind) ?? { up: 0, down: 0 };
      return { kind, share: sampleBeta(SHARPER * up + THUMBS_BEFORE, SHARPER * down + THUMBS_BEFORE, random) };
    });
    return draws.reduce((best, draw) => (draw.share > best.share ? draw : best)).kind;
  }

  /** Of the kind to offer, unseen if there are any; while the skill is weak, something new goes before a liking. */
  function itemsFor({ place, view }: ActionChoice): readonly SimulatedItem[] {
    const all = itemsUnder(course, place);
    const kind = kindToOffer();
    const liked = all.filter((item) => item.kind === kind);
    const fresh = liked.filter(({ id }) => !seen.has(id));
    if (fresh.length > 0) return fresh;
    return view.now >= FIRM && liked.length > 1 ? liked : all;
  }

  return {
    next(moment) {
      choice = chooseAction({ state, path, day: moment.now, inSession: moment.inSession, policy, random });
      watch?.decided(choice);
      const items = itemsFor(choice);
      const { discrimination } = items[0] as SimulatedItem;
      // The ability at which a middling question comes out right as often as the model expects.
      const odds = Math.log(choice.view.now / (1 - choice.view.now));
      const ability = (path.difficulty[choice.place] as number) + odds / discrimination;
      const candidates = items.map((item): PracticeItem & { item: SimulatedItem } => {
        const met = seen.get(item.id);
        const [timesSeen, lastSeenOrder] = [met?.times ?? 0, met?.last];
        const { id, family, difficulty, discrimination } = item;
        return { id, family, difficulty, discrimination, item, timesSeen, lastSeenOrder };
      });
      const { targetSuccess } = choice;
      return chooseItem({ items: candidates, ability, targetSuccess, recent, random }).chosen.item;
    },
    observe(item, answer, moment) {
      order += 1;
      seen.set(item.id, { times: (seen.get(item.id)?.times ?? 0) + 1, last: order });
      recent.push({ id: item.id, family: item.family });
      if (recent.length > RECENT) recent.shift();
      if (answer.liked !== null) {
        const { up, down } = thumbs.get(item.kind) ?? { up: 0, down: 0 };
        thumbs.set(item.kind, answer.liked ? { up: up + 1, down } : { up, down: down + 1 });
      }
      const features = featuresOf(item, moment);
      watch?.answered(features, answer.correct);
      const expected = successOf(policy.success, features);
      for (const id of item.skills) {
        const place = course.placeOf.get(id) as number;
        const record = traced(records[place] as SkillRecord, item, answer.correct, answer.hinted);
        records[place] = record;
        state = foldPractice(state, {
          ...{ skill: place, correct: answer.correct, expected, known: record.known, day: moment.now },
          before: edgesBefore(course, place),
        });
      }
    },
  };
}

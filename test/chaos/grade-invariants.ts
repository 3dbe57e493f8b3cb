import { z } from 'zod';
import type { Grade, LineItem } from '../../demo/campus/state.js';
import { CANVAS_SUBMISSION } from '../../demo/campus/vocabulary.js';
import type { PlacementDocument } from '../../src/features/courses/model.js';
import type { GradeDocument } from '../../src/features/practice/model.js';
import { owedScores } from './owed.js';
import type { Recorded } from './recorded.js';
import type { Activity, School } from './school.js';

/** Shares of full marks that differ by rounding only; a score travels with six decimals of a share. */
const ROUNDING = 1e-6;
const near = (a: number, b: number): boolean => Math.abs(a - b) <= ROUNDING;

/** What the tool keeps about one activity. */
interface Kept {
  readonly activity: Activity;
  readonly placement: PlacementDocument;
  readonly columns: readonly LineItem[];
  readonly grades: readonly GradeDocument[];
}

/** Each grade right, delivered, and in its one column; none for who has not worked. */
export async function brokenGrades(school: School, recorded: readonly Recorded[]): Promise<string[]> {
  const { campus, plan } = school;
  const problems: string[] = [];
  for (const activity of school.activities) {
    const kept = await keptOf(school, activity);
    if (!kept) continue;
    const { columns, grades, placement } = kept;
    if (grades.length > 0 && columns.length !== 1) problems.push(`${placement._id} has ${columns.length} columns`);
    for (const learner of recorded) {
      const found = columns.flatMap(({ id }) =>
        campus.state.grades.filter((grade) => grade.itemId === id && grade.personId === learner.person),
      );
      problems.push(...brokenGrade(school, kept, learner, found));
      if (plan.flavour === 'canvas') problems.push(...doubledAttempts(school, kept, learner));
    }
  }
  const known = new Set(recorded.map(({ person }) => person));
  const strangers = campus.state.grades.filter(({ personId }) => !known.has(personId)).length;
  if (strangers > 0) problems.push(`${strangers} grades are for people who never came`);
  return problems;
}

async function keptOf({ campus, storage }: School, activity: Activity): Promise<Kept | null> {
  const { connection } = storage;
  const placements = connection.collection<PlacementDocument>('placements');
  const placement = await placements.findOne({ resource_link_id: activity.link.id });
  if (!placement) return null;
  const here = { placement_id: placement._id };
  return {
    activity,
    placement,
    columns: campus.state.lineItems.filter(({ linkId }) => linkId === activity.link.id),
    grades: await connection.collection<GradeDocument>('grades').find(here).toArray(),
  };
}

function brokenGrade(school: School, kept: Kept, learner: Recorded, found: readonly Grade[]): string[] {
  const { placement, activity, columns } = kept;
  const skills = school.course.skills.map(({ id }) => id);
  const { target } = placement.settings;
  const owed = owedScores(learner.facts, placement._id, { policy: activity.policy, skills, target });
  const grade = kept.grades.find(({ user_id }) => user_id === learner.userId);
  const id = `${placement._id}:${learner.userId} (${activity.policy})`;
  const last = owed.at(-1);
  if (last === undefined) {
    return found.length === 0 && !grade?.intended ? [] : [`${id} has a grade and no work behind it`];
  }
  const problems: string[] = [];
  const say = (what: string): void => void problems.push(`${id}: ${what}`);
  const intended = grade?.intended?.score;
  if (intended === undefined || !near(intended, last)) say(`the tool owes ${intended}, the policy says ${last}`);
  const earned = grade?.earned ?? null;
  if (earned?.superseded) say('the tool believes that a teacher gave the grade');
  else if (earned?.revision !== grade?.intended?.revision) say('the tool has not settled the newest revision');
  const key = `grade:${placement._id}:${grade?.intended?.revision}`;
  const delivered = learner.facts.filter((fact) => fact.key === key).length;
  if (delivered !== 1) say(`the newest delivery is ${delivered} times in the ledger`);
  const maximum = columns[0]?.scoreMaximum ?? Number.NaN;
  const held = (found[0]?.score ?? Number.NaN) / maximum;
  if (!near(held, last)) say(`the gradebook holds ${held}, the policy says ${last}`);
  const progress = grade?.intended?.completed ? 'Completed' : 'InProgress';
  if (found[0]?.activityProgress !== progress) say(`the LMS has heard ${found[0]?.activityProgress}, not ${progress}`);
  problems.push(...brokenDeliveries(school, kept, learner, owed).map((what) => `${id}: ${what}`));
  return problems;
}

/** A round is one attempt: of all that we sent of it, one was taken as a new one. What a proxy repeats is not ours. */
function doubledAttempts(school: School, { columns, placement }: Kept, learner: Recorded): string[] {
  const { campus } = school;
  const { sub } = campus.state.people.find(({ id }) => id === learner.person) ?? {};
  const ours = campus.scoresTaken.filter(
    ({ itemId, body }) => body.userId === sub && columns.some(({ id }) => id === itemId),
  );
  const rounds = new Map<string, Set<object>>();
  for (const { body, request } of ours) {
    if (body[CANVAS_SUBMISSION]?.new_submission === false) continue;
    // A score says when its round began.
    const round = body.submission?.startedAt ?? '';
    rounds.set(round, (rounds.get(round) ?? new Set()).add(request));
  }
  const id = `${placement._id}:${learner.userId}`;
  return [...rounds.values()].flatMap(({ size }) =>
    size > 1 ? [`${id}: one round is ${size} attempts: ${arrivalsOf(school, columns, sub)}`] : [],
  );
}

/** What came to the LMS of one grade, for whoever looks into it: when it was answered, as what, and how. */
function arrivalsOf({ campus }: School, columns: readonly LineItem[], sub: string | undefined): string {
  const received = campus.scoresReceived.flatMap(({ at, itemId, body, result }) => {
    const score = Received.safeParse(body).data;
    if (!score || score.userId !== sub || !columns.some(({ id }) => id === itemId)) return [];
    const what = score[CANVAS_SUBMISSION]?.new_submission === false ? '' : ' as a new attempt';
    return [`${at.toISOString().slice(14, 23)} ${score.scoreGiven}${what}: ${result.status}`];
  });
  return received.join(', ');
}

const Received = z.object({
  userId: z.string(),
  scoreGiven: z.number().optional(),
  [CANVAS_SUBMISSION]: z.object({ new_submission: z.boolean().optional() }).optional(),
});

/** What the gradebook took, one after the other. */
function brokenDeliveries(school: School, { columns, activity }: Kept, learner: Recorded, owed: number[]): string[] {
  const { campus } = school;
  const sub = campus.state.people.find(({ id }) => id === learner.person)?.sub;
  const taken = campus.scoresTaken
    .filter(({ itemId, body }) => body.userId === sub && columns.some(({ id }) => id === itemId))
    .map(({ body }) => ({ at: Date.parse(body.timestamp), score: (body.scoreGiven ?? 0) / (body.scoreMaximum ?? 1) }));
  const problems: string[] = [];
  for (const [index, { at, score }] of taken.entries()) {
    const before = taken[index - 1];
    if (!owed.some((each) => near(each, score))) problems.push(`the gradebook took ${score}, which was never owed`);
    if (!before) continue;
    if (at < before.at) problems.push('the gradebook took an older score after a newer one');
    if (at === before.at && score !== before.score) problems.push('two scores carry one timestamp');
    if (activity.policy === 'best' && score < before.score) problems.push('a best score went down');
  }
  return problems;
}

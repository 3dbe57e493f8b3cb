import { randomBytes, randomUUID } from 'node:crypto';
import { createKey } from '../../src/features/api-keys/index.js';
import { importCourse } from '../../src/features/catalogue/index.js';
import { bindCourse, ensureCourse } from '../../src/features/courses/index.js';
import { ensureInstitution } from '../../src/features/institutions/index.js';
import { ensureProfile, type FactDraft, recordBatches } from '../../src/features/learners/index.js';
import { migrateUp, type Scope, type Storage } from '../../src/storage/index.js';

/** One answer of a public data set, in the order of its file. */
export interface FileAnswer {
  readonly learner: string;
  readonly item: string;
  readonly skill: string;
  readonly correct: boolean;
}

/** What a load and a training need to know of a course. */
export interface PreparedCourse {
  readonly course: string;
  readonly key: string;
  readonly learners: readonly string[];
  readonly items: readonly string[];
  readonly answers: number;
}

const INSTITUTION = 'bench';
const CATALOGUE = 'answers-of-others';
/** Answers of one learner in one transaction, and learners in it. */
const BATCH = 10;
const SITTING = 15;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const TOLD = { prior: 0.25, learn: 0.12, guess: 0.2, slip: 0.1 };

/**
 * A course whose skills and items are those of a data set, with its answers as facts of its learners. The data have no
 * times: each learner answers once a minute, fifteen answers to a sitting, a sitting every second day, the last one
 * yesterday.
 */
export async function prepareCourse(storage: Storage, answers: readonly FileAnswer[]): Promise<PreparedCourse> {
  await migrateUp(storage.connection);
  const now = new Date();
  await ensureInstitution(storage, INSTITUTION, 'Bench', now);
  const scope = storage.scope(INSTITUTION);
  await importCourse(scope, courseOf(answers), now);
  const { _id: course } = await ensureCourse(
    scope,
    { issuer: 'https://lms.example', deployment: 'bench', contextId: 'bench' },
    { id: randomUUID(), title: 'Bench', formerContexts: [], now },
  );
  await bindCourse(scope, course, CATALOGUE, now);
  const byLearner = new Map<string, FileAnswer[]>();
  for (const answer of answers) {
    const userId = `learner-${answer.learner}`;
    const own = byLearner.get(userId);
    if (own) own.push(answer);
    else byLearner.set(userId, [answer]);
  }
  const learners = [...byLearner.keys()];
  for (let start = 0; start < learners.length; start += BATCH) {
    await recordLearners(scope, course, learners.slice(start, start + BATCH), byLearner, now);
  }
  const key = await createKey(
    scope,
    {
      name: 'bench',
      scopes: ['courses:read', 'learners:read', 'learners:write', 'evidence:write', 'models:read', 'models:write'],
      expiresAt: null,
    },
    { id: 'bench-key', secret: randomBytes(32).toString('base64url'), now },
  );
  const items = [...new Set(answers.map(({ item }) => `item-${item}`))];
  return { course, key, learners, items, answers: answers.length };
}

async function recordLearners(
  scope: Scope,
  courseId: string,
  userIds: readonly string[],
  byLearner: ReadonlyMap<string, readonly FileAnswer[]>,
  now: Date,
): Promise<void> {
  for (const userId of userIds) await ensureProfile(scope, { userId, courseId, synthetic: false }, now);
  const batches = userIds.map((userId) => ({
    owner: { userId, courseId },
    drafts: draftsOf(byLearner.get(userId) ?? [], now),
  }));
  await scope.transaction((tx) => recordBatches(tx, batches, { newId: randomUUID, now }));
}

function draftsOf(answers: readonly FileAnswer[], now: Date): FactDraft[] {
  const sittings = Math.ceil(answers.length / SITTING);
  return answers.map(({ item, skill, correct }, place) => {
    const daysAgo = 1 + 2 * (sittings - 1 - Math.floor(place / SITTING));
    const at = new Date(now.getTime() - daysAgo * DAY + (place % SITTING) * MINUTE);
    return {
      type: 'answer',
      key: `answer:${place}`,
      contentId: `item-${item}`,
      at,
      metrics: {
        ...{ decision: `of-others-${place}`, placement: null, step: 'only', skill: `skill-${skill}`, family: null },
        ...{ correct, attempt: 1, hints: 0, weight: 1, seconds: 30 },
        item: { discrimination: 1, difficulty: 0 },
        skills: [{ id: `skill-${skill}`, ...TOLD }],
      },
    };
  });
}

function courseOf(answers: readonly FileAnswer[]) {
  const skills = [...new Set(answers.map(({ skill }) => skill))];
  const skillOf = new Map(answers.map(({ item, skill }) => [item, skill]));
  return {
    id: CATALOGUE,
    title: 'Answers of others',
    licence: 'none: nothing of the data is in it but numbers',
    skills: skills.map((skill) => ({ id: `skill-${skill}`, title: `Skill ${skill}`, description: 'Of a data set.' })),
    items: [...skillOf].map(([item, skill]) => ({
      id: `item-${item}`,
      title: `Item ${item}`,
      steps: [
        {
          id: 'only',
          promptMarkdown: `Item ${item}`,
          answer: { kind: 'numeric', value: 1, tolerance: 0 },
          skills: [`skill-${skill}`],
          solutionMarkdown: '1',
        },
      ],
    })),
  };
}

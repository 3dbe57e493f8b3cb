import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rightFields, wrongFields } from '../../../../demo/learners/answer-fields.js';
import { type RawResponse, selectItem } from '../../../../src/features/catalogue/index.js';
import { type GoalDraftDocument, goalDraftCollection } from '../../../../src/features/goals/model.js';
import { type FactDraft, profileId, recordFact } from '../../../../src/features/learners/index.js';
import { openQuestionCollection } from '../../../../src/features/practice/model.js';
import { formOf, type Page, type Pupil } from '../../../support/classroom.js';

export const WIZARD = 'goals/wizard';

export function draftOf({ room, student }: Pupil): Promise<GoalDraftDocument | null> {
  return room.app.scope.collection(goalDraftCollection).findOne({ _id: profileId(student) });
}

/** What stands in the heading of a page. */
export const headingOf = ({ html }: Page): string => /<h1[^>]*>([^<]*)</.exec(html)?.[1] ?? '';

/** Fields of a right and of a wrong answer to the question of the placement test that is on the page. */
export async function placementAnswers(
  { room }: Pupil,
  page: Page,
): Promise<{ readonly right: RawResponse; readonly wrong: RawResponse }> {
  const { decision = '' } = formOf(page, 'level/answer').hidden;
  const open = await room.app.scope.collection(openQuestionCollection).findOne({ _id: decision });
  assert.ok(open, 'the question on the page is open');
  const { item: id, revision, step: index } = open.current;
  const course = open.current.item.startsWith('sharp') ? 'sharp' : room.catalogue;
  const item = await selectItem(room.app.scope, course, id, { revision });
  const step = item.steps[index];
  assert.ok(step);
  const seed = `${decision}:${step.id}`;
  return { right: rightFields(step.answer, seed), wrong: wrongFields(step.answer, seed) };
}

/** Sends the answer form of the placement test as it stands on the page. */
export function answerLevel(pupil: Pupil, page: Page, fields: RawResponse): Promise<Page> {
  return pupil.post(`${WIZARD}/level/answer`, { ...formOf(page, 'level/answer').hidden, ...fields });
}

/** Right answers without help, enough to know the skill well. */
export function tellMastery({ room, student }: Pupil, ...skills: string[]): Promise<void> {
  const at = room.app.clock();
  const answer = (skill: string): FactDraft => ({
    type: 'answer',
    key: randomUUID(),
    contentId: `${skill}-1`,
    at,
    metrics: {
      ...{ decision: randomUUID(), placement: null, step: 'only', skill, family: null },
      ...{ correct: true, attempt: 1, hints: 0, weight: 1, seconds: 40 },
      item: { discrimination: 1, difficulty: 0 },
      skills: [{ id: skill, prior: 0.25, learn: 0.12, guess: 0.2, slip: 0.1 }],
    },
  });
  return record(
    { room, student },
    skills.flatMap((skill) => Array.from({ length: 8 }, () => answer(skill))),
  );
}

/** Something that the learner said on another page. */
export function tell(pupil: Pupil, said: Pick<FactDraft, 'type' | 'metrics'>): Promise<void> {
  return record(pupil, [{ ...said, key: randomUUID(), contentId: null, at: pupil.room.app.clock() } as FactDraft]);
}

function record({ room, student }: Pick<Pupil, 'room' | 'student'>, drafts: readonly FactDraft[]): Promise<void> {
  return room.app.scope.transaction(async (tx) => {
    for (const draft of drafts) await recordFact(tx, student, draft, { id: randomUUID(), now: room.app.clock() });
  });
}

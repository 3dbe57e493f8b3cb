import type { Scope } from '../../storage/index.js';
import { type AnswerKey, loadCatalogue } from '../catalogue/index.js';
import type { Owner } from '../learners/index.js';
import { attemptCollection, type CurrentQuestion, decisionCollection } from './model.js';
import { selectOptionalOpenQuestion } from './open-questions.js';

/** The question in front of a learner, for somebody who speaks about it. */
export interface QuestionInFront {
  /** The skill that it was chosen for. */
  readonly skill: string;
  /** What every learner sees of the step: its situation and what is asked. */
  readonly text: string;
  /** Keys of the steps that are not over: nobody may give them away. */
  readonly keys: readonly AnswerKey[];
  /** Answers to the step that were wrong. */
  readonly wrong: number;
  /** The wrong idea behind the last answer, in the words of the course. */
  readonly misconception: string | null;
}

/** @returns null when the learner has no such question, or has gone on since */
export async function selectQuestionInFront(
  scope: Scope,
  owner: Owner,
  catalogueId: string,
  decision: string,
): Promise<QuestionInFront | null> {
  const current = await selectCurrent(scope, owner, decision);
  if (!current) return null;
  const catalogue = await loadCatalogue(scope, catalogueId, { revision: current.revision });
  const item = await catalogue.item(scope, current.item);
  const step = item.steps[current.step];
  if (!step) return null;
  const over = current.outcome !== 'open';
  const idea = current.last?.code === 'misconception' ? current.last.values.misconception : undefined;
  return {
    skill: current.skill,
    text: [item.bodyMarkdown, step.promptMarkdown].filter((text) => text !== '').join('\n\n'),
    keys: item.steps.slice(over ? current.step + 1 : current.step).map(({ answer }) => answer),
    wrong: current.outcome === 'right' ? current.tries - 1 : current.tries,
    misconception: idea === undefined ? null : String(idea),
  };
}

async function selectCurrent(scope: Scope, owner: Owner, decision: string): Promise<CurrentQuestion | null> {
  const of = { user_id: owner.userId, course_id: owner.courseId };
  const decided = await scope.collection(decisionCollection).findOne({ _id: decision, ...of });
  if (!decided) return null;
  if (decided.placement_id === null) return (await selectOptionalOpenQuestion(scope, owner, decision))?.current ?? null;
  const attempt = await scope
    .collection(attemptCollection)
    .findOne({ placement_id: decided.placement_id, user_id: owner.userId }, { sort: { number: -1 } });
  return attempt?.current?.decision === decision ? attempt.current : null;
}

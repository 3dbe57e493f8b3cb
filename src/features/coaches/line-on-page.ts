import { AppError } from '../../http/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import type { Owner } from '../learners/index.js';
import { type CoachDependencies, momentOfQuestion, sayMessage, selectOptionalMessage } from './say.js';
import { labelOf } from './view.js';

/** A short word beside a question. */
export interface CoachLine {
  readonly message: string;
  readonly name: string;
  readonly text: string;
  readonly label: string;
}

/** The question on the screen as far as a coach looks at it before anything is read. */
export interface QuestionOnPage {
  readonly decision: string;
  readonly tries: number;
  readonly open: boolean;
  readonly misconception: boolean;
}

/**
 * What a coach says beside a question: after a well-known wrong idea, or when it was tried twice; once for each question,
 * in words of the course, so that nobody waits. A page that is only looked at shows what was said and says nothing new.
 *
 * @returns null where a word would only be in the way
 */
export async function lineBeside(
  deps: CoachDependencies,
  who: Owner & { readonly tenant: string },
  { decision, tries, open, misconception }: QuestionOnPage,
  { fresh, now, locale }: { readonly fresh: boolean; readonly now: Date; readonly locale?: string },
): Promise<CoachLine | null> {
  if (!open || tries === 0) return null;
  const call = momentOfQuestion({ wrong: tries, misconception: misconception ? '' : null });
  if (call !== 'misconception' && call !== 'stuck') return null;
  const scope = deps.storage.scope(who.tenant);
  const before = await selectOptionalMessage(scope, who, { decision });
  if (!before && !fresh) return null;
  const message = before ?? (await speak(deps, who, { decision, locale }, now));
  if (!message) return null;
  const { catalogue_id } = await selectCourse(scope, who.courseId);
  const coach = (await loadCatalogue(scope, catalogue_id ?? '')).coach(message.coach);
  if (!coach) return null;
  const label = labelOf(deps.translator(locale), message.generated);
  return { message: message._id, name: coach.name, text: message.text, label };
}

async function speak(
  deps: CoachDependencies,
  who: Owner & { readonly tenant: string },
  command: { readonly decision: string; readonly locale: string | undefined },
  now: Date,
) {
  try {
    return (await sayMessage(deps, who, { ...command, generate: false }, now)).message;
  } catch (error) {
    // A course without coaches, or a learner who has gone on meanwhile: the page goes on without a word.
    if (error instanceof AppError && error.code === 'not-found') return null;
    throw error;
  }
}

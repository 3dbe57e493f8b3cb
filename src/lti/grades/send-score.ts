import { belowLineItem, type Conversation, type Outcome, SCOPE, type ServiceCalls } from '../services/index.js';
import type { BegunSend, GradeToSend } from './ports.js';
import { buildScore } from './score.js';

const SCORE_TYPE = 'application/vnd.ims.lis.v1.score+json';

/**
 * Posts a score. A grade that Canvas refuses as a new attempt, none being left, is sent as a mere grade.
 *
 * @param leaveBefore  from then on it does not leave any more
 */
export async function sendScore(
  calls: ServiceCalls,
  conversation: Conversation,
  lineItem: string,
  grade: GradeToSend,
  begun: BegunSend,
  leaveBefore: Date,
): Promise<Outcome<null>> {
  const post = (send: BegunSend) =>
    calls.send(conversation, {
      purpose: 'score',
      method: 'POST',
      url: belowLineItem(lineItem, 'scores'),
      scope: SCOPE.score,
      body: { type: SCORE_TYPE, value: buildScore(grade, send) },
      leaveBefore,
    });
  const sent = await post(begun);
  const noAttemptLeft = sent.result === 'dead' && sent.reason === 'attempts-used';
  return noAttemptLeft && begun.newSubmission ? post({ ...begun, newSubmission: false }) : sent;
}

import type { HttpAnswer } from './http-answer.js';
import { dead, type Failure, retry, unanswered } from './outcome.js';
import { retryAfterMs, throttledMs } from './throttling.js';

/** What a call was for: the same status means different things to staff. */
export type Purpose = 'line items' | 'score' | 'results' | 'roster' | 'gradebook';

/** Canvas refuses an older score with 400 and these words (app/controllers/lti/ims/scores_controller.rb). */
const CANVAS_OLDER = /before last updated timestamp/i;
/** Canvas counts every new submission; a learner without attempts left gets none. */
const CANVAS_ATTEMPTS = /maximum number of allowed attempts/i;
/** Troubles that pass by themselves, whatever was asked; null for any other answer. */
export function classifyPassing(answer: HttpAnswer, now: Date): Failure | null {
  const { status, headers } = answer;
  const throttled = throttledMs(answer, now);
  if (throttled !== null) return retry('The LMS asks Attune to send more slowly.', throttled);
  if (status >= 500 || status === 408 || status === 425) {
    // It may come from a gateway that lost patience with an LMS that works on.
    return unanswered(`The LMS has a problem of its own (${status}).`, retryAfterMs(headers, now));
  }
  if (status >= 300 && status < 400) {
    return retry(
      `The LMS pointed Attune to another address (${status}), which it does not follow. If the LMS has moved, register it with its new addresses.`,
    );
  }
  return null;
}

/** What an answer that is no success means. The second 401 comes here; the first one only costs the token. */
export function classify(purpose: Purpose, answer: HttpAnswer, now: Date): Failure {
  const { status, text } = answer;
  const passing = classifyPassing(answer, now);
  if (passing) return passing;
  if (status === 401) {
    return retry(
      `The LMS refused a fresh access token (401). Ask an administrator whether the tool is active and may use the ${SERVICE[purpose]}.`,
    );
  }
  if (purpose === 'score') return scoreRefused(status, text);
  if (status === 409) return retry('The LMS reported a conflict (409).');
  if (purpose === 'roster') return dead(rosterRefused(status));
  if (purpose === 'gradebook') return dead(gradebookRefused(status));
  if (status === 404) return dead(`The LMS does not find the ${WHERE[purpose]} (404). ${LAUNCH_AGAIN}`);
  return dead(`The LMS refused Attune the ${WHERE[purpose]} (${status}). ${ASK_FOR_SERVICES}`);
}

const SERVICE = {
  'line items': 'grade services',
  score: 'grade services',
  results: 'grade services',
  roster: 'names and role service',
  gradebook: 'grade services',
} as const;
const WHERE = { 'line items': 'gradebook columns', results: 'results' } as const;
const SEND_AGAIN = 'Then send the grade again.';
const LAUNCH_AGAIN = `If the course is still running, open the activity in it once, so that Attune learns its addresses anew. ${SEND_AGAIN}`;
const ASK_FOR_SERVICES = `Ask an administrator to allow the tool the grade services. ${SEND_AGAIN}`;

/** Nothing is lost without a roster: people are known by their launches, and the next launch of staff asks again. */
function rosterRefused(status: number): string {
  const again = 'Attune asks again when an instructor opens an activity of the course.';
  if (status === 404) return `The LMS does not find the people of the course, or the course has ended (404). ${again}`;
  return `The LMS refused Attune the people of the course (${status}). Ask an administrator to allow the tool the ${SERVICE.roster}. ${again}`;
}

/** What was read before stays, and so does what students do here. */
function gradebookRefused(status: number): string {
  const again = 'Then press "Read now" on the page about activity in the LMS.';
  if (status === 404) {
    return `The LMS does not find the gradebook of the course, or the course has ended (404). Open the activity in it once. ${again}`;
  }
  return `The LMS refused Attune its gradebook (${status}). Ask an administrator to allow the tool to read grades. ${again}`;
}

function scoreRefused(status: number, text: string): Failure {
  if (status === 409 || (status === 400 && CANVAS_OLDER.test(text))) return { result: 'superseded' };
  if (status === 422 && CANVAS_ATTEMPTS.test(text)) {
    return {
      result: 'dead',
      reason: 'attempts-used',
      problem: `The learner has no attempts left in the LMS (422). Allow more attempts there. ${SEND_AGAIN}`,
    };
  }
  if (status === 400) {
    return dead(
      `The LMS did not take the grade (400), mostly because the learner has left the course or is no student of it. Check the enrolment. ${SEND_AGAIN}`,
    );
  }
  if (status === 422) {
    return dead(
      `The LMS says that this is no student of the course (422). For a test student that is right and nothing is to be done; else check the enrolment. ${SEND_AGAIN}`,
    );
  }
  if (status === 403) return dead(`Attune may not write to this gradebook column (403). ${ASK_FOR_SERVICES}`);
  if (status === 404) return dead(`The gradebook column is gone, or the course has ended (404). ${LAUNCH_AGAIN}`);
  return dead(`The LMS refused the grade (${status}). Ask its administrator what that means. ${SEND_AGAIN}`);
}

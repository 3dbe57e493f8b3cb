import type { Modality } from '../facts.js';
import type { Projection, Session, Shown } from '../projection.js';
import { dayOf, latest, own, put } from './records.js';

/** A gap longer than this ends a session. */
const SESSION_GAP_MS = 30 * 60_000;
const SESSIONS = 30;
const WEEKS = 26;
const DAY_MS = 86_400_000;

type Behaviour = Projection['behavioral_metrics'];

interface Work {
  readonly seconds: number;
  readonly answers?: number;
  readonly correct?: number;
}

/** The learner was here at this time, and perhaps worked so long. */
export function foldWork(behaviour: Behaviour, at: Date, work: Work): void {
  foldTime(behaviour, at, work);
  const { seconds, answers = 0, correct = 0 } = work;
  const near = ({ started_at, last_at }: Session) =>
    at.getTime() >= started_at.getTime() - SESSION_GAP_MS && at.getTime() <= last_at.getTime() + SESSION_GAP_MS;
  const { sessions } = behaviour;
  const index = sessions.findLastIndex(near);
  const open = sessions[index];
  if (!open) {
    behaviour.session_count += 1;
    const after = sessions.findLastIndex(({ started_at }) => started_at <= at);
    const session = { started_at: at, last_at: at, answers, correct, seconds };
    behaviour.sessions = sessions.toSpliced(after + 1, 0, session).slice(-SESSIONS);
    return;
  }
  behaviour.sessions = sessions.with(index, {
    started_at: at < open.started_at ? at : open.started_at,
    last_at: latest(open.last_at, at),
    answers: open.answers + answers,
    correct: open.correct + correct,
    seconds: open.seconds + seconds,
  });
}

/** Time of work, here or elsewhere, in the hour of the week in which it ended, and in its week. */
export function foldTime(behaviour: Behaviour, at: Date, { seconds, answers = 0, correct = 0 }: Work): void {
  if (seconds === 0 && answers === 0) return;
  const weekday = (at.getUTCDay() + 6) % 7;
  const key = `${weekday}-${at.getUTCHours()}`;
  behaviour.hours[key] = (behaviour.hours[key] ?? 0) + seconds;
  const week = dayOf(new Date(at.getTime() - weekday * DAY_MS));
  const { weeks } = behaviour;
  const index = weeks.findLastIndex((each) => each.week <= week);
  const before = weeks[index];
  const same = before?.week === week;
  const next = {
    week,
    answers: (same ? before.answers : 0) + answers,
    correct: (same ? before.correct : 0) + correct,
    seconds: (same ? before.seconds : 0) + seconds,
  };
  behaviour.weeks = (same ? weeks.with(index, next) : weeks.toSpliced(index + 1, 0, next)).slice(-WEEKS);
}

export function foldShown({ learning_style: { shown } }: Projection, modality: Modality, more: Shown): void {
  const { opened, completed, seconds } = shown[modality] ?? { opened: 0, completed: 0, seconds: 0 };
  shown[modality] = {
    opened: opened + more.opened,
    completed: completed + more.completed,
    seconds: seconds + more.seconds,
  };
}

export function foldCompletion({ completion }: Behaviour, kind: string, what: 'started' | 'completed'): void {
  const before = own(completion, kind) ?? { started: 0, completed: 0 };
  put(completion, kind, { ...before, [what]: before[what] + 1 });
}

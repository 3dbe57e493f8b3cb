import type { Modality } from '../facts.js';
import type { Projection, Session, Shown } from '../projection.js';
import { latest, own, put } from './records.js';

/** A gap longer than this ends a session. */
const SESSION_GAP_MS = 30 * 60_000;
const SESSIONS = 30;

type Behaviour = Projection['behavioral_metrics'];

interface Work {
  readonly seconds: number;
  readonly answers?: number;
  readonly correct?: number;
}

/** The learner was here at this time, and perhaps worked so long. */
export function foldWork(behaviour: Behaviour, at: Date, { seconds, answers = 0, correct = 0 }: Work): void {
  foldHour(behaviour, at, seconds);
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

/** Time of work, here or elsewhere, in the hour of the week in which it ended. */
export function foldHour({ hours }: Behaviour, at: Date, seconds: number): void {
  if (seconds === 0) return;
  const key = `${(at.getUTCDay() + 6) % 7}-${at.getUTCHours()}`;
  hours[key] = (hours[key] ?? 0) + seconds;
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

import type { Request } from 'express';
import { z } from 'zod';
import { gradableStudents, linkById, personBySub } from './directory.js';
import { type Reply, refuse, type ServiceObserver } from './endpoint.js';
import { resultId } from './results.js';
import { type CourseCall, hasType, type ServiceParts, whyNot } from './service-calls.js';
import { serviceUrls } from './service-urls.js';
import type { Grade, LineItem, Person } from './state.js';
import { CANVAS_SUBMISSION, MEDIA } from './vocabulary.js';

const FUTURE_TOLERANCE_MS = 60_000;

const scoreSchema = z.object({
  userId: z.string().min(1).max(255),
  timestamp: z.iso.datetime({ offset: true }),
  activityProgress: z.enum(['Initialized', 'Started', 'InProgress', 'Submitted', 'Completed']),
  gradingProgress: z.enum(['FullyGraded', 'Pending', 'PendingManual', 'Failed', 'NotReady']),
  scoreGiven: z.number().min(0).optional(),
  scoreMaximum: z.number().positive().optional(),
  comment: z.string().optional(),
  submission: z
    .object({
      startedAt: z.iso.datetime({ offset: true }).optional(),
      submittedAt: z.iso.datetime({ offset: true }).optional(),
    })
    .optional(),
  [CANVAS_SUBMISSION]: z
    .object({
      new_submission: z.boolean().default(true),
      preserve_score: z.boolean().default(false),
      prioritize_non_tool_grade: z.boolean().default(false),
      submission_type: z.string().optional(),
      submitted_at: z.iso.datetime({ offset: true }).optional(),
    })
    .optional(),
});

type Score = z.infer<typeof scoreSchema>;

/** Takes a score by the rules of the platform that the campus stands in for. */
export function postScore(
  parts: ServiceParts,
  call: CourseCall & { item: LineItem },
  taken: (score: ScoreTaken) => void,
): Reply {
  if (!hasType(call.request, MEDIA.score)) return refuse(415, `send ${MEDIA.score}`);
  const parsed = scoreSchema.safeParse(call.request.body);
  if (!parsed.success) return refuse(400, whyNot(parsed.error));
  const take = parts.switches().flavour === 'canvas' ? canvasScore : moodleScore;
  const reply = take(parts, call, parsed.data);
  if (reply.status === 200) taken({ itemId: call.item.id, body: parsed.data, request: call.request });
  return reply;
}

/**
 * Moodle (mod/lti gradebookservices): who cannot be graded is 400; a timestamp that is not later in whole seconds is
 * 409; anything but FullyGraded takes an earlier score away; more than the maximum is cut to it.
 */
function moodleScore(parts: ServiceParts, call: CourseCall & { item: LineItem }, score: Score): Reply {
  if (score.scoreGiven !== undefined && score.scoreMaximum === undefined) {
    return refuse(400, 'scoreGiven needs scoreMaximum');
  }
  const student = gradable(parts, call, score.userId);
  if (!student) return refuse(400, 'this user cannot be graded in this course');
  const earlier = gradeOf(parts, call.item, student);
  if (earlier && wholeSeconds(earlier.timestamp) >= wholeSeconds(score.timestamp)) {
    return refuse(409, 'a grade of this second or later is already here');
  }
  const given = score.gradingProgress === 'FullyGraded' ? rescaled(score, call.item) : null;
  store(parts, call.item, student, score, {
    score: given === null ? null : Math.min(given, call.item.scoreMaximum),
    attempts: 1,
  });
  return { status: 200 };
}

/**
 * Canvas (lti/ims/scores_controller): who is no student is 422; an older timestamp is 400, an equal one is taken;
 * only FullyGraded and PendingManual set a score; every score is a new submission unless it says otherwise.
 */
function canvasScore(parts: ServiceParts, call: CourseCall & { item: LineItem }, score: Score): Reply {
  if (score.scoreGiven !== undefined && score.scoreMaximum === undefined) {
    return refuse(422, 'scoreGiven needs scoreMaximum');
  }
  const student = gradable(parts, call, score.userId);
  if (!student) return refuse(422, 'the user is not a student of this course');
  const extension = score[CANVAS_SUBMISSION];
  const submittedAt = extension?.submitted_at ?? score.submission?.submittedAt;
  if (submittedAt && Date.parse(submittedAt) > parts.clock().getTime() + FUTURE_TOLERANCE_MS) {
    return refuse(400, 'the submission is in the future');
  }
  const earlier = gradeOf(parts, call.item, student);
  if (earlier && Date.parse(earlier.timestamp) > Date.parse(score.timestamp)) {
    return refuse(400, 'Provided timestamp of a score is before last updated timestamp');
  }
  const submits = extension?.new_submission !== false && extension?.submission_type !== 'none';
  const attempts = (earlier?.attempts ?? 0) + (submits ? 1 : 0);
  const allowed = linkById(parts.state, call.item.linkId ?? undefined)?.allowedAttempts ?? null;
  if (submits && allowed !== null && attempts > allowed)
    return refuse(422, 'The maximum number of allowed attempts has been reached for this submission');

  const counts = score.gradingProgress === 'FullyGraded' || score.gradingProgress === 'PendingManual';
  const teacherFirst = earlier?.by === 'teacher' && extension?.prioritize_non_tool_grade === true;
  if (teacherFirst) {
    earlier.attempts = attempts;
    parts.save();
  } else {
    const kept = extension?.preserve_score === true ? (earlier?.score ?? null) : null;
    store(parts, call.item, student, score, { score: (counts ? rescaled(score, call.item) : null) ?? kept, attempts });
  }
  const urls = serviceUrls(parts.settings.origin, call.course.id, 'canvas');
  return { status: 200, body: { resultUrl: resultId(urls.results(call.item.id), student.sub) } };
}

function gradable(parts: ServiceParts, { course }: CourseCall, userId: string): Person | undefined {
  const person = personBySub(parts.state, userId);
  return gradableStudents(parts.state, course).find(({ id }) => id === person?.id);
}

function gradeOf(parts: ServiceParts, item: LineItem, person: Person): Grade | undefined {
  return parts.state.grades.find((grade) => grade.itemId === item.id && grade.personId === person.id);
}

function wholeSeconds(timestamp: string): number {
  return Math.floor(Date.parse(timestamp) / 1000);
}

/** The score on the scale of the column; null when none was given. */
function rescaled({ scoreGiven, scoreMaximum }: Score, item: LineItem): number | null {
  if (scoreGiven === undefined || scoreMaximum === undefined) return null;
  return (scoreGiven / scoreMaximum) * item.scoreMaximum;
}

function store(
  parts: ServiceParts,
  item: LineItem,
  person: Person,
  score: Score,
  outcome: Pick<Grade, 'score' | 'attempts'>,
): void {
  putGrade(parts, {
    itemId: item.id,
    personId: person.id,
    ...outcome,
    comment: score.comment ?? null,
    by: 'tool',
    timestamp: score.timestamp,
    updatedAt: parts.clock().toISOString(),
    activityProgress: score.activityProgress,
    gradingProgress: score.gradingProgress,
  });
}

export interface ManualGrade {
  readonly item: LineItem;
  readonly person: Person;
  readonly score: number;
  readonly comment: string | null;
}

/** A teacher's own grade: it counts from now, so what the tool worked out earlier no longer replaces it. */
export function gradeByHand(
  parts: Pick<ServiceParts, 'state' | 'save' | 'clock'>,
  { item, person, score, comment }: ManualGrade,
): void {
  const now = parts.clock().toISOString();
  const earlier = parts.state.grades.find(({ itemId, personId }) => itemId === item.id && personId === person.id);
  putGrade(parts, {
    itemId: item.id,
    personId: person.id,
    score,
    comment,
    by: 'teacher',
    timestamp: now,
    updatedAt: now,
    activityProgress: earlier?.activityProgress ?? null,
    gradingProgress: 'FullyGraded',
    attempts: earlier?.attempts ?? 0,
  });
}

function putGrade({ state, save }: Pick<ServiceParts, 'state' | 'save'>, grade: Grade): void {
  state.grades = state.grades.filter((old) => old.itemId !== grade.itemId || old.personId !== grade.personId);
  state.grades.push(grade);
  save();
}

/** One score that arrived, whatever became of it. */
export interface ScoreReceived {
  readonly at: Date;
  readonly courseId: string;
  readonly itemId: string;
  readonly body: unknown;
  /** The timestamp that the score carried, as it was written. */
  readonly timestamp: string | undefined;
  /** What the tool was told; status 0 when the connection was closed instead. */
  readonly result: { readonly status: number; readonly body: unknown };
}

/** One score that changed the gradebook, whatever the tool was told about it. */
export interface ScoreTaken {
  readonly itemId: string;
  readonly body: Score;
  /** How it came; a proxy may have it taken twice. */
  readonly request: Request;
}

export interface ScoreLog {
  readonly entries: ScoreReceived[];
  readonly taken: ScoreTaken[];
  readonly observe: ServiceObserver;
}

export function createScoreLog(clock: () => Date): ScoreLog {
  const entries: ScoreReceived[] = [];
  const taken: ScoreTaken[] = [];
  const stamped = z.object({ timestamp: z.string() });
  return {
    entries,
    taken,
    observe(request: Request, { status, body }) {
      entries.push({
        at: clock(),
        courseId: String(request.params.courseId),
        itemId: String(request.params.itemId),
        body: request.body,
        timestamp: stamped.safeParse(request.body).data?.timestamp,
        result: { status, body },
      });
    },
  };
}

import { notFound } from '../../http/index.js';
import { recordAudit, type Scope, type Storage } from '../../storage/index.js';
import { loadCatalogue } from '../catalogue/index.js';
import {
  type CourseDocument,
  leaseLineItem,
  listPlacements,
  type PlacementDocument,
  placementTitle,
  rememberLineItem,
  selectCourse,
  selectPlacement,
} from '../courses/index.js';
import { recordFact, selectLearner } from '../learners/index.js';
import { type GradeDocument, gradeCollection } from './model.js';

/** A grade on its way to the LMS, with all that is needed to deliver it. */
export interface GradeToSend {
  readonly gradeId: string;
  readonly placementId: string;
  readonly platform: { readonly issuer: string; readonly clientId: string };
  readonly deploymentId: string;
  readonly sub: string;
  readonly scoreMaximum: number;
  readonly label: string;
  readonly resourceId: string;
  readonly tag: string;
  readonly resourceLinkId: string;
  readonly formerResourceLinkIds: readonly string[];
  readonly columnsOfOthers: readonly string[];
  readonly services: { readonly lineItems: string | null; readonly lineItem: string | null; readonly scopes: string[] };
  readonly family: 'canvas' | 'moodle' | 'other';
}

const SCORE_MAXIMUM = 100;
const TAG = 'attune-practice';

interface Dependencies {
  readonly storage: Storage;
  readonly newId: () => string;
}

interface LeftNote {
  readonly revision: number;
  readonly from: Date | null;
  readonly to: Date | null;
}

interface Settled {
  readonly revision: number;
  readonly outcome: 'accepted' | 'superseded';
  /** What the gradebook holds now; null when nobody knows. */
  readonly earned: number | null;
  readonly at: Date;
}

/** What the grade delivery reads and writes here; the shape that src/lti/grades asks for. */
export function createGradebook({ storage, newId }: Dependencies) {
  return {
    /** The newest state of a grade; null when there is nothing to send or nobody to send it for. */
    async select(tenant: string, grade: string): Promise<GradeToSend | null> {
      const scope = storage.scope(tenant);
      const stored = await scope.collection(gradeCollection).findOne({ _id: grade });
      if (!stored?.intended) return null;
      // An answer that came between claim and send went out with it; its own turn finds nothing left to send.
      if (stored.earned?.revision === stored.intended.revision) return null;
      const learner = await selectLearner(scope, stored.user_id);
      if (learner.synthetic) return null;
      const placement = await selectPlacement(scope, stored.placement_id);
      if (!placement.services) return null;
      const course = await selectCourse(scope, stored.course_id);
      return {
        gradeId: grade,
        placementId: placement._id,
        platform: { issuer: course.issuer, clientId: placement.services.client_id },
        deploymentId: placement.services.deployment_id,
        sub: learner.sub,
        scoreMaximum: SCORE_MAXIMUM,
        label: await labelOf(scope, placement, course),
        resourceId: placement.resource_id,
        tag: TAG,
        resourceLinkId: placement.resource_link_id,
        ...(await tracesOfColumn(scope, course, placement)),
        services: {
          lineItems: placement.services.line_items,
          lineItem: placement.line_item,
          scopes: placement.services.scopes,
        },
        family: placement.services.family,
      };
    },

    /**
     * Fixes score and timestamp of a send before it leaves. A repeat of the same revision keeps its timestamp; a new one
     * is at least a whole second later, since an LMS may compare whole seconds, and never before its event. Null when
     * another delivery has settled it since it was selected.
     */
    async beginSend(tenant: string, grade: string, now: Date) {
      return storage.scope(tenant).transaction(async (tx) => {
        const stored = await selectGrade(tx.collection(gradeCollection).findOne({ _id: grade }));
        const { intended, sending, earned } = stored;
        if (!intended) throw notFound('no grade to send');
        if (earned?.revision === intended.revision) return null;
        const work = workBehind(stored, intended);
        if (sending?.revision === intended.revision) {
          return { ...work, ...begun({ ...sending, ...formerScores(stored) }, true) };
        }
        const { revision, score, attempt, changed_at } = intended;
        const timestamp = laterThan(sending?.timestamp, changed_at);
        const before = scoresBefore(stored, attempt);
        // A score in doubt that left before is not forgotten because a newer one begins.
        const doubted = before.unanswered.length > 0 ? sending?.left_at : undefined;
        const left_at = doubted === undefined ? now : doubted;
        const next = { revision, score, timestamp, attempt, ...before, left_at };
        await tx.collection(gradeCollection).updateOne({ _id: grade }, { $set: { sending: next } });
        return { ...work, ...begun(next, false) };
      });
    },

    /** When a score left that may make an attempt; false where another delivery has noted something else since. */
    async noteLeft(tenant: string, grade: string, { revision, from, to }: LeftNote): Promise<boolean> {
      const asSeen = { _id: grade, 'sending.revision': revision, 'sending.left_at': from };
      const grades = storage.scope(tenant).collection(gradeCollection);
      return (await grades.updateOne(asSeen, { $set: { 'sending.left_at': to } })) > 0;
    },

    /** A new timestamp for the same send, when the LMS took the old one for a past that was not newer than ours. */
    async renewSend(tenant: string, grade: string, revision: number, now: Date): Promise<void> {
      await storage.scope(tenant).transaction(async (tx) => {
        const { sending } = await selectGrade(tx.collection(gradeCollection).findOne({ _id: grade }));
        if (sending?.revision !== revision) return;
        const timestamp = laterThan(sending.timestamp, now);
        await tx.collection(gradeCollection).updateOne({ _id: grade }, { $set: { 'sending.timestamp': timestamp } });
      });
    },

    /** The LMS has it, or keeps something of its own. Kept with the grade, and as a fact in the learner's ledger. */
    async settle(tenant: string, grade: string, { revision, outcome, earned: held, at }: Settled): Promise<void> {
      await storage.scope(tenant).transaction(async (tx) => {
        const stored = await selectGrade(tx.collection(gradeCollection).findOne({ _id: grade }));
        if (stored.sending?.revision !== revision) return;
        const { score, attempt } = stored.sending;
        const superseded = outcome === 'superseded';
        const known = stored.earned?.attempt ?? null;
        const earned = superseded
          ? { score: held, revision, at, superseded, attempt: known }
          : { score, revision, at, superseded, attempt };
        await tx.collection(gradeCollection).updateOne({ _id: grade }, { $set: { earned } });
        const details = { grade, revision };
        const action = superseded ? 'grade-superseded' : 'grade-accepted';
        await recordAudit(tx, { action, actor: 'system', details }, { id: newId(), now: at });
        if (superseded) return;
        await recordFact(
          tx,
          { userId: stored.user_id, courseId: stored.course_id },
          {
            type: 'grade-delivered',
            key: `grade:${stored.placement_id}:${revision}`,
            contentId: stored.placement_id,
            metrics: { placement: stored.placement_id, score },
            at,
          },
          { id: newId(), now: at },
        );
      });
    },

    leaseLineItem(tenant: string, placementId: string, now: Date, leaseMs: number): Promise<boolean> {
      return leaseLineItem(storage.scope(tenant), placementId, now, leaseMs);
    },

    async rememberLineItem(tenant: string, placementId: string, url: string): Promise<void> {
      await rememberLineItem(storage.scope(tenant), placementId, url);
    },
  };
}

export type Gradebook = ReturnType<typeof createGradebook>;

async function selectGrade(found: Promise<GradeDocument | null>): Promise<GradeDocument> {
  const grade = await found;
  if (!grade) throw notFound('no such grade');
  return grade;
}

/** Read with the score that it is said of, so that the two belong together. */
function workBehind({ earned }: GradeDocument, intended: NonNullable<GradeDocument['intended']>) {
  return {
    activityProgress: intended.completed ? ('Completed' as const) : ('InProgress' as const),
    startedAt: intended.started_at,
    submittedAt: intended.submitted_at,
    /** A new attempt in the LMS, not one more answer of the same one. */
    newSubmission: earned?.attempt !== intended.attempt,
  };
}

/** By what a copied column is told from that of another link; nothing is looked up once the column is known. */
async function tracesOfColumn(
  scope: Scope,
  course: CourseDocument,
  placement: PlacementDocument,
): Promise<Pick<GradeToSend, 'formerResourceLinkIds' | 'columnsOfOthers'>> {
  if (placement.line_item !== null) return { formerResourceLinkIds: [], columnsOfOthers: [] };
  const others = (await listPlacements(scope, course._id)).filter(({ _id }) => _id !== placement._id);
  // In a course that is no copy, and for a link that is still there, the link was copied within its course.
  const copied = (course.former_contexts ?? []).length > 0;
  const living = new Set(others.map(({ resource_link_id }) => resource_link_id));
  return {
    formerResourceLinkIds: copied ? (placement.former_links ?? []).filter((link) => !living.has(link)) : [],
    columnsOfOthers: others.flatMap(({ line_item }) => line_item ?? []),
  };
}

type Sending = NonNullable<GradeDocument['sending']>;
type Send = Sending & Required<Pick<Sending, 'earlier' | 'unanswered'>>;
type FormerScores = Pick<Send, 'earlier' | 'unanswered'>;

/** What the gradebook may hold from before the send that left last. One of an older version of Attune did not note it. */
function formerScores({ sending, earned }: GradeDocument): FormerScores {
  const taken = earned && !earned.superseded && earned.score !== null ? [earned.score] : [];
  return { earlier: sending?.earlier ?? taken, unanswered: sending?.unanswered ?? [] };
}

function begun({ revision, score, timestamp, earlier, unanswered, left_at }: Send, repeated: boolean) {
  return {
    ...{ revision, score, timestamp, repeated, earlierScores: earlier, leftAt: left_at ?? null },
    unanswered: repeated ? [...unanswered, score] : unanswered,
  };
}

/** So many scores that left and were not answered are kept; an LMS that is away for long takes none of them. */
const MOST_UNANSWERED = 100;

/** What the gradebook may hold when the next revision leaves. What it took replaced all that left before. */
function scoresBefore(grade: GradeDocument, attempt: number): FormerScores {
  const { sending, earned } = grade;
  if (!sending) return { earlier: [], unanswered: [] };
  if (earned?.revision === sending.revision && !earned.superseded) return { earlier: [sending.score], unanswered: [] };
  const former = formerScores(grade);
  const [taken = sending.score, ...since] = new Set([...former.earlier, sending.score]);
  // Also when a teacher's grade stopped it in the end: a try before that may have arrived.
  const unanswered = [...former.unanswered, sending.score];
  return {
    earlier: [taken, ...since.slice(-MOST_UNANSWERED)],
    unanswered: sending.attempt === attempt ? unanswered.slice(-MOST_UNANSWERED) : [],
  };
}

const SECOND = 1_000;

/** Not before `earliest`, and in a later whole second than the last one. */
function laterThan(last: Date | undefined, earliest: Date): Date {
  const next = last ? (Math.floor(last.getTime() / SECOND) + 1) * SECOND : 0;
  return new Date(Math.max(earliest.getTime(), next));
}

/** A column's name is never blank; the title of a link may be. */
async function labelOf(scope: Scope, placement: PlacementDocument, { catalogue_id }: CourseDocument): Promise<string> {
  if (catalogue_id === null) return placement.title;
  return placementTitle(placement, await loadCatalogue(scope, catalogue_id));
}

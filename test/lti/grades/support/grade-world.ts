import { generateKeyPairSync } from 'node:crypto';
import { pino } from 'pino';
import type { Delivery } from '../../../../src/jobs/index.js';
import {
  createGradeService,
  type GradeBook,
  type GradeService,
  type GradeToSend,
  type WorkToReport,
} from '../../../../src/lti/grades/index.js';
import {
  createLmsServices,
  type LmsServicesDependencies,
  type PlatformKeys,
} from '../../../../src/lti/services/index.js';
import { AgsServer, RIGHTS } from './ags-server.js';

export const keyPair = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A registry with this one platform, at home at these origins. */
export function registryOf(lms: AgsServer, origins: readonly string[]): PlatformKeys {
  return {
    findByIssuerAndClient: async (issuer, clientId) => ({
      ...{ id: 'platform-1', issuer, clientId, origins, active: true },
      tokenUrl: lms.tokenUrl,
      tokenAudience: lms.tokenUrl,
    }),
    signingKey: async () => ({ kid: 'key-1', key: keyPair.privateKey }),
  };
}

const START = Date.parse('2026-11-23T09:00:00.250Z');
const TENANT = 'greenfield';

export type Settled = Parameters<GradeBook['settle']>[2];

/** A grade book in memory that keeps the promises of the port. */
export class MemoryGradeBook implements GradeBook {
  readonly grades = new Map<string, GradeToSend>();
  readonly #work = new Map<string, WorkToReport>();
  readonly settled: Settled[] = [];
  readonly remembered: string[] = [];
  readonly #columns = new Map<string, string>();
  readonly #state = new Map<
    string,
    {
      revision: number;
      score: number;
      begun: number;
      timestamp: number;
      sent: number[];
      unanswered: number[];
      left: number | null;
      settled: number | null;
    }
  >();
  readonly #leases = new Map<string, number>();

  put(grade: GradeToSend, score: number, work: WorkToReport): void {
    this.#work.set(grade.gradeId, work);
    const state = this.#state.get(grade.gradeId) ?? {
      ...{ revision: 0, begun: 0, timestamp: 0, sent: [], unanswered: [], left: 0, settled: null },
    };
    this.grades.set(grade.gradeId, grade);
    this.#state.set(grade.gradeId, { ...state, score, revision: state.revision + 1 });
  }

  async select(_tenant: string, gradeId: string): Promise<GradeToSend | null> {
    const grade = this.grades.get(gradeId);
    if (!grade) return null;
    const lineItem = grade.services.lineItem ?? this.#columns.get(grade.placementId) ?? null;
    return { ...grade, services: { ...grade.services, lineItem } };
  }

  async beginSend(_tenant: string, gradeId: string, now: Date) {
    const [state, work] = [this.#state.get(gradeId), this.#work.get(gradeId)];
    if (!state || !work) throw new Error('no such grade');
    const { revision, score, begun, timestamp, sent } = state;
    if (state.settled === revision) return null;
    const repeated = begun === revision;
    const fixed = repeated ? timestamp : Math.max(now.getTime(), timestamp + 1000);
    const earlierScores = repeated ? sent.slice(0, -1) : sent;
    const { unanswered } = state;
    const left = unanswered.length > 0 ? state.left : now.getTime();
    this.#state.set(gradeId, {
      ...state,
      begun: revision,
      timestamp: fixed,
      sent: [...earlierScores, score],
      unanswered: repeated ? unanswered : [...unanswered, score],
      left,
    });
    return {
      ...{ ...work, revision, score, timestamp: new Date(fixed), repeated, earlierScores, unanswered },
      leftAt: left === null ? null : new Date(left),
    };
  }

  async noteLeft(_tenant: string, gradeId: string, { revision, from, to }: Parameters<GradeBook['noteLeft']>[2]) {
    const state = this.#state.get(gradeId);
    if (state?.begun !== revision || state.left !== (from?.getTime() ?? null)) return false;
    this.#state.set(gradeId, { ...state, left: to?.getTime() ?? null });
    return true;
  }

  async renewSend(_tenant: string, gradeId: string, revision: number, now: Date): Promise<void> {
    const state = this.#state.get(gradeId);
    if (state?.begun !== revision) return;
    this.#state.set(gradeId, { ...state, timestamp: Math.max(now.getTime(), state.timestamp + 1000) });
  }

  async settle(_tenant: string, gradeId: string, settled: Settled): Promise<void> {
    this.settled.push(settled);
    const state = this.#state.get(gradeId);
    if (state?.begun !== settled.revision) return;
    const unanswered = settled.outcome === 'accepted' ? [] : state.unanswered;
    this.#state.set(gradeId, { ...state, unanswered, settled: settled.revision });
  }

  async rememberLineItem(_tenant: string, placementId: string, url: string): Promise<void> {
    this.remembered.push(url);
    this.#columns.set(placementId, url);
  }

  async leaseLineItem(_tenant: string, placementId: string, now: Date, leaseMs: number): Promise<boolean> {
    if ((this.#leases.get(placementId) ?? 0) > now.getTime()) return false;
    this.#leases.set(placementId, now.getTime() + leaseMs);
    return true;
  }
}

/** What a grade has, or says, otherwise than by default. */
export type GradeChange = Partial<GradeToSend & WorkToReport>;

/** What a world has otherwise than by default. */
type WorldOptions = Partial<Pick<LmsServicesDependencies, 'keys' | 'limits' | 'fetch'>> & {
  readonly deliveryMs?: number;
};

/** An LMS, a grade book and the grade client between them, on a clock that a test moves. */
export class GradeWorld {
  readonly book = new MemoryGradeBook();
  readonly logged: string[] = [];
  /** Where the platform is at home, and what may be called by http. */
  readonly home: string[] = [];
  readonly listed: string[] = [];
  readonly service: GradeService;
  #now = START;
  #ids = 0;

  private constructor(
    readonly lms: AgsServer,
    private readonly clockOf: { now: () => number },
    private readonly options: WorldOptions,
  ) {
    clockOf.now = () => this.#now;
    for (const origins of [this.home, this.listed]) origins.push(lms.origin);
    this.service = this.newProcess();
  }

  static async start(options: WorldOptions = {}): Promise<GradeWorld> {
    const clock = { now: () => START };
    const lms = await new AgsServer(keyPair.publicKey, () => new Date(clock.now())).listen();
    return new GradeWorld(lms, clock, options);
  }

  /** Another process with the same grade book. */
  newProcess(differs: WorldOptions = {}): GradeService {
    const write = (line: string) => void this.logged.push(line);
    const clock = () => new Date(this.clockOf.now());
    const { deliveryMs, keys = registryOf(this.lms, this.home), ...options } = { ...this.options, ...differs };
    const calls = createLmsServices({
      keys,
      config: { insecurePlatformOrigins: this.listed },
      version: '0.1.0',
      clock,
      newId: () => `id-${++this.#ids}`,
      ...options,
    });
    const log = pino({ level: 'debug' }, { write });
    return createGradeService({
      keys,
      calls,
      book: this.book,
      clock,
      log,
      ...(deliveryMs !== undefined && { deliveryMs }),
    });
  }

  now(): Date {
    return new Date(this.#now);
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** A learner's grade on the one placement of this world; a second call for the same learner is a new revision. */
  grade(score: number, change: GradeChange = {}): GradeToSend {
    const { activityProgress, startedAt, submittedAt, newSubmission, ...rest } = change;
    const sub = change.sub ?? 'learner-1';
    const grade: GradeToSend = {
      gradeId: `grade of ${sub}`,
      placementId: 'placement-1',
      platform: { issuer: 'https://lms.example', clientId: 'attune-client' },
      deploymentId: '1',
      sub,
      scoreMaximum: 100,
      label: 'Pot odds practice',
      resourceId: 'attune-placement-1',
      tag: 'grade',
      resourceLinkId: '41',
      formerResourceLinkIds: [],
      columnsOfOthers: [],
      services: { lineItems: this.lms.lineItems, lineItem: null, scopes: Object.values(RIGHTS) },
      family: 'moodle',
      ...rest,
    };
    this.book.put(grade, score, {
      activityProgress: activityProgress ?? 'InProgress',
      startedAt: startedAt === undefined ? new Date('2026-11-23T08:30:00.000Z') : startedAt,
      submittedAt: submittedAt === undefined ? new Date('2026-11-23T08:59:30.125Z') : submittedAt,
      newSubmission: newSubmission ?? true,
    });
    return grade;
  }

  /** A grade whose column the launch named. */
  coupled(score: number, change: GradeChange = {}) {
    const column = this.lms.columns[0] ?? this.lms.addColumn({ resourceLinkId: '41' });
    const services = { lineItems: this.lms.lineItems, lineItem: column.id, scopes: Object.values(RIGHTS) };
    return { column, grade: this.grade(score, { services, ...change }) };
  }

  deliver(grade: GradeToSend, service = this.service): Promise<Delivery> {
    const now = this.now();
    return service.deliver({
      _id: grade.gradeId,
      tenant: TENANT,
      kind: 'grade',
      subject: { gradeId: grade.gradeId },
      revision: 1,
      state: 'pending',
      attempts: 1,
      due_at: now,
      lease: null,
      problem: null,
      created_at: now,
      updated_at: now,
    });
  }

  readEarned(grade: GradeToSend) {
    return this.service.readEarned(TENANT, grade.gradeId);
  }
}

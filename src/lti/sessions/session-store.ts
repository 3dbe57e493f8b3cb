import { Schema } from 'mongoose';
import { AppError, type Principal, type Role } from '../../http/index.js';
import { defineCollection, type Owned, type Storage } from '../../storage/index.js';
import { hashes, hashOf, type Randomness } from '../randomness.js';
import { readToken, writeToken } from './session-token.js';

/** One launch of one person into one course. The secret that opens it is kept as a hash only. */
interface SessionDocument extends Owned {
  secret_hash: string;
  user_id: string;
  /** Who launched, where that is somebody else: a preview belongs to a learner who does not exist. */
  opened_by?: string;
  /** The session that the launch gave, where this one was opened from it. */
  launch?: string;
  course_id: string;
  placement_id: string | null;
  deployment: string;
  role: Role;
  institution_admin: boolean;
  synthetic: boolean;
  locale: string;
  platform_origin: string;
  created_at: Date;
  expires_at: Date;
  /** When it was used last, to a tenth of what it may rest; absent in one of an older version of Attune. */
  seen_at?: Date;
  return_url?: string | null;
  in_window?: boolean;
  /** Only where it is so. */
  consent_due?: boolean;
}

const sessionsCollection = defineCollection<SessionDocument>(
  'sessions',
  new Schema({
    _id: { type: String, required: true },
    tenant: { type: String, required: true },
    secret_hash: String,
    user_id: String,
    opened_by: String,
    launch: String,
    course_id: String,
    placement_id: String,
    deployment: String,
    role: String,
    institution_admin: Boolean,
    synthetic: Boolean,
    locale: String,
    platform_origin: String,
    created_at: Date,
    expires_at: Date,
    seen_at: Date,
    return_url: String,
    in_window: Boolean,
    consent_due: Boolean,
  }),
);

/** What a new session is for. A preview gives a synthetic learner here, under the deployment of the launch it is from. */
export interface SessionSpec {
  readonly tenant: string;
  readonly userId: string;
  readonly courseId: string;
  readonly placementId: string | null;
  /** The id of our record of the deployment; when it is revoked, the session ends. */
  readonly deployment: string;
  readonly role: Role;
  readonly institutionAdmin: boolean;
  readonly synthetic: boolean;
  readonly locale: string;
  readonly platformOrigin: string;
  /** Where the LMS wants people to go when they are done; null when it does not say. */
  readonly returnUrl: string | null;
  /** It was opened in a window of its own, not in a frame of the course. */
  readonly inWindow: boolean;
  /** At the launch the learner had not yet said whether what is known of them may be used. */
  readonly consentDue?: boolean;
}

const SEEN_STEPS = 10;

/** From least to most. */
const RANK: Readonly<Record<Role, number>> = { guest: 0, observer: 1, learner: 2, staff: 3 };

export interface OpenSession extends SessionSpec {
  readonly sessionId: string;
  readonly token: string;
  readonly expiresAt: Date;
}

export interface SessionStoreParts {
  readonly storage: Storage;
  readonly randomness: Randomness;
  readonly clock: () => Date;
  /** How long a session lasts, in minutes. */
  readonly minutes: number;
  /** How long nobody may use it, in minutes. */
  readonly idleMinutes: number;
}

export class SessionStore {
  constructor(private readonly parts: SessionStoreParts) {}

  async createSession(spec: SessionSpec): Promise<OpenSession> {
    const { randomness, clock, minutes } = this.parts;
    const [sessionId, secret, now] = [randomness.id(), randomness.secret(), clock()];
    const expiresAt = new Date(now.getTime() + minutes * 60_000);
    await this.#sessions(spec.tenant).append({
      _id: sessionId,
      secret_hash: hashOf(secret),
      user_id: spec.userId,
      course_id: spec.courseId,
      placement_id: spec.placementId,
      deployment: spec.deployment,
      role: spec.role,
      institution_admin: spec.institutionAdmin,
      synthetic: spec.synthetic,
      locale: spec.locale,
      platform_origin: spec.platformOrigin,
      created_at: now,
      expires_at: expiresAt,
      seen_at: now,
      return_url: spec.returnUrl,
      in_window: spec.inWindow,
      ...(spec.consentDue && { consent_due: true }),
    });
    return { ...spec, sessionId, expiresAt, token: writeToken({ tenant: spec.tenant, sessionId, secret }) };
  }

  /** Whose session this token opens now; null when it is none of ours, wrong, or over. */
  async open(token: unknown): Promise<Omit<Principal, 'proof'> | null> {
    const read = readToken(token);
    if (!read) return null;
    const { tenant, sessionId, secret } = read;
    const found = await this.#sessions(tenant).findOne({ _id: sessionId });
    if (!found || !hashes(secret, found.secret_hash) || !(await this.#isAlive(found))) return null;
    return {
      sessionId,
      token: writeToken(read),
      tenant,
      userId: found.user_id,
      courseId: found.course_id,
      placementId: found.placement_id,
      role: found.role,
      institutionAdmin: found.institution_admin,
      synthetic: found.synthetic,
      locale: found.locale,
      platformOrigin: found.platform_origin,
      returnUrl: found.return_url ?? null,
      inWindow: found.in_window ?? false,
      consentDue: found.consent_due ?? false,
    };
  }

  /**
   * A session of the same launch for somebody else (a preview) or somewhere else (another link of the course). It ends
   * when the one that it comes from would.
   */
  async deriveSession(from: Principal, changes: Partial<Principal>): Promise<Principal> {
    const found = await this.#sessions(from.tenant).findOne({ _id: from.sessionId });
    if (!found) throw new AppError('sign-in-needed', 'errors.session-ended');
    const [sessionId, secret] = [this.parts.randomness.id(), this.parts.randomness.secret()];
    const next = { ...from, ...changes, tenant: from.tenant };
    const opener = found.opened_by ?? found.user_id;
    await this.#sessions(from.tenant).insert({
      ...found,
      _id: sessionId,
      secret_hash: hashOf(secret),
      user_id: next.userId,
      ...(opener !== next.userId && { opened_by: opener }),
      launch: found.launch ?? from.sessionId,
      course_id: next.courseId,
      placement_id: next.placementId,
      role: next.role,
      institution_admin: next.institutionAdmin,
      synthetic: next.synthetic,
      created_at: this.parts.clock(),
      seen_at: this.parts.clock(),
    });
    return { ...next, sessionId, token: writeToken({ tenant: from.tenant, sessionId, secret }) };
  }

  /** Ends the sessions of a person in a course that may do more than the LMS says now, and the previews they opened. */
  async endHigher(
    now: Pick<SessionSpec, 'tenant' | 'userId' | 'courseId' | 'role' | 'institutionAdmin'>,
  ): Promise<void> {
    const higher = (Object.keys(RANK) as Role[]).filter((role) => RANK[role] > RANK[now.role]);
    const tooMuch: object[] = [{ role: { $in: higher } }];
    if (!now.institutionAdmin) tooMuch.push({ institution_admin: true });
    const whose: object[] = [{ user_id: now.userId, $or: tooMuch }];
    if (now.role !== 'staff') whose.push({ opened_by: now.userId });
    const sessions = this.#sessions(now.tenant);
    const filter = { course_id: now.courseId, $or: whose };
    // Hardly anybody has one, and to look costs less than to delete nothing.
    if (await sessions.has(filter)) await sessions.deleteMany(filter);
  }

  /** Ends all sessions of the launch that this one is of: its person is done, and its other pages lie in the history. */
  async end({ tenant, sessionId }: Pick<Principal, 'tenant' | 'sessionId'>): Promise<void> {
    const sessions = this.#sessions(tenant);
    const launch = (await sessions.findOne({ _id: sessionId }))?.launch ?? sessionId;
    await sessions.deleteMany({ $or: [{ _id: launch }, { launch }] });
  }

  /** Lets a session go on in another language. */
  async speak({ tenant, sessionId }: Pick<Principal, 'tenant' | 'sessionId'>, locale: string): Promise<void> {
    await this.#sessions(tenant).updateOne({ _id: sessionId }, { $set: { locale } });
  }

  /** The sessions of a person in a course as they may be told themselves: no secret, and nothing that opens one. */
  async *told({
    tenant,
    userId,
    courseId,
  }: Pick<SessionSpec, 'tenant' | 'userId' | 'courseId'>): AsyncGenerator<object> {
    const filter = { user_id: userId, course_id: courseId };
    for await (const found of this.#sessions(tenant).stream(filter, { sort: { created_at: 1 } })) {
      const { role, locale, placement_id, created_at, expires_at, seen_at = null } = found;
      yield { role, locale, placement_id, created_at, expires_at, seen_at };
    }
  }

  /** Whether a session is neither over nor forgotten; being asked keeps it alive. */
  async #isAlive(found: SessionDocument): Promise<boolean> {
    const now = this.parts.clock();
    const idleMs = this.parts.idleMinutes * 60_000;
    // An older version of Attune did not note when a session was used: its rest begins now.
    const rested = found.seen_at ? now.getTime() - found.seen_at.getTime() : 0;
    if (found.expires_at <= now || rested >= idleMs) return false;
    // Not at every click: this tells whether somebody is there, not what they do.
    if (found.seen_at && rested < idleMs / SEEN_STEPS) return true;
    await this.#sessions(found.tenant).updateOne({ _id: found._id }, { $set: { seen_at: now } });
    return true;
  }

  #sessions(tenant: string) {
    return this.parts.storage.scope(tenant).collection(sessionsCollection);
  }
}

/** Ends every session that came through a deployment. */
export async function endSessionsOfDeployment(storage: Storage, tenant: string, deployment: string): Promise<void> {
  await storage.scope(tenant).collection(sessionsCollection).deleteMany({ deployment });
}

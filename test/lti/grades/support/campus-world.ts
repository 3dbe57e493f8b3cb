import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { type Campus, createCampus } from '../../../../demo/campus/campus.js';
import { serviceUrls } from '../../../../demo/campus/service-urls.js';
import type { Grade } from '../../../../demo/campus/state.js';
import { gradeScopes } from '../../../../demo/campus/switches.js';
import type { Delivery } from '../../../../src/jobs/index.js';
import { createGradeService, type GradeService, type GradeToSend } from '../../../../src/lti/grades/index.js';
import { createLmsServices, type PlatformKeys } from '../../../../src/lti/services/index.js';
import { type GradeChange, MemoryGradeBook } from './grade-world.js';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEYS = JSON.stringify({
  keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'key-1', alg: 'RS256', use: 'sig' }],
});
const TOOL = 'http://localhost:3000';
const TENANT = 'riverside';

/** The id that we give the column. */
export const RESOURCE_ID = 'attune-outs';

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** The campus on loopback with the grade client before it, and a link "Outs" that an instructor made by hand. */
export class CampusWorld {
  readonly book = new MemoryGradeBook();
  readonly service: GradeService;
  #now: number;
  #ids = 0;

  private constructor(
    readonly campus: Campus,
    private readonly keySet: Server,
    private readonly time: { now: number },
  ) {
    this.#now = time.now;
    const { tokenUrl } = campus.endpoints;
    const keys: PlatformKeys = {
      findByIssuerAndClient: async (issuer, clientId) => ({
        ...{ id: 'campus', issuer, clientId, tokenUrl, tokenAudience: tokenUrl, active: true },
        origins: [campus.issuer],
      }),
      signingKey: async () => ({ kid: 'key-1', key: privateKey }),
    };
    const clock = () => this.now();
    const config = { insecurePlatformOrigins: [campus.issuer] };
    const calls = createLmsServices({ keys, config, version: '0.1.0', clock, newId: () => `id-${++this.#ids}` });
    this.service = createGradeService({ keys, calls, book: this.book, clock, log: pino({ level: 'silent' }) });
  }

  static async start(): Promise<CampusWorld> {
    const keySet = createServer((_request, response) =>
      response.setHeader('content-type', 'application/json').end(KEYS),
    );
    const jwksUrl = `http://127.0.0.1:${await listen(keySet)}/keys`;
    const probe = createServer();
    const port = await listen(probe);
    await close(probe);
    const time = { now: Date.parse('2026-11-23T10:00:00.400Z') };
    const campus = await createCampus({
      origin: `http://127.0.0.1:${port}`,
      tool: { origin: TOOL, loginUrl: `${TOOL}/lti/login`, launchUrl: `${TOOL}/lti/launch`, jwksUrl },
      clientId: 'attune-client',
      deploymentIds: ['1'],
      clock: () => new Date(time.now),
      seed: 'grades',
    });
    await campus.listen(port, '127.0.0.1');
    return new CampusWorld(campus, keySet, time);
  }

  now(): Date {
    return new Date(this.#now);
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    this.time.now = this.#now;
  }

  get courseId(): string {
    return this.campus.state.courses[0]?.id ?? '';
  }

  subOf(person: string): string {
    const found = this.campus.state.people.find(({ id }) => id === person);
    if (!found) throw new RangeError(`nobody here is called ${person}`);
    return found.sub;
  }

  /** Somebody's grade on the link: Mia's, when nobody else is named. It has no column yet. */
  grade(score: number, change: GradeChange & { readonly person?: string } = {}): GradeToSend {
    const { campus } = this;
    const { person = 'mia', activityProgress, startedAt, submittedAt, newSubmission, ...changes } = change;
    const { flavour } = campus.state.switches;
    const link =
      campus.state.links.find(({ title }) => title === 'Outs') ??
      campus.addLink({ courseId: this.courseId, title: 'Outs', url: `${TOOL}/lti/launch` });
    const grade: GradeToSend = {
      gradeId: `grade of ${person}`,
      placementId: 'placement-1',
      platform: { issuer: campus.issuer, clientId: 'attune-client' },
      deploymentId: '1',
      sub: this.subOf(person),
      scoreMaximum: 100,
      label: link.title,
      resourceId: RESOURCE_ID,
      tag: 'grade',
      resourceLinkId: link.id,
      formerResourceLinkIds: [],
      columnsOfOthers: [],
      services: {
        lineItems: serviceUrls(campus.issuer, this.courseId, flavour).lineItems,
        lineItem: null,
        scopes: gradeScopes(campus.state.switches),
      },
      family: flavour,
      ...changes,
    };
    this.book.put(grade, score, {
      activityProgress: activityProgress ?? 'InProgress',
      startedAt: startedAt ?? null,
      submittedAt: submittedAt === undefined ? this.now() : submittedAt,
      newSubmission: newSubmission ?? true,
    });
    return grade;
  }

  deliver({ gradeId }: GradeToSend): Promise<Delivery> {
    const now = this.now();
    return this.service.deliver({
      _id: gradeId,
      tenant: TENANT,
      kind: 'grade',
      subject: { gradeId },
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

  readEarned({ gradeId }: GradeToSend) {
    return this.service.readEarned(TENANT, gradeId);
  }

  /** What the gradebook of the campus holds for somebody in our column. */
  cellOf(person = 'mia'): Grade | null {
    const { items, rows } = this.campus.gradebook(this.courseId);
    const column = items.findIndex(({ resourceId }) => resourceId === RESOURCE_ID);
    return rows.find((row) => row.person.id === person)?.cells[column]?.grade ?? null;
  }

  async close(): Promise<void> {
    await this.campus.close();
    await close(this.keySet);
  }
}

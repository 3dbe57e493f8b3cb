import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { type Campus, createCampus } from '../../../demo/campus/campus.js';
import { serviceUrls } from '../../../demo/campus/service-urls.js';
import { gradeScopes } from '../../../demo/campus/switches.js';
import { createGradeService, type GradeService, type GradeToSend } from '../../../src/lti/grades/index.js';
import { createLmsServices, type PlatformKeys } from '../../../src/lti/services/index.js';
import { MemoryGradeBook } from './support/grade-world.js';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEYS = JSON.stringify({
  keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'key-1', alg: 'RS256', use: 'sig' }],
});
const START = new Date('2026-11-23T10:00:00.400Z');

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

describe('grades in the gradebook of the campus', () => {
  let keySet: Server;
  let campus: Campus;
  let book: MemoryGradeBook;
  let service: GradeService;
  let ids = 0;

  beforeEach(async () => {
    keySet = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(KEYS));
    const jwksUrl = `http://127.0.0.1:${await listen(keySet)}/keys`;
    const probe = createServer();
    const port = await listen(probe);
    await new Promise((resolve) => probe.close(resolve));
    const origin = `http://127.0.0.1:${port}`;
    const tool = 'http://localhost:3000';
    campus = await createCampus({
      origin,
      tool: { origin: tool, loginUrl: `${tool}/lti/login`, launchUrl: `${tool}/lti/launch`, jwksUrl },
      clientId: 'attune-client',
      deploymentIds: ['1'],
      clock: () => START,
      seed: 'grades',
    });
    await campus.listen(port, '127.0.0.1');
    book = new MemoryGradeBook();
    const { tokenUrl } = campus.endpoints;
    const keys: PlatformKeys = {
      findByIssuerAndClient: async (issuer, clientId) => ({
        id: 'campus',
        issuer,
        clientId,
        tokenUrl,
        tokenAudience: tokenUrl,
        origins: [origin],
        active: true,
      }),
      signingKey: async () => ({ kid: 'key-1', key: privateKey }),
    };
    const clock = () => START;
    const config = { insecurePlatformOrigins: [origin] };
    const calls = createLmsServices({ keys, config, version: '0.1.0', clock, newId: () => `id-${++ids}` });
    service = createGradeService({ keys, calls, book, clock, log: pino({ level: 'silent' }) });
  });

  afterEach(async () => {
    await campus.close();
    keySet.closeAllConnections();
    await new Promise((resolve) => keySet.close(resolve));
  });

  const courseId = () => campus.state.courses[0]?.id ?? '';

  /** Mia's grade on a link that the instructor made by hand: it has no column yet. */
  function gradeOfMia(score: number, change: Partial<GradeToSend> = {}): GradeToSend {
    const { flavour } = campus.state.switches;
    const link =
      campus.state.links.find(({ title }) => title === 'Outs') ??
      campus.addLink({ courseId: courseId(), title: 'Outs', url: 'http://localhost:3000/lti/launch' });
    const grade: GradeToSend = {
      gradeId: 'grade-1',
      placementId: 'placement-1',
      platform: { issuer: campus.issuer, clientId: 'attune-client' },
      deploymentId: '1',
      sub: campus.state.people.find(({ id }) => id === 'mia')?.sub ?? '',
      scoreMaximum: 100,
      activityProgress: 'InProgress',
      startedAt: null,
      submittedAt: START,
      label: link.title,
      resourceId: 'attune-outs',
      tag: 'grade',
      resourceLinkId: link.id,
      formerResourceLinkIds: [],
      columnsOfOthers: [],
      services: {
        lineItems: serviceUrls(campus.issuer, courseId(), flavour).lineItems,
        lineItem: null,
        scopes: gradeScopes(campus.state.switches),
      },
      family: flavour,
      newSubmission: true,
      ...change,
    };
    book.put(grade, score);
    return grade;
  }

  const deliver = () =>
    service.deliver({
      _id: 'grade-1',
      tenant: 'riverside',
      kind: 'grade',
      subject: { gradeId: 'grade-1' },
      revision: 1,
      state: 'pending',
      attempts: 1,
      due_at: START,
      lease: null,
      problem: null,
      created_at: START,
      updated_at: START,
    });

  const cellOfMia = () => {
    const { items, rows } = campus.gradebook(courseId());
    const column = items.findIndex(({ resourceId }) => resourceId === 'attune-outs');
    return rows.find(({ person }) => person.id === 'mia')?.cells[column]?.grade;
  };

  for (const flavour of ['moodle', 'canvas'] as const) {
    describe(`as ${flavour} keeps them`, () => {
      beforeEach(() => campus.setSwitch('flavour', flavour));

      it('arrive in a column that is made for them, and are read back', async () => {
        gradeOfMia(0.875);
        assert.deepEqual(await deliver(), { result: 'delivered' });
        assert.equal(cellOfMia()?.score, 87.5);
        assert.equal(campus.state.lineItems.filter(({ resourceId }) => resourceId === 'attune-outs').length, 1);
        const earned = await service.readEarned('riverside', 'grade-1');
        assert.equal(earned.result === 'ok' ? earned.value?.score : undefined, 0.875);
      });

      it('arrive once when the connection broke after the first try', async () => {
        gradeOfMia(0.5);
        campus.faults.add({ at: 'scores', kind: 'drop-after' });
        assert.equal((await deliver()).result, 'retry');
        assert.deepEqual(await deliver(), { result: 'delivered' });
        assert.equal(cellOfMia()?.score, 50);
        assert.equal(cellOfMia()?.attempts, 1);
        assert.deepEqual(
          book.settled.map(({ outcome }) => outcome),
          ['accepted'],
        );
      });

      it('arrive although all tokens were ended', async () => {
        gradeOfMia(0.5);
        await deliver();
        campus.revokeAccessTokens();
        gradeOfMia(0.75, { newSubmission: false });
        assert.deepEqual(await deliver(), { result: 'delivered' });
        assert.equal(cellOfMia()?.score, 75);
      });

      it('wait as long as the campus asks', async () => {
        gradeOfMia(0.5);
        campus.faults.add({ at: 'scores', kind: 'status', status: 429, retryAfter: 7 });
        const delivery = await deliver();
        assert.equal(delivery.result === 'retry' ? delivery.afterMs : undefined, 7_000);
      });

      it('of somebody who is no student are given up with a reason', async () => {
        gradeOfMia(0.5, { sub: campus.state.people.find(({ id }) => id === 'instructor')?.sub ?? '' });
        const delivery = await deliver();
        assert.equal(delivery.result, 'dead');
        assert.match(delivery.result === 'dead' ? delivery.problem : '', /heck the enrolment/);
      });
    });
  }

  it('that a proxy sends twice are known as our own', async () => {
    gradeOfMia(0.5);
    campus.faults.add({ at: 'scores', kind: 'twice' });
    assert.deepEqual(await deliver(), { result: 'delivered' });
    assert.equal(book.settled[0]?.outcome, 'accepted');
  });

  it('are not sent where the campus lends columns for reading only and there is none', async () => {
    campus.setSwitch('gradeService', 'scores');
    gradeOfMia(0.5);
    assert.equal((await deliver()).result, 'dead');
  });
});

import assert from 'node:assert/strict';
import {
  AdministrationError,
  addPlatform,
  approveDeployment,
  disablePlatform,
  enablePlatform,
  listDeployments,
  listPlatforms,
  MOST_PENDING,
  PlatformExists,
  removePlatform,
  revokeDeployment,
} from '../../../src/lti/index.js';
import { CLAIM } from '../../../src/lti/launch/claims.js';
import { assertRefused, TestBrowser } from '../support/browser.js';
import { FakePlatform } from '../support/fake-platform.js';
import { LtiApp } from '../support/lti-app.js';

describe('the administration of platforms', () => {
  let platform: FakePlatform;
  let tool: LtiApp;
  let browser: TestBrowser;

  before(async () => {
    platform = await FakePlatform.start();
    tool = await LtiApp.start(platform);
    browser = new TestBrowser(tool, platform);
  });
  beforeEach(() => tool.reset());
  after(async () => {
    await tool.close();
    await platform.stop();
  });

  const from = (deployment: string) => browser.launch({ [CLAIM.deploymentId]: deployment });

  it('adds a platform that works at once, with its deployments in its institution', async () => {
    const added = await tool.connect(platform, { deployments: ['deployment-1', 'deployment-2'] });
    assert.equal(added.platform.active, true);
    assert.deepEqual(
      added.deployments.map(({ deployment_id, tenant, status }) => [deployment_id, tenant, status]),
      [
        ['deployment-1', 'fake-campus', 'approved'],
        ['deployment-2', 'fake-campus', 'approved'],
      ],
    );
    assert.deepEqual([...tool.institutions], [['fake-campus', 'Fake Campus']]);
    assert.equal((await from('deployment-2')).status, 303);
    const [listed] = await listPlatforms(tool.administration);
    assert.deepEqual(listed, added.platform);
  });

  it('names the platform after its host and the institution after its name, unless told', async () => {
    const order = { ...platform.order, name: undefined, institution: undefined };
    const { platform: added } = await addPlatform(tool.administration, order);
    assert.equal(added.name, new URL(platform.origin).host);
    assert.match(added.institution, /^127-0-0-1-\d+$/);
    const second = { ...platform.order, clientId: 'c2', name: ' École Nº 1 — Süd ', institution: undefined };
    assert.equal((await addPlatform(tool.administration, second)).platform.institution, 'ecole-no-1-sud');
  });

  it('says of each field what is wrong with it', async () => {
    const order = {
      issuer: 'http://lms.example',
      clientId: '',
      authUrl: 'http://lms.example/auth',
      tokenUrl: 'https://127.0.0.1/token',
      jwksUrl: 'nowhere',
      deployments: ['a b'],
      institution: 'Not A Slug',
      frameOrigins: ['*'],
    };
    await assert.rejects(addPlatform(tool.administration, order), (error: unknown) => {
      assert.ok(error instanceof AdministrationError);
      const named = error.message.split('\n').map((line) => line.split(':')[0]);
      const all = [
        'issuer',
        'clientId',
        'authUrl',
        'tokenUrl',
        'jwksUrl',
        'deployments.0',
        'institution',
        'frameOrigins.0',
      ];
      assert.deepEqual([...new Set(named)].sort(), all.sort());
      return true;
    });
    assert.deepEqual(await listPlatforms(tool.administration), []);
  });

  it('does not add a platform twice', async () => {
    await tool.connect(platform);
    await assert.rejects(tool.connect(platform, { jwksUrl: `${platform.origin}/other` }), PlatformExists);
    const [kept] = await listPlatforms(tool.administration);
    assert.equal(kept?.jwksUrl, `${platform.origin}/jwks`);
  });

  it('lets an unknown deployment wait, and nothing but that is stored', async () => {
    await tool.connect(platform);
    const answer = await from('deployment-9');
    await assertRefused(tool, answer, 403, 'deployment-pending');
    assert.match(answer.text, /Waiting for approval/);
    assert.equal(tool.received.length, 0);
    assert.equal(await tool.count('sessions'), 0);
    const [waiting, ...others] = await listDeployments(tool.administration, { status: 'pending' });
    assert.deepEqual([waiting?.deployment_id, waiting?.tenant, others.length], ['deployment-9', null, 0]);

    await approveDeployment(tool.administration, waiting?._id ?? '');
    assert.equal((await from('deployment-9')).status, 303);
    assert.equal(tool.received[0]?.tenant, 'fake-campus');
  });

  it('approves into another institution when told, and never moves what was approved', async () => {
    await tool.connect(platform);
    await from('deployment-9');
    const [waiting] = await listDeployments(tool.administration, { status: 'pending' });
    const id = waiting?._id ?? '';
    assert.equal((await approveDeployment(tool.administration, id, 'other-school')).tenant, 'other-school');
    assert.ok(tool.institutions.has('other-school'));
    await from('deployment-9');
    assert.equal(tool.received[0]?.tenant, 'other-school');
    await assert.rejects(approveDeployment(tool.administration, id, 'third-school'), AdministrationError);
    await assert.rejects(approveDeployment(tool.administration, 'no-such'), AdministrationError);
    await assert.rejects(approveDeployment(tool.administration, id, 'No Slug'), AdministrationError);
  });

  it('lets only so many wait', async () => {
    const { platform: added } = await tool.connect(platform);
    const seen = Array.from({ length: MOST_PENDING }, (_, index) => tool.deployments.seen(added, `wait-${index}`));
    await Promise.all(seen);
    await assertRefused(tool, await from('one-more'), 403, 'deployment-pending');
    assert.equal((await listDeployments(tool.administration, { status: 'pending' })).length, MOST_PENDING);
    await assertRefused(tool, await from('wait-3'), 403, 'deployment-pending');
  });

  it('puts a deployment down once when many launch from it at once', async () => {
    const { platform: added } = await tool.connect(platform);
    const seen = await Promise.all(Array.from({ length: 10 }, () => tool.deployments.seen(added, 'new')));
    assert.equal(new Set(seen.map((deployment) => deployment?._id)).size, 1);
  });

  it('revokes a deployment with its sessions, and can approve it again', async () => {
    await tool.connect(platform, { deployments: ['deployment-1', 'deployment-2'] });
    await from('deployment-1');
    await from('deployment-2');
    const [first] = await listDeployments(tool.administration);
    await revokeDeployment(tool.administration, first?._id ?? '');
    assert.equal(await tool.count('sessions'), 1);
    await assertRefused(tool, await from('deployment-1'), 403, 'deployment-revoked');
    await approveDeployment(tool.administration, first?._id ?? '');
    assert.equal((await from('deployment-1')).status, 303);
    await assert.rejects(revokeDeployment(tool.administration, 'no-such'), AdministrationError);
  });

  it('closes a platform with its sessions, and opens it again', async () => {
    const { platform: added } = await tool.connect(platform);
    await from('deployment-1');
    await disablePlatform(tool.administration, added.id);
    assert.equal(await tool.count('sessions'), 0);
    await assert.rejects(browser.login(), /This connection is closed/);
    await enablePlatform(tool.administration, added.id);
    assert.equal((await from('deployment-1')).status, 303);
    await assert.rejects(disablePlatform(tool.administration, 'no-such'), AdministrationError);
  });

  it('removes a platform with its deployments, sessions and keys', async () => {
    const { platform: added } = await tool.connect(platform);
    await from('deployment-1');
    await removePlatform(tool.administration, added.id);
    for (const collection of [
      'ltijs_platforms',
      'ltijs_platform_statuses',
      'ltijs_public_keys',
      'ltijs_private_keys',
      'deployments',
      'sessions',
    ]) {
      assert.equal(await tool.count(collection), 0, collection);
    }
    await assert.rejects(browser.login(), /Your school is not connected yet/);
  });
});

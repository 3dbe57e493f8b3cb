import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../support/services.js';

/** Each with the reason why it looks across institutions. */
const ALLOWED = {
  'src/features/institutions/institutions.ts': 'the list of institutions itself',
  'src/lti/login/login-states.ts': 'a login begins before anybody knows whose it is',
  'src/lti/refusals/refusal-log.ts': 'a refused launch belongs to nobody',
  'src/lti/registration/deployments.ts': 'the deployment decides about the institution',
  'src/lti/registration/mongo-database.ts': 'one LMS may serve several institutions',
};

/** Those that hold a model or the connection without the door above. */
const BELOW = ['src/storage/changes.ts', 'src/storage/outbox.ts', 'src/storage/scope.ts', 'src/storage/storage.ts'];

function sources(): { path: string; text: string }[] {
  return readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ path: `src/${name}`, text: readFileSync(join(projectRoot, 'src', name), 'utf8') }));
}

const filesWith = (pattern: RegExp): string[] =>
  sources()
    .filter(({ text }) => pattern.test(text))
    .map(({ path }) => path)
    .sort();

describe('the doors past the institution', () => {
  it('are used by the files that may, and by no other', () => {
    assert.deepEqual(filesWith(/\.everywhere\s*\(/), Object.keys(ALLOWED).sort());
  });

  it('are not gone around by making a model on the connection', () => {
    assert.deepEqual(filesWith(/\.on\((this\.)?connection\)/), BELOW);
    assert.deepEqual(filesWith(/connection\.(collection|model)\s*[(<]/), ['src/storage/collection.ts']);
    assert.deepEqual(filesWith(/\bmongoose\.model\b|\bconnection\.db\b.*\.collection\(/), []);
  });
});

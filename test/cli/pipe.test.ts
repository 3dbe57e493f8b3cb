import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectRoot } from '../support/services.js';

describe('attune in a pipe', function () {
  this.timeout(30_000);

  it('ends in peace when its reader has seen enough', async () => {
    const child = spawn(process.execPath, ['bin/attune.mjs', 'config', 'example'], { cwd: projectRoot });
    let complaints = '';
    child.stderr.on('data', (part) => {
      complaints += part;
    });
    // Closed before the first line, as `head` does when it is quicker.
    child.stdout.destroy();
    const [code] = await once(child, 'close');
    assert.doesNotMatch(complaints, /EPIPE/);
    assert.equal(code, 0);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adaptiveTests } from '../ability/adaptive-tests.js';
import { girthPeer, heldOutRows, junyi, medical, ONE_PARAMETER, sat12 } from '../ability/held-out.js';
import { lsat7, recovery } from '../ability/recovery.js';
import type { Row, Suite } from '../measure.js';

/** Calibration, prediction and adaptive tests beside girth and catsim. */
export const ability: Suite = {
  name: 'ability',
  about: 'item calibration, held-out answers and adaptive tests, beside girth and catsim',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'attune-bench-'));
    try {
      const parts: readonly (() => Promise<Row[]>)[] = [
        lsat7,
        () => recovery(folder),
        async () => heldOutRows('SAT12', 0.845, await sat12(), girthPeer(folder)),
        () => adaptiveTests(folder),
        async () => heldOutRows('medical', 0.82, await medical(), girthPeer(folder)),
        async () => heldOutRows('junyi', 0.83, await junyi(), ONE_PARAMETER),
      ];
      const rows: Row[] = [];
      for (const part of parts) {
        const found = await part();
        for (const row of found) console.error(`${row.name}: ${row.metric} ${row.ours}, ${row.peerName} ${row.peer}`);
        rows.push(...found);
      }
      return rows;
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

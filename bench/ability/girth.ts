import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { AnswerTable } from '../../src/engine/ability/answers.js';
import { runPeer } from '../peers.js';

export const GIRTH = 'girth 0.8.0 twopl_mml';

const girthSchema = z.object({
  discrimination: z.array(z.number()),
  difficulty: z.array(z.number()),
  chance: z.array(z.number()),
  seconds: z.number(),
});

/** Items calibrated by girth on `train`, and its chances of the answers of `test`. */
export async function girth(
  folder: string,
  train: AnswerTable,
  test?: AnswerTable,
): Promise<z.infer<typeof girthSchema>> {
  const file = join(folder, 'cells.json');
  const lists = ({ learner, item, score }: AnswerTable) => ({
    learner: [...learner],
    item: [...item],
    score: [...score],
  });
  const held = test ? lists(test) : { learner: [], item: [] };
  const { learners, items } = train;
  writeFileSync(file, JSON.stringify({ learners, items, train: lists(train), test: held, tries: 1 }));
  return await runPeer('main', 'girth_cells.py', [file], girthSchema);
}

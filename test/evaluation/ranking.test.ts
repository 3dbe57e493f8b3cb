import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate } from '../../src/evaluation/index.js';
import { lineReader } from '../../src/evaluation/lines.js';
import { readLists, readRatings } from '../../src/evaluation/questions/ranking-data.js';
import { groupedLists } from '../engine/ranking/collaborative/cases.js';

describe('evaluate ranking', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'attune-ranking-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const lists = (train: string, test: string) => ({ train: file('train.txt', train), test: file('test.txt', test) });
  const read = (train: string, test: string) => readLists(lineReader('refuse'), lists(train, test));
  const ask = (format: string, files: object) =>
    evaluate('ranking', { format, seed: 1, malformed: 'refuse', ...files });

  it('foretells held-out items of learners with a taste', async () => {
    const all = groupedLists(90, 30, 3, 'evaluate');
    const files = lists(
      all.map((items, user) => `${user} ${items.slice(0, -1).join(' ')}`).join('\n'),
      all.map((items, user) => `${user} ${items.at(-1)}`).join('\n'),
    );
    const { metrics, rows, protocol } = await ask('lists-txt', files);
    assert.equal(rows, 90);
    assert.ok((metrics['hr@10'] ?? 0) > 0.6, `${metrics['hr@10']}`);
    assert.equal(metrics['hr@10'], metrics['recall@10']);
    assert.doesNotMatch(protocol, /set aside/);
    const again = await ask('lists-txt', files);
    assert.equal(again.metrics['ndcg@10'], metrics['ndcg@10']);
  });

  it('sets aside the last number of the lines when it is the answer without its last digit', async () => {
    const data = await read('1 20 30 25\n2 30 40 13\n3 20 30 40', '1 254\n2 132\n3 77\n');
    assert.equal(data.cut, 2);
    const names = data.histories.map((items) => items.map((item) => data.names[item]));
    assert.deepEqual(names, [
      [20, 30],
      [30, 40],
      [20, 30],
    ]);
  });

  it('leaves the lines whole when that is chance', async () => {
    const data = await read('1 20 30 25\n2 30 40 50\n3 20 30 40', '1 254\n2 132\n3 77\n4 8');
    assert.equal(data.cut, 0);
    assert.deepEqual(
      data.histories.map((items) => items.length),
      [3, 3, 3, 0],
    );
    assert.deepEqual(
      data.chosen.map((items) => items.size),
      [1, 1, 1, 1],
    );
  });

  it('joins the lines of one user', async () => {
    const data = await read('1 2 3\n1 4', '1 5');
    assert.deepEqual(
      data.histories.map((items) => items.map((item) => data.names[item])),
      [[2, 3, 4]],
    );
  });

  it('names the line that cannot be read', async () => {
    await assert.rejects(read('1 2\n2', '1 5'), /train.txt, line 2: a list must hold a user and at least one item/);
    await assert.rejects(read('1 2\n2 x', '1 5'), /line 2: item must be a number, not "x"/);
    await assert.rejects(read('1 -2', '1 5'), /line 1: item must not be negative/);
    await assert.rejects(read('', '1 5'), /train.txt holds no list/);
    await assert.rejects(read('1 2', ''), /test.txt holds no list/);
  });

  it('holds out the latest rating of each user', async () => {
    const ratings = 'userId,movieId,rating,timestamp\n1,10,4.0,30\n1,11,1.0,20\n1,12,5.0,30\n2,10,3,1\n';
    const data = await readRatings(lineReader('refuse'), file('ratings.csv', ratings));
    assert.deepEqual(
      data.histories.map((items) => items.map((item) => data.names[item])),
      [[11, 10], [10]],
    );
    assert.deepEqual(
      data.chosen.map((items) => [...items].map((item) => data.names[item])),
      [[12], []],
    );
  });

  it('answers for ratings, and refuses a header or a file without rows', async () => {
    const rows = groupedLists(40, 20, 2, 'ratings').flatMap((items, user) =>
      items.map((item, time) => `${time},${item},${user},3`),
    );
    const data = file('rows.csv', ['timestamp,item,user,rating', ...rows].join('\n'));
    const { metrics, rows: asked } = await ask('ratings-csv', { data });
    assert.equal(asked, 40);
    assert.ok((metrics['ndcg@10'] ?? 0) > 0.2);
    await assert.rejects(ask('ratings-csv', { data: file('a.csv', 'a,b\n1,2') }), /line 1: the header must name/);
    await assert.rejects(ask('ratings-csv', { data: file('b.csv', 'user,item,rating,time\n') }), /holds no rating/);
    await assert.rejects(
      ask('ratings-csv', { data: file('c.csv', 'user,item,rating,time\n1,2,3,4\n') }),
      /nobody with/,
    );
    await assert.rejects(
      ask('ratings-csv', { data: file('d.csv', 'user,item,rating,time\n1,2,x,4\n') }),
      /line 2: rating must be a number/,
    );
  });
});

import { dropIndex } from './lib/collections.js';

const COLLECTION = 'free_runs';
const INDEX = 'one_open_run_of_a_learner';

/** Two tabs could begin two free runs of one learner. Of such doubles the newest goes on; from now on there are none. */
export async function up(db) {
  const runs = db.collection(COLLECTION);
  const doubles = await runs
    .aggregate([
      { $match: { state: 'open' } },
      { $sort: { started_at: -1, _id: 1 } },
      { $group: { _id: { t: '$tenant', u: '$user_id', c: '$course_id' }, runs: { $push: '$_id' } } },
      { $match: { 'runs.1': { $exists: true } } },
    ])
    .toArray();
  const older = doubles.flatMap(({ runs: [_newest, ...others] }) => others);
  await runs.updateMany({ _id: { $in: older } }, [
    { $set: { state: 'finished', ended: null, decision: null, finished_at: '$updated_at' } },
  ]);
  await runs.createIndexes([
    {
      name: INDEX,
      key: { tenant: 1, user_id: 1, course_id: 1 },
      unique: true,
      partialFilterExpression: { state: 'open' },
    },
  ]);
}

export async function down(db) {
  await dropIndex(db, COLLECTION, INDEX);
}

import { changeFields, list, string } from './lib/collections.js';

const NAME = 'learner_features';
const FIELD = 'left_out';
const AT_ONCE = 500;

/** What stands for each signal, as it is for somebody of whom nothing was read. */
const EMPTY = {
  'similar-learners': { contents: [] },
  habits: {
    habits: {
      first_at: null,
      last_at: null,
      days: [],
      active_days: 0,
      seconds: 0,
      sitting: null,
      sittings: 0,
      modalities: {},
      offers: {},
    },
    moments: { rows: [], taken: [], offers: [] },
  },
};

/** Models learn nothing from what a learner has switched off: that goes, and it is noted what is left out. */
export async function up(db) {
  await changeFields(db, NAME, (fields) => ({ ...fields, [FIELD]: list(string) }));
  const those = { 'controls.signals_off': { $in: Object.keys(EMPTY) } };
  const profiles = db.collection('user_profiles').find(those, { projection: { 'controls.signals_off': 1 } });
  let waiting = [];
  const write = async () => {
    if (waiting.length > 0) await db.collection(NAME).bulkWrite(waiting, { ordered: false });
    waiting = [];
  };
  for await (const { _id, controls } of profiles) {
    const out = Object.keys(EMPTY).filter((signal) => controls.signals_off.includes(signal));
    const $set = Object.assign({ [FIELD]: out }, ...out.map((signal) => EMPTY[signal]));
    waiting.push({ updateOne: { filter: { _id }, update: { $set } } });
    if (waiting.length >= AT_ONCE) await write();
  }
  await write();
}

export async function down(db) {
  await db.collection(NAME).updateMany({ [FIELD]: { $exists: true } }, { $unset: { [FIELD]: '' } });
  await changeFields(db, NAME, ({ [FIELD]: _, ...fields }) => fields);
}

import { anyObject, changeFields, orNull } from './lib/collections.js';

const COLLECTION = 'user_profiles';
const AT_ONCE = 500;

/** What profiles gain, empty; a rebuild fills it from facts of before. */
const STATED = {
  preferred_content_type: null,
  session_minutes: null,
  difficulty_progression_rate: null,
  motivation_factors: [],
  preferred_characters: [],
  reviews_per_day: null,
  set_at: null,
};
const STYLE = { stated: STATED, quiz: null, shown: {} };
const BEHAVIOUR = {
  lessons_completed: {},
  hours: {},
  sessions: [],
  session_count: 0,
  completion: {},
  coaches: {},
  suggestions: { seen: 0, accepted: 0, dismissed: 0, completed: 0, rated: 0, rating_sum: 0, by_type: {} },
  felt: { too_easy: 0, right: 0, too_hard: 0, recent: [] },
  external_grades: {},
  activities: {},
  survey: { answered: 0, useful_sum: 0, enjoyable_sum: 0 },
};
const CONTROLS = { signals_off: [], paused: false, no_ai: false };

export async function up(db) {
  await changeFields(db, COLLECTION, (fields) => ({ ...fields, goals: orNull(anyObject), controls: anyObject }));
  await eachProfile(db, { controls: { $exists: false } }, (profile) => ({
    $set: {
      skill_profile: {
        trajectories: {},
        misconceptions: {},
        ...profile.skill_profile,
        current_levels: levels(profile, (level) => ({ recent: [], reviews: [], ...level })),
      },
      learning_style: { ...STYLE, ...profile.learning_style },
      behavioral_metrics: { ...BEHAVIOUR, ...profile.behavioral_metrics },
      goals: profile.goals && Object.keys(profile.goals).length > 0 ? profile.goals : null,
      controls: CONTROLS,
    },
  }));
}

export async function down(db) {
  await eachProfile(db, { controls: { $exists: true } }, (profile) => {
    const { trajectories: _t, misconceptions: _m, ...skills } = profile.skill_profile;
    const behaviour = Object.entries(profile.behavioral_metrics).filter(([name]) => !(name in BEHAVIOUR));
    return {
      $set: {
        skill_profile: { ...skills, current_levels: levels(profile, ({ recent: _r, reviews: _v, ...level }) => level) },
        learning_style: {},
        behavioral_metrics: Object.fromEntries(behaviour),
        goals: {},
      },
      $unset: { controls: '' },
    };
  });
  await changeFields(db, COLLECTION, ({ controls: _, ...fields }) => ({ ...fields, goals: anyObject }));
}

const levels = ({ skill_profile: skills }, change) =>
  Object.fromEntries(Object.entries(skills.current_levels ?? {}).map(([skill, level]) => [skill, change(level)]));

/**
 * Changes the profiles that still need it, some at a time; one that got another fact meanwhile has its turn again, so
 * nothing is lost and a migration that was cut off goes on where it was.
 */
async function eachProfile(db, filter, change) {
  const profiles = db.collection(COLLECTION);
  for (;;) {
    const found = await profiles.find(filter).limit(AT_ONCE).toArray();
    if (found.length === 0) return;
    await profiles.bulkWrite(
      found.map((profile) => ({
        updateOne: { filter: { _id: profile._id, sequence: profile.sequence, ...filter }, update: change(profile) },
      })),
      { ordered: false },
    );
  }
}

import {
  anyObject,
  bool,
  count,
  createCollections,
  date,
  dropCollections,
  list,
  object,
  oneOf,
  orNull,
  string,
  text,
} from './lib/collections.js';

/** Institutions, the courses of their LMS, who is in them, and what waits to be delivered. */
const definitions = {
  institutions: { schema: object({ tenant: string, name: string, created_at: date }) },
  courses: {
    schema: object({
      tenant: string,
      issuer: string,
      deployment: string,
      context_id: string,
      title: text,
      catalogue_id: orNull(string),
      bound_at: orNull(date),
      created_at: date,
    }),
    indexes: [
      {
        name: 'one_course_per_lms_context',
        key: { tenant: 1, issuer: 1, deployment: 1, context_id: 1 },
        unique: true,
      },
    ],
  },
  placements: {
    schema: object({
      tenant: string,
      course_id: string,
      resource_link_id: string,
      kind: oneOf('practice', 'next'),
      title: text,
      settings: anyObject,
      ignored: list(string),
      services: orNull(anyObject),
      resource_id: string,
      line_item: orNull(string),
      line_item_lease: orNull(date),
      created_at: date,
      updated_at: date,
    }),
    indexes: [{ name: 'one_placement_per_link', key: { tenant: 1, course_id: 1, resource_link_id: 1 }, unique: true }],
  },
  learners: {
    schema: object({
      tenant: string,
      issuer: string,
      sub: string,
      name: orNull(text),
      synthetic: bool,
      created_at: date,
    }),
    indexes: [{ name: 'one_learner_per_lms_user', key: { tenant: 1, issuer: 1, sub: 1 }, unique: true }],
  },
  enrolments: {
    schema: object({
      tenant: string,
      course_id: string,
      user_id: string,
      role: oneOf('learner', 'staff', 'observer', 'guest'),
      synthetic: bool,
      last_launch_at: date,
    }),
    indexes: [
      { name: 'one_enrolment_per_person', key: { tenant: 1, course_id: 1, user_id: 1 }, unique: true },
      { name: 'people_of_a_course', key: { tenant: 1, course_id: 1, role: 1 } },
    ],
  },
  outbox: {
    schema: object({
      tenant: string,
      kind: string,
      subject: anyObject,
      revision: count,
      state: oneOf('pending', 'delivered', 'dead'),
      attempts: count,
      due_at: date,
      lease: orNull(anyObject),
      problem: orNull(text),
      created_at: date,
      updated_at: date,
    }),
    indexes: [
      { name: 'what_is_due', key: { state: 1, due_at: 1 } },
      { name: 'what_an_institution_waits_for', key: { tenant: 1, state: 1, updated_at: -1 } },
    ],
  },
};

export const up = (db) => createCollections(db, definitions);
export const down = (db) => dropCollections(db, definitions);

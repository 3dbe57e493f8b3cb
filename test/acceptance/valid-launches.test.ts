import assert from 'node:assert/strict';
import { CLAIM } from '../../src/lti/launch/claims.js';
import type { Person } from '../attacks/support/attack-room.js';
import type { Claims } from '../lti/support/fake-platform.js';
import { Door } from './support/door.js';
import { row } from './support/row.js';
import { headingOf, textOf } from './support/words.js';

const COURSE = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const INSTITUTION = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person';
const SYSTEM = 'http://purl.imsglobal.org/vocab/lis/v2/system/person';
const NAMELESS: Claims = { name: undefined, given_name: undefined, family_name: undefined };
const UNTITLED: Claims = { [CLAIM.context]: { id: 'course-1' }, [CLAIM.resourceLink]: { id: 'bare-link' } };
const ALL_BY_ITSELF: Claims = { [CLAIM.context]: undefined, [CLAIM.resourceLink]: { id: 'link-without-course' } };

interface Kind {
  /** For an instructor, and for a student. */
  readonly rows: readonly [string, string];
  readonly claims: Claims;
  /** What the person may be; as the claims' own role if nothing is said. */
  readonly role?: 'guest';
  readonly name?: string | null;
}

/** The nine launches for somebody with this principal role in the course. */
const kindsFor = (role: 'Instructor' | 'Learner'): readonly Kind[] => [
  {
    rows: ['V1', 'V10'],
    claims: {
      locale: 'en-US',
      middle_name: 'Byron',
      picture: 'https://lms.example/ada.png',
      [CLAIM.toolPlatform]: { guid: 'lms-1', name: 'A school', product_family_code: 'moodle', version: '4.5' },
      [CLAIM.custom]: { attune_kind: 'practice', empty: '', course: '$Canvas.course.id' },
    },
  },
  {
    rows: ['V2', 'V11'],
    claims: { [CLAIM.roles]: [`${INSTITUTION}#Student`, `${COURSE}#${role}`, `${SYSTEM}#User`, `${COURSE}#Mentor`] },
  },
  { rows: ['V3', 'V12'], claims: { [CLAIM.roles]: [role] } },
  {
    rows: ['V4', 'V13'],
    claims: { [CLAIM.roles]: [`${COURSE}#${role}OfEverything`, `https://lms.example/roles#${role}`] },
    role: 'guest',
  },
  { rows: ['V5', 'V14'], claims: { [CLAIM.roles]: [] }, role: 'guest' },
  { rows: ['V6', 'V15'], claims: { ...NAMELESS }, name: null },
  { rows: ['V7', 'V16'], claims: { email: undefined, name: undefined }, name: 'Ada Sample' },
  { rows: ['V8', 'V17'], claims: { ...NAMELESS, ...UNTITLED, email: undefined }, name: null },
  { rows: ['V9', 'V18'], claims: { ...NAMELESS, ...ALL_BY_ITSELF }, name: null },
];

/** What a page shows where a program forgot that something can be missing. */
const TRACES = /undefined|\bnull\b|\bNaN\b|\[object|\{\{|\(\s*\)|\[\s*\]|<\s*>|\$[A-Z]|,\s*,|ada@/;

describe('acceptance: good launches', function () {
  this.timeout(60_000);
  let door: Door;
  before(async () => {
    door = await Door.open();
    // A course without an id is one of its own for each link, and opens like any other when its teacher has come first.
    for (const claims of [UNTITLED, ALL_BY_ITSELF])
      await door.launch({ sub: 'teacher', [CLAIM.roles]: ['Instructor'], ...claims });
  });
  after(() => door?.close());

  const statusOf = async (person: Person, page: string) =>
    (await door.room.get(`${person.base}/${page}`, { cookie: person.cookie })).status;

  /** Where each may go, and nowhere else. */
  const PAGES = {
    staff: { landing: 'staff', open: ['staff', 'catalogue', 'deep-link'], shut: ['practice', 'next'] },
    learner: { landing: 'practice', open: ['practice', 'next'], shut: ['staff', 'catalogue', 'deep-link'] },
    guest: { landing: 'home', open: ['home'], shut: ['practice', 'next', 'staff', 'catalogue', 'deep-link'] },
  } as const;

  async function getsIn(
    sub: string,
    own: 'staff' | 'learner',
    { claims, role = undefined, name }: Kind,
  ): Promise<void> {
    const { room } = door;
    const expected = role ?? own;
    const person = await room.launch(room.home, {
      sub,
      role: own === 'staff' ? 'Instructor' : 'Learner',
      claims,
    });
    const { landing, open, shut } = PAGES[expected];
    assert.equal(person.landing, landing);
    const page = await room.get(`${person.base}/${landing}`, { cookie: person.cookie });
    assert.equal(page.status, 200);
    assert.ok(headingOf(page.text).length > 0, 'the page has no heading');
    assert.doesNotMatch(textOf(page.text), TRACES);
    for (const each of open) assert.equal(await statusOf(person, each), 200, each);
    for (const each of shut) assert.equal(await statusOf(person, each), 403, each);
    const learners = room.app.storage.connection.collection<{ _id: string; name: string | null }>('learners');
    const kept = await learners.findOne({ _id: person.userId });
    assert.equal(kept?.name, name === undefined ? 'Ada Sample' : name);
    const everything = [...(await room.snapshot()).values()].join('\n');
    assert.ok(!everything.includes('ada@school.example'), 'an e-mail address is kept');
  }

  for (const kind of kindsFor('Instructor')) row(kind.rows[0], () => getsIn(kind.rows[0], 'staff', kind));
  for (const kind of kindsFor('Learner')) row(kind.rows[1], () => getsIn(kind.rows[1], 'learner', kind));

  row('V17', 'and its teacher sees a list that says so', async () => {
    const { room } = door;
    await room.launch(room.home, { sub: 'without-name', claims: { ...NAMELESS, email: undefined } });
    const teacher = await room.launch(room.home, { sub: 'teacher', role: 'Instructor' });
    const page = textOf((await room.get(`${teacher.base}/staff`, { cookie: teacher.cookie })).text);
    assert.match(page, /Student \d/);
    assert.doesNotMatch(page, TRACES);
  });
});

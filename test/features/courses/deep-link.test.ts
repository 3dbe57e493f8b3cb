import assert from 'node:assert/strict';
import { importCourse, loadCatalogue } from '../../../src/features/catalogue/index.js';
import { DeepLinkForm, linkOf } from '../../../src/features/courses/deep-link.js';
import { selectCourse, settingsFromCustom } from '../../../src/features/courses/index.js';
import type { TestApp } from '../../support/app.js';
import { type Actor, Classroom, hasForm, signInAs } from '../../support/classroom.js';
import { SKILLS, testCourse } from '../../support/course.js';

/** The form as a browser sends it: strings, and a list only where there are several. */
const FORM = {
  kind: 'practice',
  title: '  Week one ',
  skills: ['ratios', 'counting'],
  target: '0.9',
  length: '',
  attempts: '2',
  hints: 'after-wrong',
  grade: 'latest',
  afterDue: 'closed',
};

describe('the form for a new link', () => {
  it('is read from strings', () => {
    assert.deepEqual(DeepLinkForm.parse(FORM), {
      kind: 'practice',
      title: 'Week one',
      skills: ['ratios', 'counting'],
      target: 0.9,
      length: null,
      attempts: 2,
      hints: 'after-wrong',
      grade: 'latest',
      afterDue: 'closed',
    });
    assert.deepEqual(DeepLinkForm.parse({ ...FORM, skills: 'ratios' }).skills, ['ratios']);
    const { skills: _none, ...allSkills } = FORM;
    assert.deepEqual(DeepLinkForm.parse(allSkills).skills, []);
  });

  it('is refused field by field', () => {
    const bad = {
      kind: 'exam',
      title: '   ',
      target: '1.2',
      length: '0',
      attempts: '-1',
      hints: 'x',
      grade: '',
      afterDue: 'no',
    };
    const { error } = DeepLinkForm.safeParse({ ...FORM, ...bad });
    assert.deepEqual(error?.issues.map(({ path }) => path[0]).sort(), Object.keys(bad).sort());
  });
});

describe('setting up a course', function () {
  this.timeout(30_000);
  let app: TestApp;
  let room: Classroom;
  before(async () => {
    room = await Classroom.open();
    app = room.app;
  });
  after(() => room?.close());

  const staff = async (context = 'course-1'): Promise<Actor> =>
    signInAs(room, await app.arrive({ sub: 'teacher', role: 'staff', context: { id: context, title: null } }), 'staff');

  it('turns the form into a link that says the same when it is launched', async () => {
    const catalogue = await loadCatalogue(app.scope, 'testing');
    const link = linkOf(DeepLinkForm.parse(FORM), catalogue, 'stable-1');
    assert.deepEqual(link.lineItem, {
      scoreMaximum: 100,
      label: 'Week one',
      resourceId: 'stable-1',
      tag: 'attune-practice',
    });
    assert.equal(link.title, 'Week one');
    assert.equal(link.custom.attune_placement, 'stable-1');
    const { settings, ignored } = settingsFromCustom(link.custom);
    assert.deepEqual(ignored, []);
    assert.deepEqual(settings, {
      kind: 'practice',
      skills: ['counting', 'ratios'],
      target: 0.9,
      length: null,
      attempts: 2,
      hints: 'after-wrong',
      grade: 'latest',
      afterDue: 'closed',
      dueAt: null,
    });
  });

  it('writes no skills where all are chosen, drops those that do not exist, and grades no widget', async () => {
    const catalogue = await loadCatalogue(app.scope, 'testing');
    const custom = (changes: object) => linkOf(DeepLinkForm.parse({ ...FORM, ...changes }), catalogue, 'id').custom;
    assert.ok(!('attune_skills' in custom({ skills: [...SKILLS] })));
    assert.equal(custom({ skills: ['counting', 'made-up'] }).attune_skills, 'counting');
    const widget = linkOf(DeepLinkForm.parse({ ...FORM, kind: 'next' }), catalogue, 'id');
    assert.deepEqual([widget.custom.attune_kind, widget.custom.attune_placement], ['next', 'id']);
    assert.equal(widget.lineItem, null);
  });

  it('shows the form with the skills of the catalogue, and again with what was wrong', async () => {
    const teacher = await staff();
    const page = await teacher.visit('deep-link');
    assert.equal(page.status, 200);
    for (const skill of testCourse().skills) assert.ok(page.html.includes(skill.title));
    const refused = await teacher.post('deep-link/add', { ...FORM, title: '', skills: ['ratios'] });
    assert.equal(refused.status, 400);
    assert.ok(hasForm(refused, 'deep-link/add'));
    assert.match(refused.html, /value="ratios" checked/);
  });

  it('binds a course once, to a catalogue that exists', async () => {
    await importCourse(app.scope, testCourse({ id: 'second', title: 'Another one' }), app.clock());
    const teacher = await staff('course-2');
    const page = await teacher.visit('catalogue');
    assert.match(page.html, /value="testing"[\s\S]*value="second"|value="second"[\s\S]*value="testing"/);
    assert.equal((await teacher.post('bind', { catalogue: 'made-up' })).status, 404);
    assert.equal((await teacher.post('bind', {})).status, 400);
    assert.equal((await teacher.post('bind', { catalogue: 'second' })).status, 200);
    await teacher.post('bind', { catalogue: 'testing' });
    const { courseId } = await app.arrive({ context: { id: 'course-2', title: null } });
    assert.equal((await selectCourse(app.scope, courseId)).catalogue_id, 'second');
  });

  it('is for staff: a student is refused at every door', async () => {
    const pupil = await room.pupil();
    for (const path of ['deep-link', 'catalogue', 'staff']) {
      assert.equal((await pupil.visit(path)).status, 403, path);
    }
    for (const path of ['bind', 'deep-link/add', 'deep-link/cancel', 'preview', 'deep-link', 'catalogue', 'staff']) {
      assert.equal((await pupil.post(path, { ...FORM, catalogue: 'testing' })).status, 403, path);
    }
  });
});

import assert from 'node:assert/strict';
import type { CopiedColumns } from '../../demo/campus/authoring.js';
import type { LineItem, Link } from '../../demo/campus/state.js';
import { importCourse, loadCatalogue } from '../../src/features/catalogue/index.js';
import { DeepLinkForm, FIRST_VALUES, linkOf } from '../../src/features/courses/deep-link.js';
import { answerStep, createHttpVisitor } from '../e2e/http-visitor.js';
import { within } from '../e2e/visitor.js';
import { startWorld, type World } from '../e2e/world.js';
import { testCourse } from '../support/course.js';
import { row } from './support/row.js';

/** Courses are copied in the campus, opened by whole launches, and worked in; the grades travel by the real worker. */
describe('acceptance: grades of copied courses', function () {
  this.timeout(120_000);
  let world: World;
  before(async () => {
    world = await startWorld();
    // With a second catalogue, nothing but its history says what a copied course plays.
    await importCourse(world.scope, testCourse({ id: 'second', title: 'Another one' }), new Date());
  });
  after(() => world?.close());

  const campus = () => world.demo.campus;
  const open = (person: string, { id }: Link) =>
    createHttpVisitor().open(person, `${world.demo.campusUrl}/lti/start/${id}`);
  const columnsOf = (courseId: string, resourceId: string): LineItem[] =>
    campus().state.lineItems.filter((item) => item.courseId === courseId && item.resourceId === resourceId);
  const gradeIn = ({ id }: LineItem) => campus().state.grades.find(({ itemId }) => itemId === id)?.score ?? null;

  /** An activity as deep linking puts it into the course. */
  async function addActivity(resourceId: string): Promise<Link> {
    const poker = await loadCatalogue(world.scope, 'before-the-river');
    const form = DeepLinkForm.parse({ ...FIRST_VALUES, title: resourceId, length: '10' });
    const { lineItem, ...link } = linkOf(form, poker, resourceId);
    const url = `${world.demo.toolUrl}/lti/launch`;
    return campus().addLink({ courseId: world.demo.courseId, url, ...link, ...(lineItem && { lineItem }) });
  }

  /** Mia answers one question, and the grade arrives in some column. */
  async function work(link: Link): Promise<void> {
    const before = campus().scoresReceived.length;
    const visitor = createHttpVisitor();
    const start = await visitor.open('mia', `${world.demo.campusUrl}/lti/start/${link.id}`);
    await answerStep(world, visitor, await visitor.send(start.form(/\/practice\/start$/)), { right: true });
    await within(15_000, () => campus().scoresReceived.length > before);
  }

  for (const flavour of ['moodle', 'canvas'] as const) {
    for (const columns of ['new link', 'old link', 'no link'] satisfies CopiedColumns[]) {
      row('G1', `a course copied in ${flavour}, its columns naming ${columns}`, async () => {
        campus().setSwitch('flavour', flavour);
        const resourceId = `${flavour} ${columns}`;
        const link = await addActivity(resourceId);
        await work(link);
        const [original] = columnsOf(world.demo.courseId, resourceId);
        assert.ok(original);
        const earned = gradeIn(original);
        assert.ok(earned !== null && earned > 0);

        const copy = campus().copyCourse(world.demo.courseId, 'Next term', columns);
        const copied = campus().state.links.find(
          ({ courseId, history }) => courseId === copy.id && history[0] === link.id,
        );
        assert.ok(copied);
        const staff = await open('instructor', copied);
        assert.match(staff.html, /How it is set/, 'the copy plays what its original plays, unasked');
        await work(copied);

        const found = columnsOf(copy.id, resourceId);
        assert.equal(found.length, 1, 'the copy has no second column');
        assert.ok(found[0] && (gradeIn(found[0]) ?? 0) > 0, 'the grade is in the column of the copy');
        assert.equal(columnsOf(world.demo.courseId, resourceId).length, 1);
        assert.equal(gradeIn(original), earned, 'the original has kept its grade');
        const graded = campus().scoresReceived.filter(({ itemId }) => itemId === original.id);
        assert.equal(graded.length, 1);
      });
    }
  }

  row('G1', 'a link doubled within its course', async () => {
    campus().setSwitch('flavour', 'moodle');
    const link = await addActivity('doubled');
    await work(link);
    const double = campus().addLink({ courseId: link.courseId, title: 'doubled', url: link.url, custom: link.custom });
    double.history = [link.id];
    await work(double);
    const columns = columnsOf(world.demo.courseId, 'doubled');
    assert.equal(columns.length, 2, 'each has a column of its own');
    assert.deepEqual(columns.map(({ linkId }) => linkId).sort(), [link.id, double.id].sort());
  });
});

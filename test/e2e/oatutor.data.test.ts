import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importOatutorZip, listCatalogues, loadCatalogue } from '../../src/features/catalogue/index.js';
import { projectRoot } from '../support/services.js';
import { answerStep, createHttpVisitor, type PageRead } from './http-visitor.js';
import { within } from './visitor.js';
import { startWorld, type World } from './world.js';

const DATA = process.env.ATTUNE_DATA ?? join(projectRoot, '../shared/data');
const TITLE = 'Statistics practice';
const MOST_QUESTIONS = 300;

describe('e2e: a real course, imported, assigned and played to the end', function () {
  this.timeout(600_000);
  let world: World;

  before(async () => {
    world = await startWorld();
  });
  after(() => world?.close());

  it('imports 1,145 steps with a report, is bound by the instructor, and ends with full marks in the gradebook', async () => {
    const bytes = await readFile(join(DATA, 'oatutor-intro-stats.zip'));
    const report = await importOatutorZip(world.scope, bytes, new Date());
    assert.equal(report.result.steps, 1145);
    const catalogue = (await listCatalogues(world.scope)).find(({ id }) => id === report.result.catalogue);
    assert.ok(catalogue);
    const { campus, campusUrl } = world.demo;
    const course = campus.copyCourse(world.demo.courseId, 'Statistics');
    const link = campus.addLink({
      courseId: course.id,
      title: TITLE,
      url: `${world.demo.toolUrl}/lti/launch`,
      custom: { attune_skills: (await firstSkills(world, catalogue.id, 6)).join(',') },
      lineItem: { label: TITLE, scoreMaximum: 50 },
    });
    const start = `${campusUrl}/lti/start/${link.id}`;

    const instructor = createHttpVisitor();
    const choice = await instructor.open('instructor', start);
    await instructor.send(choice.form(/\/bind$/), { catalogue: catalogue.id });

    const student = createHttpVisitor();
    let page: PageRead = await student.open('mia', start);
    page = await student.send(page.form(/\/practice\/start$/));
    let questions = 0;
    for (; questions < MOST_QUESTIONS && page.has(/\/practice\/answer$/); questions += 1) {
      page = await answerStep(world, student, page, { right: questions % 5 !== 4 });
      page = await student.send(page.form(/\/practice\/next$/));
    }
    assert.ok(questions < MOST_QUESTIONS, 'the assignment never ended');
    await within(10_000, () =>
      campus
        .gradebook(course.id)
        .rows.some(
          ({ person, cells }) =>
            person.id === 'mia' && cells.some(({ item, grade }) => item.label === TITLE && grade?.score === 50),
        ),
    );
  });
});

async function firstSkills(world: World, catalogue: string, count: number): Promise<string[]> {
  const view = await loadCatalogue(world.scope, catalogue);
  return view.skills
    .filter(({ id }) => view.itemsOn(id).length >= 5)
    .slice(0, count)
    .map(({ id }) => id);
}

import { type Campus, createCampus } from '../../demo/campus/campus.js';
import type { Link } from '../../demo/campus/state.js';
import { INSTITUTION, register } from '../../demo/demo.js';
import { loadConfig } from '../../src/config.js';
import { freePort } from '../../src/embedded/server-process.js';
import { type Course, type Item, importCourse } from '../../src/features/catalogue/index.js';
import { ensureInstitution } from '../../src/features/institutions/index.js';
import { createKeyring, migrateUp, openStorage, type Scope, type Storage } from '../../src/storage/index.js';
import { testCourse } from '../support/course.js';
import type { Plan } from './plan.js';

/** A campus with a course and four graded activities, and the tool's database beside it. */
export interface School {
  readonly plan: Plan;
  readonly campus: Campus;
  readonly campusUrl: string;
  readonly courseId: string;
  readonly course: Course;
  readonly activities: readonly Activity[];
  /** Ids of those who work. Others are enrolled as well and never come. */
  readonly students: readonly string[];
  readonly storage: Storage;
  readonly scope: Scope;
  /** The question with this title. */
  itemTitled(title: string): Item;
  close(): Promise<void>;
}

export interface Activity {
  readonly link: Link;
  readonly policy: 'best' | 'latest';
}

/** Each policy with a column that the launch names, and by a link without one, which the tool then makes. */
const ACTIVITIES = [
  { title: 'Best, with a column', policy: 'best', maximum: 100 },
  { title: 'Latest, with a column', policy: 'latest', maximum: 40 },
  { title: 'Best, without', policy: 'best', maximum: null },
  { title: 'Latest, without', policy: 'latest', maximum: null },
] as const;

export const STUDENTS = 30;

export interface SchoolOptions {
  readonly plan: Plan;
  readonly mongoUri: string;
  readonly toolUrl: string;
}

export async function openSchool({ plan, mongoUri, toolUrl }: SchoolOptions): Promise<School> {
  const storage = await openStorage(mongoUri, createKeyring(loadConfig({}).encryptionKeys));
  const campusPort = await freePort();
  const campusUrl = `http://127.0.0.1:${campusPort}`;
  const campus = await createCampus({
    origin: campusUrl,
    tool: {
      origin: toolUrl,
      loginUrl: `${toolUrl}/lti/login`,
      launchUrl: `${toolUrl}/lti/launch`,
      jwksUrl: `${toolUrl}/lti/keys`,
    },
    clientId: 'attune-demo',
    deploymentIds: ['1'],
    clock: () => new Date(),
    seed: `chaos ${plan.seed}`,
  });
  campus.setSwitch('flavour', plan.flavour);
  const courseId = campus.state.courses[0]?.id ?? '';
  const activities = ACTIVITIES.map(({ title, policy, maximum }) => ({
    policy,
    link: campus.addLink({
      courseId,
      title,
      url: `${toolUrl}/lti/launch`,
      custom: { attune_kind: 'practice', attune_target: '0.95', attune_grade: policy, attune_length: '6' },
      ...(maximum !== null && { lineItem: { label: title, scoreMaximum: maximum } }),
    }),
  }));
  const course = testCourse();
  const now = new Date();
  await migrateUp(storage.connection);
  await ensureInstitution(storage, INSTITUTION, 'Riverside Campus', now);
  await register(storage, campusUrl);
  await importCourse(storage.scope(INSTITUTION), course, now);
  await campus.listen(campusPort, '127.0.0.1');
  const items = new Map(course.items.map((item) => [item.title, item]));
  return {
    plan,
    campus,
    campusUrl,
    courseId,
    course,
    activities,
    students: campus.state.people.map(({ id }) => id).filter((id) => /^student-\d+$/.test(id)),
    storage,
    scope: storage.scope(INSTITUTION),
    itemTitled(title) {
      const item = items.get(title);
      if (!item) throw new Error('The page shows a question that the course does not have.');
      return item;
    },
    async close() {
      await campus.close();
      await storage.connection.dropDatabase().catch(() => undefined);
      await storage.close();
    },
  };
}

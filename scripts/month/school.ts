import { type AttuneClient, createAttuneClient } from '../../client/index.js';
import type { components, paths } from '../../client/schema.js';
import { pokerCourse } from '../../content/poker/course.js';
import type { TaughtItem, TaughtSkill } from './person.js';

/** What everybody of the month shares: the course in the API, and what it teaches. */
export interface School {
  readonly attune: AttuneClient;
  readonly course: string;
  readonly skills: readonly TaughtSkill[];
  readonly items: readonly TaughtItem[];
}

type Problem = components['schemas']['Problem'];
type Answered<T> = { readonly data?: T; readonly error?: Problem | undefined; readonly response: Response };

/** What the API answered. @throws Error with its sentence when it refused */
export async function answered<T>(call: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (data === undefined) throw new Error(`${response.url}: ${response.status} ${error?.title ?? ''}`);
  return data;
}

/** Brings the poker course in and opens a course on it, all through the API. */
export async function openSchool(baseUrl: string, token: string, at: string): Promise<School> {
  const attune = createAttuneClient({ baseUrl, token });
  const poker = pokerCourse();
  type CatalogueBody = paths['/api/catalogues/{catalogueId}']['put']['requestBody'] extends
    | { content: { 'application/json': infer Body } }
    | undefined
    ? Body
    : never;
  await answered(
    attune.PUT('/api/catalogues/{catalogueId}', {
      params: { path: { catalogueId: poker.id }, header: { 'If-Match': '*' } },
      body: poker as unknown as CatalogueBody,
    }),
  );
  const { courseId: course } = await answered(
    attune.POST('/api/courses', {
      params: { query: { at } },
      body: { externalId: 'a month of poker', title: 'Before the River', catalogue: poker.id },
    }),
  );
  return { attune, course, skills: await readSkills(attune, course), items: await readItems(attune, course) };
}

async function readSkills(attune: AttuneClient, courseId: string): Promise<TaughtSkill[]> {
  const found: TaughtSkill[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = { limit: 200, ...(cursor !== undefined && { cursor }) };
    const page = await answered(
      attune.GET('/api/courses/{courseId}/skills', { params: { path: { courseId }, query } }),
    );
    for (const { id, prerequisites, parameters } of page.items) {
      found.push({ id, prerequisites, guess: parameters.guess, prior: parameters.prior });
    }
    cursor = page.next;
  }
  return found;
}

async function readItems(attune: AttuneClient, courseId: string): Promise<TaughtItem[]> {
  const found: TaughtItem[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = { limit: 200, ...(cursor !== undefined && { cursor }) };
    const page = await answered(attune.GET('/api/courses/{courseId}/items', { params: { path: { courseId }, query } }));
    for (const { id, family, steps } of page.items) {
      for (const [index, { skills, difficulty, discrimination }] of steps.entries()) {
        found.push({ id: stepId(id, index + 1), family, skills, difficulty, discrimination });
      }
    }
    cursor = page.next;
  }
  return found;
}

/** @param step  from 1 */
export const stepId = (item: string, step: number): string => `${item}#${step}`;

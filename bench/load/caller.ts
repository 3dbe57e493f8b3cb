import { Pool } from 'undici';
import { z } from 'zod';
import { pokerCourse } from '../../content/poker/course.js';
import type { Product } from '../product.js';
import type { Kind, LoadLearner } from './kinds.js';

const Asked = z.object({ decision: z.string().nullable(), question: z.object({ step: z.number() }).nullable() });
const Known = z.object({ userId: z.string() });
const Course = z.object({ courseId: z.string() });

/** A question that waits for its answer. */
export interface Question {
  readonly decision: string;
  readonly step: number;
}

/** The API as a program calls it, on connections that stay open. */
export class Caller {
  readonly #pool: Pool;
  refused = 0;

  constructor(
    private readonly product: Product,
    connections: number,
  ) {
    this.#pool = new Pool(product.url, { connections, pipelining: 1 });
  }

  /** Brings the poker course in. @returns the id of a course on it */
  async openCourse(): Promise<{ course: string; skills: string[] }> {
    const poker = pokerCourse();
    await this.#send('PUT', `/api/catalogues/${poker.id}`, poker, { 'if-match': '*' });
    const made = await this.#send('POST', '/api/courses', { externalId: 'load', title: 'Load', catalogue: poker.id });
    return { course: Course.parse(made).courseId, skills: poker.skills.map(({ id }) => id) };
  }

  async enrol(externalId: string, course: string): Promise<string> {
    return Known.parse(await this.#send('POST', '/api/learners', { externalId, course })).userId;
  }

  async prepare(userId: string): Promise<void> {
    await this.#send('POST', '/api/ml/recommendations/generate', { user_id: userId });
    await this.#send('POST', `/api/users/${userId}/learning-path`, {});
  }

  async nextQuestion(user: string): Promise<Question | null> {
    const { decision, question } = Asked.parse(await this.#send('POST', '/api/practice/next', { user }));
    return decision !== null && question ? { decision, step: question.step } : null;
  }

  async answer(user: string, { decision, step }: Question, correct: boolean): Promise<void> {
    await this.#send('POST', '/api/practice/answers', { user, decision, step, result: { correct, seconds: 20 } });
  }

  async ask(kind: Kind, { userId, skills }: LoadLearner): Promise<void> {
    if (kind === 'recommendations') await this.#send('GET', `/api/users/${userId}/recommendations`);
    else if (kind === 'path') await this.#send('POST', `/api/users/${userId}/learning-path`, {});
    else if (kind === 'profile') await this.#send('GET', `/api/users/${userId}/profile`);
    else await this.#send('POST', '/api/ml/retention/predict', { user: userId, skills: skills.slice(0, 8) });
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  /** Refusals are counted and given back as null: a load goes on. */
  async #send(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<unknown> {
    const { statusCode, body: answer } = await this.#pool.request({
      method,
      path,
      headers: {
        authorization: `Bearer ${this.product.key}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (statusCode < 300) return JSON.parse(text);
    this.refused += 1;
    throw new Error(`${method} ${path.replace(/users\/[^/]+/, 'users/…')}: ${statusCode} ${text.slice(0, 200)}`);
  }
}

import type { Response } from 'express';
import type { z } from 'zod';
import { type Principal, type Route, route, signedIn } from '../../http/index.js';
import { sayFelt } from './felt.js';
import { FeltBody, studentOf } from './forms.js';
import type { PracticeDependencies, Student } from './situation.js';
import { setWishes, WishesBody } from './wishes.js';

type Act<B> = (student: Student, body: B) => Promise<unknown>;
export type Command = <B>(name: string, summary: string, body: z.ZodType<B>, act: Act<B>) => Route;

/**
 * What makes the commands of a page of practice: each does its deed for the learner, and the page is shown as it stands
 * then.
 *
 * @param path  of the page; a command is posted to a path under it
 * @param page  the page's name in the operations' names
 */
export function commandsOf(
  path: string,
  page: string,
  show: (principal: Principal, response: Response) => Promise<void>,
): Command {
  return <B>(name: string, summary: string, body: z.ZodType<B>, act: Act<B>) =>
    route<B>({
      method: 'post',
      path: `${path}/${name}`,
      operationId: `${name}${page}`,
      summary,
      permission: 'learner:self',
      body,
      async handle(context) {
        const principal = signedIn(context.principal);
        await act(studentOf(principal), context.body);
        await show(principal, context.response);
      },
    });
}

/** The commands that every page of practice has, whoever chose the questions. */
export function sharedCommands(deps: PracticeDependencies, command: Command): Route[] {
  return [
    command('wishes', 'Says how the page shall work.', WishesBody, (student, body) => setWishes(deps, student, body)),
    command('felt', 'Says how hard a question felt.', FeltBody, (student, body) =>
      sayFelt(deps, student, body, deps.clock()),
    ),
  ];
}

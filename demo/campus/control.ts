import { type Request, Router } from 'express';
import { z } from 'zod';
import { type Faults, faultSchema, SERVICE_POINTS } from './faults.js';
import { showMessage } from './rendering.js';
import { whyNot } from './service-calls.js';
import type { CampusState } from './state.js';
import { type Switches, switchesPatchSchema } from './switches.js';

export interface ControlParts {
  readonly state: CampusState;
  readonly faults: Faults;
  readonly setSwitches: (patch: Partial<Switches>) => void;
}

/** The switches and faults of this campus: a page for people, JSON for scripts. */
export function controlRoutes({ state, faults, setSwitches }: ControlParts): Router {
  const router = Router();
  router.get('/campus/switches', (request, response) => {
    if (wantsJson(request)) response.json({ switches: state.switches, faults: faults.list() });
    else response.render('switches', switchesPage(state.switches, faults));
  });
  router.patch('/campus/switches', (request, response) => {
    const patch = switchesPatchSchema.safeParse(request.body);
    if (!patch.success) {
      response.status(400).json({ error: whyNot(patch.error) });
      return;
    }
    setSwitches(withoutUndefined(patch.data));
    response.json({ switches: state.switches, faults: faults.list() });
  });
  router.post('/campus/switches', (request, response) => {
    const form = switchesFormSchema.safeParse(request.body);
    if (!form.success) {
      showMessage(response, 400, 'These switches cannot be set', whyNot(form.error));
      return;
    }
    setSwitches(form.data);
    response.redirect(303, '/campus/switches');
  });
  router.post('/campus/faults', (request, response) => {
    const order = faultSchema.safeParse(withoutEmpty(request.body));
    if (order.success) faults.add(order.data);
    if (wantsJson(request)) {
      response.status(order.success ? 201 : 400).json(order.success ? faults.list() : { error: whyNot(order.error) });
    } else if (order.success) response.redirect(303, '/campus/switches');
    else showMessage(response, 400, 'This fault cannot be ordered', whyNot(order.error));
  });
  router.post('/campus/faults/clear', (_request, response) => {
    faults.clear();
    response.redirect(303, '/campus/switches');
  });
  router.delete('/campus/faults', (_request, response) => {
    faults.clear();
    response.status(204).end();
  });
  return router;
}

function wantsJson(request: Request): boolean {
  return request.accepts('html', 'json') === 'json';
}

/** A form leaves out the boxes that are not ticked. */
const ticked = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on');

const switchesFormSchema = z.object({
  flavour: z.enum(['moodle', 'canvas']),
  platformStorage: ticked,
  storageFrame: z.enum(['_parent', 'campus_storage']),
  names: ticked,
  testStudent: ticked,
  loginMethod: z.enum(['post', 'get']),
  gradeService: z.enum(['none', 'scores', 'full']),
  roster: ticked,
  latencyMs: z.coerce.number().int().min(0).max(30_000),
  pageSize: z.coerce.number().int().min(1).max(1000),
});

function withoutEmpty(body: unknown): unknown {
  const fields = z.record(z.string(), z.unknown()).safeParse(body);
  return fields.success ? Object.fromEntries(Object.entries(fields.data).filter(([, value]) => value !== '')) : body;
}

function withoutUndefined(patch: z.output<typeof switchesPatchSchema>): Partial<Switches> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

function switchesPage(switches: Switches, faults: Faults) {
  const choice = (name: keyof Switches, label: string, options: Record<string, string>) => ({
    name,
    label,
    options: Object.entries(options).map(([value, text]) => ({ value, text, selected: switches[name] === value })),
  });
  return {
    title: 'Switches',
    switches,
    choices: [
      choice('flavour', 'Grade rules of', { moodle: 'Moodle', canvas: 'Canvas' }),
      choice('loginMethod', 'Login starts with', { post: 'a form (POST)', get: 'a redirect (GET)' }),
      choice('storageFrame', 'Platform Storage answers in', {
        _parent: 'the page around the tool',
        campus_storage: 'a frame beside the tool',
      }),
      choice('gradeService', 'With grades the tool may', {
        full: 'manage columns and send scores',
        scores: 'only send scores',
        none: 'do nothing',
      }),
    ],
    points: SERVICE_POINTS,
    faults: faults.list().map((fault) => ({ ...fault, isStatus: fault.kind === 'status' })),
  };
}

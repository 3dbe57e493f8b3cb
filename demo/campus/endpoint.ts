import { setTimeout as sleep } from 'node:timers/promises';
import type { Request, RequestHandler, Response } from 'express';
import type { Fault, Faults, ServicePoint } from './faults.js';
import type { Switches } from './switches.js';

/** An answer of a service, before it goes out; so that faults can hold it back or ask for it again. */
export interface Reply {
  readonly status: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export type ServiceHandler = (request: Request) => Reply | Promise<Reply>;

export interface Services {
  readonly calls: Record<ServicePoint, number>;
  endpoint(at: ServicePoint, handler: ServiceHandler, observe?: ServiceObserver): RequestHandler;
}

/** Hears of every call, also of those that a fault answered; status 0 means that the connection was closed. */
export type ServiceObserver = (request: Request, reply: Reply) => void;

const DROPPED: Reply = { status: 0, body: { error: 'the connection was closed' } };

/** Wraps the service handlers with call counters, latency and faults. */
export function createServices(faults: Faults, switches: () => Switches): Services {
  const calls = { jwks: 0, token: 0, lineitems: 0, scores: 0, results: 0, memberships: 0 };
  return {
    calls,
    endpoint: (at, handler, observe) => async (request, response) => {
      calls[at] += 1;
      const { latencyMs } = switches();
      if (latencyMs > 0) await sleep(latencyMs);
      const reply = await answer(request, handler, faults.next(at));
      observe?.(request, reply);
      if (reply.status === 0) request.socket.destroy();
      else send(response, reply);
    },
  };
}

async function answer(request: Request, handler: ServiceHandler, fault: Fault | undefined): Promise<Reply> {
  switch (fault?.kind) {
    case undefined:
      return handler(request);
    case 'status':
      return faultReply(fault);
    case 'drop':
      return DROPPED;
    case 'drop-after':
      await handler(request);
      return DROPPED;
    case 'twice':
      await handler(request);
      return handler(request);
    case 'slow':
      await sleep(fault.delayMs);
      return handler(request);
  }
}

function faultReply(fault: Fault): Reply {
  return {
    status: fault.status,
    headers: fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) },
    body: fault.body ?? { error: `fault ordered: ${fault.status}` },
  };
}

function send(response: Response, { status, type, headers, body }: Reply): void {
  response.status(status).set({ ...headers });
  if (body === undefined) {
    response.end();
    return;
  }
  if (typeof body === 'string') {
    response.type(type ?? 'text/plain').send(body);
    return;
  }
  response.set('content-type', type ?? 'application/json').end(JSON.stringify(body));
}

/** A refusal with one sentence that says why. */
export function refuse(status: number, why: string): Reply {
  return { status, body: { error: why } };
}

import { AddressRefused } from '../outbound/index.js';
import { isPlatformUrl } from '../registration/platform-urls.js';
import { type BreakerLimits, createBreaker } from './breaker.js';
import { createGate } from './gate.js';
import type { HttpAnswer } from './http-answer.js';
import { dead, type Outcome, ok, retry, unanswered } from './outcome.js';
import { readCapped } from './read-capped.js';
import { throttledMs } from './throttling.js';

/** What an LMS calls its next page may carry a whole cursor, and is longer than any address that we keep. */
const LONGEST_ADDRESS = 8_192;

/** How far calls to an LMS may go. */
export interface HttpLimits {
  /** For connecting, sending and reading one answer, milliseconds. */
  readonly callMs: number;
  /** The longest answer that is read, bytes. */
  readonly answerBytes: number;
  /** Calls to one host at a time: Canvas charges parallel calls extra. */
  readonly atOnce: number;
  readonly breaker: BreakerLimits;
}

const LIMITS: HttpLimits = {
  callMs: 10_000,
  answerBytes: 1_048_576,
  atOnce: 2,
  breaker: { failures: 5, openMs: 30_000 },
};

/**
 * The limits that fit deliveries of so many milliseconds: no call outlasts its delivery, and whoever keeps deliveries
 * short wants to know as soon that a host is back.
 */
export function limitsFor(deliveryMs: number): HttpLimits {
  const { callMs, breaker } = LIMITS;
  const openMs = Math.min(breaker.openMs, Math.ceil((deliveryMs * 2) / 3));
  return { ...LIMITS, callMs: Math.min(callMs, deliveryMs), breaker: { ...breaker, openMs } };
}

export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ends the call, also while it waits for its turn. */
  readonly deadline: AbortSignal;
  /** From then on it does not leave any more, by the clock: a timer comes late in a process that stood still. */
  readonly leaveBefore?: Date;
}

export interface HttpClient {
  /** An answer, or why there is none. Redirects are answers: they are never followed. */
  send(call: HttpCall): Promise<Outcome<HttpAnswer>>;
}

export interface HttpDependencies {
  readonly fetch: typeof fetch;
  readonly clock: () => Date;
  /** Our version, for the User-Agent, without which hosted Canvas answers 403. */
  readonly version: string;
  /** Origins that may use http or a loopback address. */
  readonly insecurePlatformOrigins: readonly string[];
  readonly limits: HttpLimits;
}

/**
 * Calls to the hosts of platforms. Concurrency and breaker count per origin, not per issuer: all schools of hosted
 * Canvas share an issuer, and each has a host of its own that may be down alone.
 */
export function createHttpClient(deps: HttpDependencies): HttpClient {
  const { clock, limits } = deps;
  const breaker = createBreaker(limits.breaker, clock);
  const gate = createGate(limits.atOnce);

  const exchange = async (call: HttpCall, { origin, host }: URL): Promise<Outcome<HttpAnswer>> => {
    const limit = AbortSignal.timeout(limits.callMs);
    try {
      const response = await deps.fetch(call.url, {
        method: call.method,
        headers: { 'user-agent': `Attune/${deps.version}`, ...call.headers },
        redirect: 'manual',
        signal: AbortSignal.any([limit, call.deadline]),
        ...(call.body !== undefined && { body: call.body }),
      });
      const { status, headers } = response;
      const answer = { status, headers, ...(await readCapped(response, limits.answerBytes)) };
      if (status >= 500) breaker.failed(origin);
      else breaker.answered(origin);
      const pause = throttledMs(answer, clock());
      if (pause !== null) breaker.pause(origin, pause);
      return ok(answer);
    } catch (error) {
      breaker.failed(origin);
      if (error instanceof Error && error.cause instanceof AddressRefused) return dead(refusedAddress(host));
      if (limit.aborted || call.deadline.aborted) return unanswered(`${host} did not answer in time.`);
      const code = causeOf(error);
      const problem = `The connection to ${host} failed${code === null ? '' : ` (${code})`}.`;
      return code !== null && NEVER_CONNECTED.has(code) ? retry(problem) : unanswered(problem);
    }
  };

  return {
    async send(call) {
      if (!isPlatformUrl(call.url, { insecureOrigins: deps.insecurePlatformOrigins, longest: LONGEST_ADDRESS })) {
        return dead(
          'The LMS gave an address that is not safe to send to: it must begin with https and lie on a public name.',
        );
      }
      const url = new URL(call.url);
      const turn = async () => {
        if (call.leaveBefore && clock() >= call.leaveBefore) return retry(TOO_LATE);
        const wait = breaker.enter(url.origin);
        if (wait === 0) return exchange(call, url);
        return retry(`${url.host} has asked for a pause or does not answer; Attune tries again by itself.`, wait);
      };
      return gate
        .pass(url.origin, call.deadline, turn)
        .catch(() => retry(`Other calls to ${url.host} took too long; Attune tries again by itself.`));
    },
  };
}

function refusedAddress(host: string): string {
  return `${host} lies at no public address, and Attune sends nothing there. If that is right, whoever runs Attune lists the host in PRIVATE_PLATFORM_HOSTS. Then send again.`;
}

const TOO_LATE = 'It took too long until this could leave; Attune tries again by itself.';

/** The other side has heard nothing of a call that ended so. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** What the system calls the trouble (ECONNREFUSED, CERT_HAS_EXPIRED …): whoever mends the LMS needs it. */
function causeOf(error: unknown): string | null {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : null;
}

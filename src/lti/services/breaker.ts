/** How patient we are with a host that fails. */
export interface BreakerLimits {
  /** So many failures in a row open the breaker. */
  readonly failures: number;
  /** So long nothing is sent then, milliseconds. */
  readonly openMs: number;
}

/**
 * A circuit breaker for each host: after some failures in a row the host is left in peace for a while, then one call
 * tries whether it is back (half-open). A host that asks for a pause (429) gets it the same way.
 */
export interface Breaker {
  /** Asks for leave to call. @returns 0 when granted (then report how it went), else milliseconds to wait */
  enter(origin: string): number;
  /** The host answered, be it with a refusal. */
  answered(origin: string): void;
  /** The host could not answer. */
  failed(origin: string): void;
  /** Nothing is sent to the host for so long, however well it answers meanwhile. */
  pause(origin: string, milliseconds: number): void;
}

/** While one call tries the host, the others wait this long. */
const PROBE_WAIT_MS = 1_000;

interface Host {
  /** Failures in a row. */
  failures: number;
  openUntil: number;
  pausedUntil: number;
  /** A call is trying whether the host is back. */
  probing: boolean;
}

export function createBreaker({ failures, openMs }: BreakerLimits, clock: () => Date): Breaker {
  const hosts = new Map<string, Host>();
  const hostOf = (origin: string): Host => {
    const host = hosts.get(origin) ?? { failures: 0, openUntil: 0, pausedUntil: 0, probing: false };
    hosts.set(origin, host);
    return host;
  };
  return {
    enter(origin) {
      const host = hosts.get(origin);
      if (!host) return 0;
      const wait = Math.max(host.openUntil, host.pausedUntil) - clock().getTime();
      if (wait > 0) return wait;
      if (host.failures < failures) return 0;
      if (host.probing) return PROBE_WAIT_MS;
      host.probing = true;
      return 0;
    },
    answered(origin) {
      const host = hosts.get(origin);
      if (!host) return;
      if (host.pausedUntil <= clock().getTime()) hosts.delete(origin);
      else Object.assign(host, { failures: 0, openUntil: 0, probing: false });
    },
    failed(origin) {
      const host = hostOf(origin);
      host.failures += 1;
      host.probing = false;
      if (host.failures >= failures) host.openUntil = clock().getTime() + openMs;
    },
    pause(origin, milliseconds) {
      hostOf(origin).pausedUntil = clock().getTime() + milliseconds;
    },
  };
}

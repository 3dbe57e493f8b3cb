import { z } from 'zod';

/** An absolute IRI (RFC 3987): a scheme, then something without blanks. */
export const Iri = z
  .string()
  .max(2_048)
  .regex(/^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/, 'an absolute IRI is needed');

export const Uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i, 'a UUID (RFC 4122) is needed');

const OFFSET = /(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/i;
/** RFC 3339 leaves these to those who do not know their offset; xAPI refuses them. */
const UNKNOWN_OFFSET = /-00(?::?00)?$/;
const DATE_TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?/i;

/** A moment with its offset (ISO 8601 as RFC 3339 narrows it). */
export const Timestamp = z
  .string()
  .max(40)
  .refine((text) => DATE_TIME.test(text) && OFFSET.test(text) && !UNKNOWN_OFFSET.test(text), {
    message: 'a time by ISO 8601 with its offset is needed, as in 2026-03-02T09:00:00.000Z',
    abort: true,
  })
  .refine((text) => isOnCalendar(text) && !Number.isNaN(Date.parse(text)), 'no such moment exists');

/** The 30th of February would be read as a day in March. */
function isOnCalendar(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const DURATION =
  /^P(?:\d+(?:[.,]\d+)?W|(?=\d|T\d)(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?D)?(?:T(?=\d)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?)$/;

export const Duration = z.string().max(100).regex(DURATION, 'a duration by ISO 8601 is needed, as in PT4M30S');

const UNIT_SECONDS = { Y: 31_557_600, D: 86_400, H: 3_600, S: 1, W: 604_800 } as const;
const MONTH_SECONDS = 2_629_800;

/** Seconds of a duration, for whole days at most as the ledger counts; a year is 365.25 days and a month a twelfth. */
export function secondsOf(duration: string): number {
  const [days = '', time = ''] = duration.slice(1).split('T');
  const sum = (text: string, minutes: boolean) =>
    [...text.matchAll(/(\d+(?:[.,]\d+)?)([YMWDHS])/g)].reduce((total, [, amount = '0', unit = 'S']) => {
      const seconds = unit === 'M' ? (minutes ? 60 : MONTH_SECONDS) : UNIT_SECONDS[unit as keyof typeof UNIT_SECONDS];
      return total + Number(amount.replace(',', '.')) * seconds;
    }, 0);
  return Math.min(86_400, sum(days, false) + sum(time, true));
}

const LANGUAGE =
  /^(?:[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|[A-Za-z]{4,8}(?:-[A-Za-z0-9]{1,8})*|[ix]-[A-Za-z0-9-]{1,32})$/;
export const Language = z.string().max(60).regex(LANGUAGE, 'a language by RFC 5646 is needed, as in en or en-GB');
export const LanguageMap = z.record(Language, z.string().max(10_000));

/** Whatever others agree on, by IRIs; the only place where null may stand. */
export const Extensions = z.record(Iri, z.json());

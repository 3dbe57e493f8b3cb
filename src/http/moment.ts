import { z } from 'zod';

const YEAR = '(?:19|20|21)[0-9]{2}';
const LEAP_YEAR = '(?:(?:19|20|21)(?:0[48]|[2468][048]|[13579][26])|2000)';
const DATE = [
  `${YEAR}-(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])`,
  `${YEAR}-(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)`,
  `${YEAR}-02-(?:0[1-9]|1[0-9]|2[0-8])`,
  `${LEAP_YEAR}-02-29`,
].join('|');
const TIME = '(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})?';
const OFFSET = '(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])';

/**
 * A time as callers send it (RFC 3339). Within these centuries every time counted from it can be written as a date again.
 * One pattern says it whole, so that the API's document does.
 */
export const Moment = z
  .string()
  .regex(new RegExp(`^(?:${DATE})T${TIME}${OFFSET}$`), 'a time between 1900 and 2199, as in 2026-03-02T09:00:00Z')
  .meta({ format: 'date-time' });

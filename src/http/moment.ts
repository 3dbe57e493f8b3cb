import { z } from 'zod';

/** A time as callers send it. Within these centuries every time counted from it can be written as a date again. */
export const Moment = z.iso
  .datetime({ offset: true })
  .regex(/^(19|20|21)[0-9]{2}-/, 'a time between 1900 and 2199 is needed');

import { pino } from 'pino';
import { z } from 'zod';
import { createBullQueue } from '../../../src/jobs/index.js';

/** A process that uses a queue, closes it, and must then end by itself. */
const queue = createBullQueue({ redisUrl: process.argv[2] ?? '', prefix: 'nowhere', log: pino({ level: 'silent' }) });
queue.process({ name: 'work', schema: z.object({}), concurrency: 1, run: async () => undefined });
queue.request('work', {});
await queue.close();
console.log('closed');

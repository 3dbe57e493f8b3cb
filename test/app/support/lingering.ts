import { pino } from 'pino';
import { endSoon, type RunningProgram, runUntilSignal } from '../../../src/program.js';

/** A process whose program closes, and leaves something behind that would go on for ever. */
setInterval(() => undefined, 1_000);
const program = { app: null, port: null, close: async () => undefined } as unknown as RunningProgram;
const end = runUntilSignal(program, pino({ level: 'silent' }));
console.log('ready');
await end;
endSoon();

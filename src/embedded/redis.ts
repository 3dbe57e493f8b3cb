import { connect } from 'node:net';
import type { ResolvedBinary } from './resolve.js';
import type { ServerCommand } from './server-process.js';

const ANSWER_MS = 2_000;

/** The address for a client. */
export function redisUrlAt(port: number): string {
  return `redis://127.0.0.1:${port}`;
}

/** Whether a Redis on this loopback port answers PING; while it still loads its data it does not. */
export function redisAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(ANSWER_MS, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('connect', () => socket.write('PING\r\n'));
    socket.on('data', (reply) => finish(reply.toString().startsWith('+PONG')));
  });
}

/**
 * How a Redis is run on a loopback port, with its data in a folder.
 *
 * @param keep  whether what is written outlives it
 */
export function redisCommand(binary: ResolvedBinary, port: number, folder: string, keep: boolean): ServerCommand {
  return {
    service: 'Redis',
    program: binary.path,
    args: [
      ...['--bind', '127.0.0.1', '--port', String(port), '--dir', folder],
      ...['--save', '', '--appendonly', keep ? 'yes' : 'no', '--daemonize', 'no'],
    ],
    // Redis rewrites its command line to its name and address.
    marks: ['redis-server', `127.0.0.1:${port}`],
    folder,
    isReady: () => redisAnswers(port),
  };
}

import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port that the demo needs, on the address where it will be used. */
export interface WantedPort {
  readonly port: number;
  readonly host: string;
  /** The setting that chooses another. */
  readonly setting: string;
}

/**
 * Looks before anything is started, since filling the first course takes a while.
 *
 * @returns a sentence for each port that is taken
 */
export async function takenPorts(wanted: readonly WantedPort[]): Promise<string[]> {
  const sentences: string[] = [];
  for (const { port, host, setting } of wanted) {
    if (await isTaken(port, host)) {
      sentences.push(
        `Port ${port} is taken, perhaps by a demo that still runs. Stop it, or choose another port: ${setting}=${port + 500} npm run demo`,
      );
    }
  }
  return sentences;
}

async function isTaken(port: number, host: string): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return true;
    throw error;
  } finally {
    server.close();
  }
}

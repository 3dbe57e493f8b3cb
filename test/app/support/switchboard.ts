import { connect, createServer, type Server, type Socket } from 'node:net';

/** A line to a server that a test can cut, as a network does, without touching the server. */
export interface Switchboard {
  readonly port: number;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export function switchboard(to: { host: string; port: number }): Promise<Switchboard> {
  const sockets = new Set<Socket>();
  let whole = true;
  const server: Server = createServer((socket) => {
    if (!whole) {
      socket.destroy();
      return;
    }
    const other = connect(to.port, to.host);
    for (const [each, partner] of [
      [socket, other],
      [other, socket],
    ] as const) {
      sockets.add(each);
      each.on('error', () => partner.destroy());
      each.on('close', () => {
        sockets.delete(each);
        partner.destroy();
      });
      each.pipe(partner);
    }
  });
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address !== 'object') return reject(new Error('no port'));
      resolve({
        port: address.port,
        cut() {
          whole = false;
          drop();
        },
        mend() {
          whole = true;
        },
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            drop();
          }),
      });
    });
  });
}

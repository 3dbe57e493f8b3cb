import { connect, createServer, type Socket } from 'node:net';

/** One port in front of several: each connection goes to the next one that takes it. */
export interface Balancer {
  close(): Promise<void>;
}

export function startBalancer(port: number, targets: readonly number[]): Promise<Balancer> {
  const sockets = new Set<Socket>();
  let turn = 0;
  const keep = (socket: Socket, partner: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => partner.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      partner.destroy();
    });
  };
  const dial = (client: Socket, left: number): void => {
    turn += 1;
    const target = targets[turn % targets.length] ?? 0;
    const server = connect(target, '127.0.0.1');
    const refused = (): void => {
      if (left > 1) dial(client, left - 1);
      else client.destroy();
    };
    server.once('error', refused);
    server.once('connect', () => {
      server.off('error', refused);
      keep(server, client);
      keep(client, server);
      client.pipe(server).pipe(client);
    });
  };
  const balancer = createServer((client) => {
    client.on('error', () => client.destroy());
    dial(client, targets.length);
  });
  return new Promise((resolve, reject) => {
    balancer.once('error', reject);
    balancer.listen(port, '127.0.0.1', () =>
      resolve({
        close: () =>
          new Promise((done) => {
            balancer.close(() => done());
            for (const socket of sockets) socket.destroy();
          }),
      }),
    );
  });
}

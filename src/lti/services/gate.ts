/** Lets at most so many calls to one host run at a time; the others wait their turn. */
export interface Gate {
  /** @throws the signal's reason when it ends the wait */
  pass<T>(origin: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

interface Door {
  running: number;
  readonly waiting: (() => void)[];
}

export function createGate(atOnce: number): Gate {
  const doors = new Map<string, Door>();

  const turn = (door: Door, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const start = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        door.waiting.splice(door.waiting.indexOf(start), 1);
        reject(signal.reason);
      };
      door.waiting.push(start);
      signal.addEventListener('abort', leave, { once: true });
    });

  return {
    async pass(origin, signal, work) {
      signal.throwIfAborted();
      const door = doors.get(origin) ?? { running: 0, waiting: [] };
      doors.set(origin, door);
      // Whoever leaves hands its place to the next in line, so `running` only rises when nobody waits.
      if (door.running >= atOnce) await turn(door, signal);
      else door.running += 1;
      try {
        return await work();
      } finally {
        const next = door.waiting.shift();
        if (next) next();
        else if (--door.running === 0) doors.delete(origin);
      }
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Faults } from '../../demo/campus/faults.js';
import type { Plan, ProcessFault, VictimName } from './plan.js';
import type { Progress } from './progress.js';
import type { Victim } from './victims.js';

/** Lets everything go wrong at its page. Afterwards all processes run, and the LMS is well again. */
export async function conduct(
  plan: Plan,
  victims: ReadonlyMap<VictimName, Victim>,
  faults: Faults,
  progress: Progress,
): Promise<void> {
  /** What befalls one process comes one after the other. */
  const turns = new Map<VictimName, Promise<void>>();
  for (const fault of plan.processes) {
    const before = turns.get(fault.victim);
    const victim = victims.get(fault.victim);
    const befall = async (): Promise<void> => {
      await Promise.all([before, progress.reach(fault.page)]);
      if (victim && progress.pages <= plan.pages) await strike(victim, fault);
    };
    turns.set(fault.victim, befall());
  }
  const orders = plan.lms.map(async ({ page, order }) => {
    await progress.reach(page);
    faults.add(order);
  });
  await Promise.all([...turns.values(), ...orders]);
  faults.clear();
}

async function strike(victim: Victim, { kind, forMs }: ProcessFault): Promise<void> {
  if (kind === 'kill') {
    await victim.kill();
    await sleep(forMs);
    await victim.start();
  } else {
    victim.stop();
    await sleep(forMs);
    victim.resume();
  }
}

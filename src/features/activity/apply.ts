import type { Deliverer } from '../../jobs/index.js';
import type { Storage } from '../../storage/index.js';
import type { InForce } from '../catalogue/index.js';
import { listLearnersTold } from '../learners/index.js';
import { readSkillsOf } from './mapping.js';
import { recordAgain } from './record.js';

interface Dependencies {
  readonly storage: Storage;
  readonly inForce: InForce;
  readonly clock: () => Date;
  readonly newId: () => string;
}

/**
 * The deliverer of outbox entries of kind `activity-mapping`: tells the skills of what was read before it was mapped.
 * Doing it again writes nothing, so one that was cut off is simply done once more.
 */
export function createMappingApplier({ storage, inForce, clock, newId }: Dependencies): Deliverer {
  return async ({ tenant, subject }) => {
    const scope = storage.scope(tenant);
    const courseId = String(subject.courseId);
    const skillsOf = await readSkillsOf(scope, courseId, inForce);
    for (const userId of await listLearnersTold(scope, courseId)) {
      await recordAgain(scope, { userId, courseId }, { skillsOf, newId, now: clock() });
    }
    return { result: 'delivered' };
  };
}

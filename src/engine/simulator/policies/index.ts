import { TRAINED_POLICY } from '../../paths/policy/trained-policy.js';
import { enginePolicy } from './engine-policy.js';
import { fixedOrder } from './fixed-order.js';
import { randomOrder } from './random-order.js';
import type { TutorPolicy } from './tutor.js';

const ALL: readonly TutorPolicy[] = [enginePolicy(TRAINED_POLICY), fixedOrder(), fixedOrder('goal'), randomOrder];

/** Names of the policies that can teach. */
export const POLICIES: readonly string[] = ALL.map(({ name }) => name);

/** @throws RangeError when there is no such policy */
export function tutorPolicy(name: string): TutorPolicy {
  const found = ALL.find((policy) => policy.name === name);
  if (found) return found;
  throw new RangeError(`there is no policy ${name}; there are ${POLICIES.join(', ')}`);
}

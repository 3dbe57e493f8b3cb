import type { Principal } from '../../http/index.js';
import type { Scope, Storage } from '../../storage/index.js';
import {
  type ConsentChoice,
  type Owner,
  profileCollection,
  profileId,
  recordFact,
  selectProfile,
} from '../learners/index.js';

/** Goes up when the words of the consent page change in what they say: then everybody is asked once more. */
export const CONSENT_VERSION = 1;

export interface ConsentDependencies {
  readonly storage: Storage;
  readonly clock: () => Date;
  readonly newId: () => string;
}

/** What a launch asks of a learner's own settings: whether they have chosen, and in what language they want to read. */
export async function wishesAtLaunch(
  scope: Scope,
  owner: Owner,
): Promise<{ readonly consented: boolean; readonly language: string | null }> {
  const found = await scope.collection(profileCollection).findOne({ _id: profileId(owner) }, { only: ['controls'] });
  const { consent, language = null } = found?.controls ?? {};
  return { consented: consent?.version === CONSENT_VERSION, language };
}

/** Whether a learner has said yes or no to the words that are in force. */
export async function hasConsented(scope: Scope, owner: Owner): Promise<boolean> {
  return (await wishesAtLaunch(scope, owner)).consented;
}

/** What the learner chose, as a fact. It acts from the next page on; the same choice again says nothing new. */
export function giveConsent(
  { storage, clock, newId }: ConsentDependencies,
  { tenant, ...owner }: Pick<Principal, 'tenant' | 'userId' | 'courseId'>,
  choice: ConsentChoice,
): Promise<void> {
  return storage.scope(tenant).transaction(async (tx) => {
    const before = await selectProfile(tx, owner);
    const { consent } = before.controls;
    if (consent?.version === CONSENT_VERSION && consent.choice === choice) return;
    const [id, now] = [newId(), clock()];
    const metrics = { version: CONSENT_VERSION, choice };
    const draft = { type: 'consent-given', key: `consent:${id}`, contentId: null, metrics, at: now } as const;
    await recordFact(tx, owner, draft, { id, now, before });
  });
}

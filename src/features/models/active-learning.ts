import type { AbilityPrior } from '../../engine/ability/eap.js';
import { estimate } from '../../engine/ability/eap.js';
import { type InformationGain, informationGain } from '../../engine/ability/information-gain.js';
import { successProbability } from '../../engine/ability/irt.js';
import type { Scope } from '../../storage/index.js';
import type { CatalogueEntry, CatalogueView } from '../catalogue/index.js';
import { type Owner, selectProfile } from '../learners/index.js';
import { sumsCollection } from './model.js';
import type { PredictionService } from './prediction-service.js';
import type { ServedParameters } from './served-parameters.js';

/** An item and what one answer to it is expected to teach. */
export interface InformativeItem {
  readonly item: string;
  readonly skills: readonly string[];
  /** In nats: about what was asked for. */
  readonly information: number;
  readonly aboutLearner: number;
  readonly aboutItem: number;
  readonly answers: number;
  readonly chance: number;
}

/** What the choice of a next question may add to its reasons: what the answer would teach. */
export type InformationOf = (entry: CatalogueEntry, ability: AbilityPrior) => InformationGain & { answers: number };

/** A learner of whom nothing is known. */
const ANYBODY: AbilityPrior = { mean: 0, sd: 1 };

/** What answers to the items of a course would teach, by the parameters in force and the answers there are. */
export async function informationOf(scope: Scope, courseId: string, served: ServedParameters): Promise<InformationOf> {
  const counts = new Map<string, { count: number; right: number }>();
  for await (const sums of scope.collection(sumsCollection).stream({ course_id: courseId, subject: 'item' })) {
    counts.set(sums.subject_id, { count: sums.count, right: sums.right });
  }
  return (entry, ability) => {
    // The rarest of its steps says how well the item is known.
    const ofSteps = entry.steps.map((step) => counts.get(`${entry.id}/${step}`) ?? { count: 0, right: 0 });
    const { count: answers, right } = ofSteps.reduce((least, each) => (each.count < least.count ? each : least));
    const share = answers > 0 ? { share: right / answers } : {};
    return { ...informationGain(ability, { ...served.entry(entry), answers, ...share }), answers };
  };
}

export interface InformativeQuestion {
  readonly owner: Owner | null;
  readonly courseId: string;
  /** None: all of the catalogue. */
  readonly skills: readonly string[];
  readonly about: 'learner' | 'items' | 'both';
  readonly limit: number;
}

/** Which items to ask to learn most: about a learner, about the items themselves, or about both. */
export async function mostInformative(
  scope: Scope,
  service: PredictionService,
  catalogue: CatalogueView,
  { owner, courseId, skills, about, limit }: InformativeQuestion,
): Promise<InformativeItem[]> {
  const served = await service.parametersOf(scope, courseId, catalogue);
  const gainOf = await informationOf(scope, courseId, served);
  const ability = owner ? estimate((await selectProfile(scope, owner)).skill_profile.ability) : ANYBODY;
  return catalogue.items
    .filter((entry) => skills.length === 0 || entry.skills.some((skill) => skills.includes(skill)))
    .map((entry) => {
      const { learner: aboutLearner, item: aboutItem, answers } = gainOf(entry, ability);
      const information = { learner: aboutLearner, items: aboutItem, both: aboutLearner + aboutItem }[about];
      const chance = successProbability(served.entry(entry), ability.mean);
      return { item: entry.id, skills: entry.skills, information, aboutLearner, aboutItem, answers, chance };
    })
    .sort((a, b) => b.information - a.information || (a.item < b.item ? -1 : 1))
    .slice(0, limit);
}

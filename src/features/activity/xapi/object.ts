import { z } from 'zod';
import { Agent, Group } from './actor.js';
import { Extensions, Iri, LanguageMap, Uuid } from './values.js';

const Component = z.strictObject({ id: z.string().min(1).max(1_000), description: LanguageMap.optional() });
const Components = z
  .array(Component)
  .max(1_000)
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'each component needs an id of its own');

/** Which lists of components an interaction of a type may have (xAPI 1.0.3, data, 2.4.4.1). */
const COMPONENTS_OF = {
  'true-false': [],
  choice: ['choices'],
  'fill-in': [],
  'long-fill-in': [],
  matching: ['source', 'target'],
  performance: ['steps'],
  sequencing: ['choices'],
  likert: ['scale'],
  numeric: [],
  other: [],
} as const;
type InteractionType = keyof typeof COMPONENTS_OF;
const LISTS = ['choices', 'scale', 'source', 'target', 'steps'] as const;

export const Definition = z
  .strictObject({
    name: LanguageMap.optional(),
    description: LanguageMap.optional(),
    type: Iri.optional(),
    moreInfo: Iri.optional(),
    extensions: Extensions.optional(),
    interactionType: z.enum(Object.keys(COMPONENTS_OF) as [InteractionType, ...InteractionType[]]).optional(),
    correctResponsesPattern: z.array(z.string().max(10_000)).max(1_000).optional(),
    choices: Components.optional(),
    scale: Components.optional(),
    source: Components.optional(),
    target: Components.optional(),
    steps: Components.optional(),
  })
  .superRefine((definition, context) => {
    const { interactionType, correctResponsesPattern } = definition;
    const allowed: readonly string[] = interactionType === undefined ? [] : COMPONENTS_OF[interactionType];
    for (const list of LISTS) {
      if (definition[list] !== undefined && !allowed.includes(list)) {
        context.addIssue({ code: 'custom', path: [list], message: 'this type of interaction has no such list' });
      }
    }
    if (correctResponsesPattern !== undefined && interactionType === undefined) {
      const message = 'an interactionType is needed beside it';
      context.addIssue({ code: 'custom', path: ['correctResponsesPattern'], message });
    }
  });

export const Activity = z.strictObject({
  objectType: z.literal('Activity').optional(),
  id: Iri,
  definition: Definition.optional(),
});
export type Activity = z.infer<typeof Activity>;

export const StatementRef = z.strictObject({ objectType: z.literal('StatementRef'), id: Uuid });

/** What a statement can be about, by its `objectType`; an activity unless it says otherwise. */
export const OBJECTS = { Activity, Agent, Group, StatementRef } as const;

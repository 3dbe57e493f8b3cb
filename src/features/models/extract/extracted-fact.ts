import type { InteractionDocument } from '../../learners/index.js';

/** A fact of the ledger, as far as features are made of it. */
export type ExtractedFact = Pick<
  InteractionDocument,
  'sequence' | 'interaction_type' | 'content_id' | 'session_duration' | 'performance_metrics' | 'timestamp'
>;

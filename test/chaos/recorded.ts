import type { InteractionDocument } from '../../src/features/learners/index.js';
import type { School } from './school.js';

/** Learners as the LMS calls them, with what the tool has recorded of each. */
export interface Recorded {
  /** The campus's id of the person. */
  readonly person: string;
  readonly userId: string;
  readonly facts: readonly InteractionDocument[];
}

export async function recordedLearners({ campus, storage }: School): Promise<Recorded[]> {
  const { connection } = storage;
  const learners = await connection.collection<{ _id: string; sub: string }>('learners').find().toArray();
  const facts = await connection
    .collection<InteractionDocument>('user_interactions')
    .find()
    .sort({ sequence: 1 })
    .toArray();
  return learners.map(({ _id: userId, sub }) => ({
    userId,
    person: campus.state.people.find((person) => person.sub === sub)?.id ?? 'somebody unknown',
    facts: facts.filter(({ user_id }) => user_id === userId),
  }));
}

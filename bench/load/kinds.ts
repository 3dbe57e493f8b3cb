/** What a learner of the load does, by the figure that it is for. */
export const KINDS = ['recommendations', 'profile update', 'inference', 'path', 'next question', 'profile'] as const;
export type Kind = (typeof KINDS)[number];

export interface LoadLearner {
  readonly userId: string;
  readonly skills: readonly string[];
}

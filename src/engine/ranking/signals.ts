import type { PartName, SuggestionReason } from './suggestion.js';

/** What a suggestion may be made from; a learner can switch each off. */
export type SignalName = 'skills' | 'forgetting' | 'grades' | 'similar-learners' | 'habits' | 'goals' | 'preferences';

/** The signal that each part of a score rests on; null: a property of the content, or the learner's own word. */
export const SIGNAL_OF_PART: Readonly<Record<PartName, SignalName | null>> = {
  gap: 'skills',
  readiness: 'skills',
  new: 'habits',
  short: null,
  grade: 'grades',
  started: 'grades',
  forgetting: 'forgetting',
  strength: 'skills',
  foundation: 'skills',
  struggle: 'skills',
  match: 'skills',
  similar: 'similar-learners',
  likeness: 'habits',
  preference: 'preferences',
  engagement: 'habits',
  goal: 'goals',
  deadline: 'goals',
  novelty: 'similar-learners',
  'last-answers': 'skills',
  'needs-first': 'skills',
  fatigue: 'habits',
  'set-aside': null,
};

/** The signal that each reason tells of. */
export const SIGNAL_OF_REASON: Readonly<Record<SuggestionReason['code'], SignalName | null>> = {
  'below-target': 'skills',
  'not-enough-answers': 'skills',
  'new-lesson': 'habits',
  'lesson-again': 'habits',
  'counts-for-grade': 'grades',
  'nearly-there': 'grades',
  fading: 'forgetting',
  'others-build-on-it': 'skills',
  struggling: 'skills',
  'needs-first': 'skills',
  'similar-learners': 'similar-learners',
  'like-what-you-took': 'habits',
  'you-prefer-this': 'preferences',
  'often-taken-up': 'habits',
  'your-goal': 'goals',
  deadline: 'goals',
  'last-answers-wrong': 'skills',
  misconception: 'skills',
  'next-level': 'skills',
  'comes-first': 'skills',
  'for-variety': null,
  'its-turn': null,
  'part-of-the-course': null,
  'course-order': null,
};

import { type ContentPreference, isInUse, type Modality, type Projection } from '../learners/index.js';
import { FORMULAS } from './formulas.js';
import { measured } from './measure.js';
import { quartilesOf } from './quartiles.js';
import type { PersonalizationProfile } from './schema.js';

type LearningStyle = PersonalizationProfile['learningStyle'];
type ContentType = LearningStyle['preferred_content_type'];

/** Fewer votes of quiz and behaviour together say nothing yet. */
const LEAST_VOTES = 5;
/** A kind of content counts from so many openings on, and no more than so much. */
const LEAST_OPENED = 5;
const MOST_VOTES_OF_BEHAVIOUR = 10;
/** Practice is what a course asks of everybody, so that it is done says nothing about what somebody likes. */
const KINDS: Partial<Record<Modality, ContentPreference>> = {
  video: 'visual',
  figure: 'visual',
  text: 'analytical',
  conversation: 'interactive',
};

/** What the learner likes, from what they said, from the quiz, and from what they finish; see the schema for how. */
export function learningStyleOf(profile: Projection): LearningStyle {
  const { stated } = profile.learning_style;
  return {
    preferred_content_type: contentTypeOf(profile),
    optimal_session_length: { stated: statedOf(profile, stated.session_minutes), measured: sessionLengthOf(profile) },
    difficulty_progression_rate: progressionOf(profile),
    motivation_factors: motivationOf(profile),
    reviews_per_day: stated.reviews_per_day,
  };
}

const statedOf = <T>(profile: Projection, value: T): T | null => (isInUse(profile, 'preferences') ? value : null);

function contentTypeOf(profile: Projection): ContentType {
  const said = statedOf(profile, profile.learning_style.stated.preferred_content_type);
  const quiz = isInUse(profile, 'preferences') ? quizVotes(profile) : [];
  const behaviour = isInUse(profile, 'habits') ? behaviourVotes(profile) : [];
  const evidence = [...(said ? [{ source: 'stated' as const, says: said, count: 1 }] : []), ...quiz, ...behaviour];
  if (said) return { value: said, source: 'stated', enough: true, evidence };
  const votes = [...quiz, ...behaviour];
  const all = votes.reduce((sum, { count }) => sum + count, 0);
  if (all < LEAST_VOTES) return { value: null, source: null, enough: false, evidence };
  const sums = new Map<ContentPreference, number>();
  for (const { says, count } of votes) sums.set(says, (sums.get(says) ?? 0) + count);
  const [leader, most] = [...sums].reduce((best, each) => (each[1] > best[1] ? each : best));
  const source = behaviour.length > 0 && quiz.length === 0 ? 'behaviour' : 'quiz';
  return { value: most * 2 > all ? leader : 'mixed', source, enough: true, evidence };
}

interface Vote {
  readonly source: 'quiz' | 'behaviour';
  readonly says: ContentPreference;
  readonly count: number;
}

function quizVotes({ learning_style: { quiz } }: Projection): Vote[] {
  const counts = new Map<ContentPreference, number>();
  for (const choice of Object.values(quiz?.answers ?? {})) counts.set(choice, (counts.get(choice) ?? 0) + 1);
  return [...counts].map(([says, count]) => ({ source: 'quiz', says, count }));
}

/** The kind of content of which the greatest share is finished, when at least two kinds were opened often enough. */
function behaviourVotes({ learning_style: { shown } }: Projection): Vote[] {
  const kinds = new Map<ContentPreference, { opened: number; completed: number }>();
  for (const [modality, says] of Object.entries(KINDS) as [Modality, ContentPreference][]) {
    const before = kinds.get(says) ?? { opened: 0, completed: 0 };
    const { opened = 0, completed = 0 } = shown[modality] ?? {};
    // What another program says was completed was opened, too, whether it told us or not.
    kinds.set(says, { opened: before.opened + Math.max(opened, completed), completed: before.completed + completed });
  }
  const often = [...kinds].filter(([, { opened }]) => opened >= LEAST_OPENED);
  if (often.length < 2) return [];
  const share = ({ opened, completed }: { opened: number; completed: number }) => (completed + 1) / (opened + 2);
  const [says, { completed }] = often.reduce((best, each) => (share(each[1]) > share(best[1]) ? each : best));
  return [{ source: 'behaviour', says, count: Math.min(MOST_VOTES_OF_BEHAVIOUR, completed) }];
}

function sessionLengthOf({ behavioral_metrics: { sessions }, controls }: Projection) {
  const worked = sessions.filter(({ answers }) => answers >= 3);
  const answers = worked.reduce((sum, session) => sum + session.answers, 0);
  const correct = worked.reduce((sum, session) => sum + session.correct, 0);
  const well = worked.filter((session) => session.correct * answers >= correct * session.answers);
  const minutes = quartilesOf(
    well.map(({ started_at, last_at }) => (last_at.getTime() - started_at.getTime()) / 60_000),
  );
  return measured(FORMULAS.sessionLength, { ...minutes, evidence: worked.length }, controls);
}

function progressionOf(profile: Projection): LearningStyle['difficulty_progression_rate'] {
  const said = statedOf(profile, profile.learning_style.stated.difficulty_progression_rate);
  const recent = isInUse(profile, 'habits') ? profile.behavioral_metrics.felt.recent : [];
  const count = (felt: string) => recent.filter((each) => each.felt === felt).length;
  const [easy, hard] = [count('too-easy'), count('too-hard')];
  const evidence = [
    ...(said ? [{ source: 'stated' as const, says: said, count: 1 }] : []),
    ...(recent.length > 0
      ? [
          { source: 'behaviour' as const, says: 'fast', count: easy },
          { source: 'behaviour' as const, says: 'moderate', count: count('right') },
          { source: 'behaviour' as const, says: 'slow', count: hard },
        ]
      : []),
  ];
  if (said) return { value: said, source: 'stated', enough: true, evidence };
  if (recent.length < LEAST_VOTES) return { value: null, source: null, enough: false, evidence };
  const half = recent.length / 2;
  const value = easy > half ? 'fast' : hard > half ? 'slow' : 'moderate';
  return { value, source: 'behaviour', enough: true, evidence };
}

function motivationOf(profile: Projection): LearningStyle['motivation_factors'] {
  const stated = isInUse(profile, 'preferences') ? profile.learning_style.stated.motivation_factors : [];
  const goal = isInUse(profile, 'goals') ? (profile.goals?.motivation_type ?? null) : null;
  return [
    ...[...new Set(stated)].map((factor) => ({ factor, source: 'stated' as const })),
    ...(goal && !stated.includes(goal) ? [{ factor: goal, source: 'goals' as const }] : []),
  ];
}

import { isDeepStrictEqual } from 'node:util';
import { rebuildProfiles } from '../../src/features/learners/index.js';
import { createOutbox } from '../../src/storage/index.js';
import type { Diary } from './diary.js';
import { brokenGrades } from './grade-invariants.js';
import { type Recorded, recordedLearners } from './recorded.js';
import type { School } from './school.js';

/** Everything that is not as it must be once all is well again, in sentences with ids only. */
export async function brokenInvariants(school: School, diary: Diary): Promise<string[]> {
  const recorded = await recordedLearners(school);
  return [
    ...recorded.flatMap((learner) => brokenLedger(learner, diary)),
    ...unrecorded(school, recorded, diary),
    ...(await brokenProfiles(school)),
    ...(await undelivered(school)),
    ...(await brokenGrades(school, recorded)),
  ];
}

/** Each acknowledged answer once; none that nobody gave; numbers without a gap. */
function brokenLedger({ person, userId, facts }: Recorded, diary: Diary): string[] {
  const { sent, told } = diary.answersOf(person);
  const answers = facts.filter(({ interaction_type: type }) => type === 'answer');
  const problems = [...told].flatMap((key) => {
    const count = answers.filter((fact) => fact.key === key).length;
    return count === 1 ? [] : [`${userId}: ${key} was acknowledged and is ${count} times in the ledger`];
  });
  for (const { key, performance_metrics: metrics } of answers) {
    const given = sent.get(key);
    if (!given) problems.push(`${userId}: ${key} is in the ledger and nobody gave it`);
    else if (!given.has(metrics.correct === true)) problems.push(`${userId}: ${key} is marked as nobody answered it`);
  }
  const sequences = facts.map(({ sequence }) => sequence);
  const gapless = sequences.map((_, index) => index + 1);
  if (!isDeepStrictEqual(sequences, gapless)) problems.push(`${userId}: the ledger counts ${sequences.join(' ')}`);
  return problems;
}

/** Who was told of an answer is somebody whom the tool knows. */
function unrecorded({ students }: School, recorded: readonly Recorded[], diary: Diary): string[] {
  const known = new Set(recorded.map(({ person }) => person));
  return students
    .filter((person) => diary.answersOf(person).told.size > 0 && !known.has(person))
    .map((person) => `${person} answered and is unknown to the tool`);
}

async function brokenProfiles({ scope }: School): Promise<string[]> {
  const { profiles, different } = await rebuildProfiles(scope, { dryRun: true });
  return different === 0 ? [] : [`${different} of ${profiles} profiles are not what their facts add up to`];
}

async function undelivered({ storage }: School): Promise<string[]> {
  const entries = await createOutbox(storage.connection).list({}, 10_000);
  return entries
    .filter(({ state }) => state !== 'delivered')
    .map(
      ({ _id, state, attempts, problem }) => `${_id} is ${state} after ${attempts} tries: ${problem ?? 'no problem'}`,
    );
}

import { binaryMeter } from '../../src/engine/metrics/binary-meter.js';
import { rankCorrelation } from '../../src/engine/metrics/rank-correlation.js';
import { answered, type School } from './school.js';
import type { Diary } from './study.js';

export interface Findings {
  readonly learners: number;
  readonly answers: number;
  readonly sessions: number;
  /** Spearman's correlation of the mean level over all skills with the mean truth, at the end. */
  readonly rankCorrelation: number;
  /** The same with the one ability on the latent scale. */
  readonly rankCorrelationOfAbility: number;
  readonly mastered: number;
  /** Share of the skills called mastered that are not truly mastered at the end. */
  readonly falselyMastered: number;
  /** Share of the truly mastered skills that are called so. */
  readonly found: number;
  readonly reviews: number;
  /** Share of the reviews due when a session began that were done in it. */
  readonly reviewsOnTime: number;
  /** Foretold chances of right answers beside what became of them. */
  readonly forecastAuc: number;
  readonly forecastCalibrationError: number;
  readonly pathsCompleted: number;
  readonly decisions: number;
  readonly unexplained: number;
}

/** Compares what the product says of everybody at the end with the truth. */
export async function findingsOf(school: School, diaries: readonly Diary[], end: Date): Promise<Findings> {
  const at = end.toISOString();
  const [levels, abilities, truths]: [number[], number[], number[]] = [[], [], []];
  const count = { mastered: 0, falsely: 0, truly: 0, found: 0 };
  for (const { userId, person } of diaries) {
    const { skillProfile } = await answered(
      school.attune.GET('/api/users/{userId}/profile', { params: { path: { userId }, query: { at } } }),
    );
    const said = new Set(skillProfile.mastered_concepts);
    let [level, truth, skills] = [0, 0, 0];
    for (const { id, prior } of school.skills) {
      const [true_, masters] = [person.truth(id, end), person.masters(id, end)];
      if (true_ === null) continue;
      level += skillProfile.current_levels[id]?.known.value ?? prior;
      truth += true_;
      skills += 1;
      count.mastered += Number(said.has(id));
      count.falsely += Number(said.has(id) && !masters);
      count.truly += Number(masters);
      count.found += Number(said.has(id) && masters);
    }
    levels.push(level / skills);
    truths.push(truth / skills);
    abilities.push(skillProfile.ability.value ?? 0);
  }
  const forecasts = binaryMeter();
  for (const { chance, correct } of diaries.flatMap((diary) => diary.forecasts)) forecasts.add(chance, correct);
  const { auc, ece } = forecasts.metrics();
  const sum = (of: (diary: Diary) => number): number => diaries.reduce((total, diary) => total + of(diary), 0);
  return {
    learners: diaries.length,
    answers: sum(({ answers }) => answers),
    sessions: sum(({ sessions }) => sessions),
    rankCorrelation: rankCorrelation(levels, truths),
    rankCorrelationOfAbility: rankCorrelation(abilities, truths),
    mastered: count.mastered,
    falselyMastered: count.falsely / Math.max(1, count.mastered),
    found: count.found / Math.max(1, count.truly),
    reviews: sum(({ reviews }) => reviews),
    reviewsOnTime:
      sum(({ done }) => done) /
      Math.max(
        1,
        sum(({ due }) => due),
      ),
    forecastAuc: auc,
    forecastCalibrationError: ece,
    pathsCompleted: diaries.filter(({ completedPaths }) => completedPaths.size > 0).length / diaries.length,
    decisions: sum(({ decisions }) => decisions),
    unexplained: sum(({ unexplained }) => unexplained),
  };
}

import { z } from 'zod';
import { ADJUSTMENT_PARTS } from '../../engine/selection/adjust-difficulty.js';
import { NEAR_AIM } from '../../engine/selection/choose-item.js';
import { levelOf } from '../learners/index.js';
import type { Felt } from './felt.js';
import type { CurrentQuestion, DecisionDocument } from './model.js';
import type { Ground } from './situation.js';

/** How hard a question is for this learner, as the page says it: in words, and as questions out of ten. */
export interface DifficultyView {
  readonly level: 'easier' | 'right' | 'harder';
  /** Of ten questions like this one, so many right answers are expected; 1 to 9, since nothing is certain. */
  readonly expected: number;
  /** So many are aimed for; null where nothing is: in the order of the course, and to find out where somebody stands. */
  readonly aim: number | null;
  /** Answers on the skill that it rests on. */
  readonly answers: number;
  /** What moved the aim, and which way. */
  readonly moved: readonly { readonly part: string; readonly way: 'easier' | 'harder' }[];
  /** A study of the course moves the aim too. */
  readonly study: boolean;
  /** How it felt, as the learner said; null: they did not. */
  readonly felt: Felt | null;
}

const Aim = z.object({
  targetSuccess: z.number(),
  parts: z.array(z.object({ name: z.enum(ADJUSTMENT_PARTS), effect: z.number() })),
  experiment: z.unknown().optional(),
});

/** What moves the aim by less than this is not spoken of. */
const WORTH_A_WORD = 0.01;
/** Without an aim a question is called easy or hard by its chance alone. */
const USUALLY_RIGHT = { easy: 0.85, hard: 0.55 };

/** @returns null when nothing was foretold of the question */
export function difficultyOf(
  { profile }: Pick<Ground, 'profile'>,
  { foretold, skill }: CurrentQuestion,
  saw: DecisionDocument['saw'],
  felt: Felt | null,
): DifficultyView | null {
  if (!foretold) return null;
  const { data: aim } = Aim.safeParse(saw.aim);
  const { chance } = foretold;
  return {
    level: levelBy(chance, aim?.targetSuccess ?? null),
    expected: outOfTen(chance),
    aim: aim ? outOfTen(aim.targetSuccess) : null,
    answers: levelOf(profile, skill)?.answers ?? 0,
    moved: (aim?.parts ?? []).flatMap(({ name, effect }) =>
      Math.abs(effect) < WORTH_A_WORD
        ? []
        : [{ part: name, way: effect > 0 ? ('easier' as const) : ('harder' as const) }],
    ),
    study: aim?.experiment !== undefined,
    felt,
  };
}

function levelBy(chance: number, aim: number | null): DifficultyView['level'] {
  const [easy, hard] = aim === null ? [USUALLY_RIGHT.easy, USUALLY_RIGHT.hard] : [aim + NEAR_AIM, aim - NEAR_AIM];
  if (chance > easy) return 'easier';
  return chance < hard ? 'harder' : 'right';
}

const outOfTen = (share: number): number => Math.min(9, Math.max(1, Math.round(share * 10)));

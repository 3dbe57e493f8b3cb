import type { z } from 'zod';
import { skillMastery } from '../../engine/tracing/mastery.js';
import { sayReason, type Translate } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import {
  figureAddresses,
  hintOf,
  type Item,
  plainQuestionOf,
  questionOf,
  renderText,
  type Step,
} from '../catalogue/index.js';
import { levelOf, type ProfileDocument } from '../learners/index.js';
import type { AnswerAnswer, HintAnswer, NextAnswer, QuestionOut, SkillNow } from './api-schema.js';
import type { Served } from './ask-next.js';
import type { Answered, Hinted } from './by-decision.js';
import type { CurrentQuestion, DecisionDocument } from './model.js';
import { type Pacing, pacingOf } from './pacing.js';
import { nextStep, readQuestion, seedOf } from './question.js';
import { wordsOfReasons } from './reasons.js';
import { type Ground, knownOf } from './situation.js';
import { evidenceWeight, mayHint } from './steps.js';
import { whereToLook } from './where-to-look.js';

/** For whom an answer of the API is made. */
export interface Reader {
  readonly scope: Scope;
  readonly say: Translate;
  /** Address of the session's pages, under which figures are; null for a key. */
  readonly base: string | null;
}

type Next = z.infer<typeof NextAnswer>;

/** The question that was served, as programs see it. */
export async function servedView(
  { scope, say, base }: Reader,
  { question: current, ground }: Extract<Served, { ended: null }>,
  decision: DecisionDocument,
): Promise<Omit<Next, 'course' | 'placement' | 'ended'>> {
  const { item, step } = await readQuestion(scope, ground, current);
  const pacing = await pacingOf(scope, ground, current);
  const reasons = wordsOfReasons(ground.catalogue, decision.reasons);
  return {
    decision: current.decision,
    mode: decision.mode ?? 'practice',
    policy: decision.policy ?? 'engine',
    propensity: decision.propensity,
    question: questionView({ base }, ground, current, item, step),
    skill: skillNow(ground, current.skill, ground.profile, null),
    difficulty: { difficulty: step.parameters.difficulty, discrimination: step.parameters.discrimination },
    reasons: reasons.map((reason) => ({ ...reason, text: sayReason(say, 'practice.why', reason) })),
    pacing: pacingView(pacing, current.hints < step.hints.length ? current.hints + 1 : null),
  };
}

function pacingView({ hint, breakBecause, workedExample, ...times }: Pacing, number: number | null): Next['pacing'] {
  return {
    hint: { ...hint, number },
    usual_seconds: times.usualSeconds,
    session_minutes: times.sessionMinutes,
    break: { suggested: breakBecause !== null, because: breakBecause },
    worked_example: workedExample && {
      item: workedExample.item,
      title: workedExample.title,
      prompt_html: workedExample.promptHtml,
      solution_html: workedExample.solutionHtml,
    },
  };
}

/** What an answer did, as programs see it. */
export function answeredView(
  { say, base }: Pick<Reader, 'say' | 'base'>,
  decision: string,
  { step: index, attempt }: { readonly step: number; readonly attempt: number },
  answered: Answered,
): z.infer<typeof AnswerAnswer> {
  const { step, current, ground, before, after, correct } = answered;
  const over = current === null || current.outcome !== 'open' || current.step > index;
  return {
    decision,
    step: index + 1,
    attempt,
    replayed: answered.replayed,
    verdict: verdictView(say, answered),
    misconception: misconceptionView(answered),
    skills: correct === null ? [] : step.skills.flatMap((id) => skillNow(ground, id, after, before) ?? []),
    next: nextView({ base }, answered, over, index),
    solution: over ? { html: renderText(step.solutionMarkdown), text: step.solutionMarkdown } : null,
  };
}

function verdictView(say: Translate, { correct, current, misconception }: Answered) {
  const { last } = current ?? {};
  const coarse = correct ? 'right' : 'wrong';
  const known = last && (last.code === 'right') === (correct === true) ? last : { code: coarse, values: {} };
  const code = misconception !== null && known.code === 'misconception' ? 'misconception' : known.code;
  return { readable: correct !== null, correct, code, text: say(`catalogue.verdict.${code}`, { ...known.values }) };
}

function misconceptionView({ misconception, current, step, ground }: Answered) {
  if (misconception === null) return null;
  const idea = current?.last?.values.misconception;
  return {
    key: misconception,
    idea: typeof idea === 'string' ? idea : null,
    look_at: whereToLook(ground, step, current),
  };
}

function nextView(
  reader: Pick<Reader, 'base'>,
  { item, current, ground, after }: Answered,
  over: boolean,
  index: number,
): z.infer<typeof AnswerAnswer>['next'] {
  if (!over) return { action: 'try-again', step: index + 1, attempt: (current?.tries ?? 0) + 1, question: null };
  const later = current?.step === index ? nextStep({ ...ground, profile: after }, current, item) : null;
  const step = later && item.steps[later.step];
  if (!later || !step) return { action: 'next-question', step: null, attempt: null, question: null };
  const question = questionView(reader, ground, later, item, step);
  return { action: 'next-step', step: later.step + 1, attempt: 1, question };
}

export function hintedView(
  decision: string,
  { asked, opened, hint: index, refused }: Hinted,
): z.infer<typeof HintAnswer> {
  const { step, current } = asked;
  const hint = index === null ? undefined : step.hints[index];
  const shown = hint && hintOf(hint, { seed: `${seedOf(current, step)}:${hint.id}` });
  return {
    decision,
    step: current.step + 1,
    hint:
      hint && shown && index !== null
        ? { id: hint.id, number: index + 1, title: shown.title, html: shown.html, text: hint.textMarkdown }
        : null,
    refused,
    left: step.hints.length - opened,
    worth: evidenceWeight({ correct: true, attempt: current.tries + 1, hints: opened }),
  };
}

function questionView(
  { base }: Pick<Reader, 'base'>,
  ground: Ground,
  current: CurrentQuestion,
  item: Item,
  step: Step,
): z.infer<typeof QuestionOut> {
  const { catalogue } = ground;
  const seed = seedOf(current, step);
  const figureUrl = base === null ? undefined : figureAddresses(base, catalogue);
  const shown = questionOf(item, step, { seed, figureUrl, figureAlt: (name) => catalogue.figureAlt(name) ?? '' });
  const plain = plainQuestionOf(item, step, { seed });
  const choices = (html: typeof shown.options, text: typeof plain.options) =>
    html.map(({ place, html: each }, index) => ({ id: place, html: each, text: text[index]?.text ?? '' }));
  return {
    item: item.id,
    title: shown.title,
    step: shown.position.step,
    steps: shown.position.of,
    attempt: current.tries + 1,
    kind: shown.kind,
    body: { html: shown.bodyHtml, text: plain.body },
    prompt: { html: shown.promptHtml, text: plain.prompt },
    options: choices(shown.options, plain.options),
    left: choices(shown.left, plain.left),
    right: choices(shown.right, plain.right),
    unit: shown.unit,
    figures: [...shown.figures],
    attribution: shown.attribution,
    foretold: current.foretold ?? null,
    hints: {
      total: step.hints.length,
      opened: current.hints,
      allowed: current.hints < step.hints.length && mayHint(ground, current),
    },
  };
}

/** A skill as it is in a profile; null when the catalogue has it no more. */
export function skillNow(
  { catalogue }: Pick<Ground, 'catalogue'>,
  id: string,
  profile: ProfileDocument,
  before: ProfileDocument | null,
): z.infer<typeof SkillNow> | null {
  if (!catalogue.skill(id)) return null;
  const { known, low, high, evidence, enough } = skillMastery(
    knownOf({ profile, catalogue }, id),
    levelOf(profile, id)?.evidence ?? 0,
  );
  const earlier = before ? (levelOf(before, id)?.known ?? null) : null;
  return { id, title: catalogue.skillTitle(id), before: earlier, known, low, high, evidence, enough };
}

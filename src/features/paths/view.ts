import type { StepReason } from '../../engine/paths/reasons.js';
import type { Translate } from '../../http/index.js';
import type { LearningPathDocument, PathAdaptation, PathTrigger } from './model.js';
import type { ModuleInfo } from './modules.js';
import type { PathAnswer, PathWarning, Said } from './schema.js';
import { restOf } from './service.js';

const DAY = 86_400_000;
const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

type Values = Said['values'];
type Step = PathAnswer['steps'][number];

/** A stored path for programs and pages: steps with their reasons in words. Pure. */
export function pathAnswer(path: LearningPathDocument, translate: Translate): PathAnswer {
  const config = path.path_config;
  const rest = restOf(config.plan.path.steps, config.done);
  // Reviews may be left behind the end of a path.
  const isOver = path.state === 'completed';
  const minutesLeft = isOver ? 0 : rest.reduce((sum, { minutes }) => sum + minutes, 0);
  const expect = expectations(path, minutesLeft);
  let minutes = 0;
  const ahead = rest.map((step, index): Step => {
    minutes += step.minutes;
    return {
      ...shownModule(config.modules, step.id),
      minutes: step.minutes,
      state: index === 0 && !isOver ? 'current' : 'later',
      doneAt: null,
      expectedBy: expect(minutes),
      gain: Math.max(0, step.gain),
      reasons: step.reasons.map((reason) => reasonSaid(reason, step.id, path, translate)),
    };
  });
  return {
    id: path._id,
    course: path.course_id,
    state: path.state,
    version: path.version,
    createdAt: path.created_at.toISOString(),
    updatedAt: path.updated_at.toISOString(),
    currentPosition: path.current_position,
    steps: [...config.done.map((step) => doneStep(config.modules, step)), ...ahead],
    minutesLeft,
    minutesPerWeek: config.minutesPerWeek,
    estimatedCompletion: {
      median: iso(config.completion.median),
      low: iso(config.completion.low),
      high: iso(config.completion.high),
    },
    policy: config.policy,
    wishes: config.wishes,
    warnings: config.warnings.map((warning) => warningSaid(warning, path, translate)),
    objective: config.plan.path.objective,
    seed: config.decided.seed,
    parameters: config.parameters,
    saw: {
      sequence: config.saw.sequence,
      catalogue: config.saw.catalogue,
      revision: config.saw.revision,
      pins: config.saw.pins,
      weeklyMinutesFrom: config.saw.weeklyMinutesFrom,
    },
  };
}

/** What a module is; a lesson or skill that an import took out since keeps its name. */
function shownModule(modules: Readonly<Record<string, ModuleInfo>>, module: string) {
  const info = Object.hasOwn(modules, module) ? modules[module] : undefined;
  const [kind = 'lesson', ...rest] = module.split(':');
  return {
    module,
    kind: info?.kind ?? (kind as Step['kind']),
    contentId: info?.contentId ?? rest.join(':'),
    title: info?.title ?? rest.join(':'),
    modality: info?.modality ?? ('practice' as const),
  };
}

function doneStep(
  modules: Readonly<Record<string, ModuleInfo>>,
  { module, minutes, done_at }: LearningPathDocument['path_config']['done'][number],
): Step {
  return {
    ...shownModule(modules, module),
    minutes,
    state: 'done',
    doneAt: done_at.toISOString(),
    expectedBy: null,
    gain: 0,
    reasons: [],
  };
}

/** Steps are expected along the way to the likely end, by the minutes that lie before them. */
function expectations({ path_config: { completion }, updated_at }: LearningPathDocument, minutesLeft: number) {
  const { median } = completion;
  return (minutes: number): string | null => {
    if (!median || minutesLeft === 0) return null;
    const way = Math.max(0, median.getTime() - updated_at.getTime());
    return new Date(updated_at.getTime() + (way * minutes) / minutesLeft).toISOString();
  };
}

function reasonSaid(reason: StepReason, module: string, path: LearningPathDocument, translate: Translate): Said {
  const { skills, modules, plan, saw, wishes } = path.path_config;
  switch (reason.kind) {
    case 'pinned': {
      // To the engine what a learner wants first is pinned as what staff want is.
      const isOwn = saw.pins === 0 || wishes.first.includes(module);
      return said('reason', isOwn ? 'wanted' : 'pinned', {}, translate);
    }
    case 'closes-gap': {
      const id = skills[reason.skill] ?? '';
      const skill = titleOfSkill(modules, id);
      const missing = Math.round((1 - (plan.startLevels[reason.skill] ?? 0)) * 100);
      return said('reason', 'closes-gap', { skill, share: Math.round(reason.share * 100), missing }, translate);
    }
    case 'needed-for': {
      const titles = [...new Set(reason.modules.map((module) => shownModule(modules, module).title))];
      return said('reason', 'needed-for', { count: titles.length, modules: titles }, translate);
    }
    case 'due': {
      // To the millisecond, as it was set: a fraction of a day is not exact.
      const at = new Date(Math.round((plan.day + reason.day) * DAY));
      const values = { at: at.toISOString(), date: at.toISOString().slice(0, 10) };
      return said('reason', 'due', values, translate, { date: at });
    }
  }
}

function titleOfSkill(modules: Readonly<Record<string, ModuleInfo>>, skill: string): string {
  const practice = Object.hasOwn(modules, `practice:${skill}`) ? modules[`practice:${skill}`] : undefined;
  const review = Object.values(modules).find(({ kind, contentId }) => kind === 'review' && contentId === skill);
  return practice?.title ?? review?.title ?? skill;
}

const titlesOf = (path: LearningPathDocument, modules: readonly string[]): string[] =>
  modules.map((module) => shownModule(path.path_config.modules, module).title);

function warningSaid({ code, modules }: PathWarning, path: LearningPathDocument, translate: Translate): Said {
  const titles = titlesOf(path, modules);
  return said('warning', code, { count: titles.length, modules: titles }, translate);
}

export function triggerSaid(trigger: PathTrigger, path: LearningPathDocument, translate: Translate): Said {
  const percent = (share: number): number => Math.round(share * 100);
  switch (trigger.kind) {
    case 'jumped-ahead':
    case 'dates-changed':
    case 'modules-gone':
    case 'no-longer-fits':
    case 'review-due': {
      const titles = titlesOf(path, trigger.modules);
      return said('trigger', trigger.kind, { count: titles.length, modules: titles }, translate);
    }
    case 'stalled':
      return said('trigger', 'stalled', { count: Math.floor(trigger.days) }, translate);
    case 'pace-changed':
      return said('trigger', 'pace-changed', { from: percent(trigger.from), to: percent(trigger.to) }, translate);
    case 'levels-differ':
      return said('trigger', 'levels-differ', { by: percent(trigger.by) }, translate);
    case 'budget-changed':
      return said(
        'trigger',
        'budget-changed',
        { from: Math.round(trigger.from), to: Math.round(trigger.to) },
        translate,
      );
    case 'catalogue-changed':
      return said('trigger', 'catalogue-changed', { from: trigger.from, to: trigger.to }, translate);
    default:
      return said('trigger', trigger.kind, {}, translate);
  }
}

/** What stands in a sentence as something else than a program gets, a date say, is in `shown`. */
function said(area: string, code: string, values: Values, translate: Translate, shown: object = {}): Said {
  return { code, values, text: translate(`paths.${area}.${code}`, { ...values, ...shown }) };
}

/** One entry of a path's history, in words. */
export function adaptationAnswer(path: LearningPathDocument, entry: PathAdaptation, translate: Translate) {
  const change = ({ id, reason }: { readonly id: string; readonly reason: string }) => ({
    module: id,
    title: shownModule(path.path_config.modules, id).title,
    reason,
  });
  return {
    path: path._id,
    at: entry.at.toISOString(),
    outcome: entry.outcome,
    triggers: entry.triggers.map((trigger) => triggerSaid(trigger, path, translate)),
    added: entry.added.map(change),
    removed: entry.removed.map(change),
    moved: [...entry.moved],
    objectiveKept: entry.objectiveKept,
    objective: entry.objective,
    seed: entry.seed,
    parameters: entry.parameters,
    sequence: entry.sequence,
    revision: entry.revision,
  };
}

import type { CatalogueView, Item } from '../catalogue/index.js';
import type { AnswerMetrics, FactDraft } from '../learners/index.js';
import { evidenceWeight, usualDifficultyOf } from '../practice/index.js';
import type { AnswerData, Event, GradeData, Refusal } from './schema.js';

/** What is asked to make facts of events: the course they are about, and what their sender may say. */
export interface Ground {
  readonly catalogue: CatalogueView;
  /** The texts of items that events are about, read before. */
  readonly items: ReadonlyMap<string, Item>;
  readonly mayTellEvidence: boolean;
  readonly now: Date;
}

/** Clocks differ a little. */
const AHEAD_MS = 10 * 60_000;
const EARLIEST = Date.UTC(2000, 0, 1);

/** The fact that an event is, or why it is none. */
export function draftOf(event: Event, ground: Ground): FactDraft | Refusal {
  const at = new Date(event.at);
  if (at.getTime() > ground.now.getTime() + AHEAD_MS) return 'not-yet';
  if (at.getTime() < EARLIEST) return 'too-long-ago';
  const common = { key: `event:${event.key}`, at } as const;
  switch (event.type) {
    case 'answer':
      return answerDraft(event.data, common, ground);
    case 'grade-read':
      return gradeDraft(event.data, common, ground);
    case 'activity': {
      const { data } = event;
      if (!data.skills.every((skill) => ground.catalogue.skill(skill))) return 'unknown-skill';
      const timed = data.seconds === null ? {} : { seconds: data.seconds };
      return { ...common, ...timed, type: 'activity', contentId: data.object, metrics: { ...data, source: 'api' } };
    }
    case 'lesson-opened':
    case 'lesson-completed':
      if (!ground.catalogue.lessons.some(({ id }) => id === event.content)) return 'unknown-lesson';
      if (event.type === 'lesson-opened') {
        return { ...common, type: event.type, contentId: event.content, metrics: {}, completion: 'started' };
      }
      return { ...common, type: event.type, contentId: event.content, metrics: event.data, completion: 'completed' };
    case 'content-viewed':
      return { ...common, type: event.type, contentId: event.content, metrics: event.data };
    case 'coach-rated':
      if (!ground.catalogue.coach(event.data.coach)) return 'unknown-coach';
      return { ...common, type: event.type, contentId: event.data.coach, metrics: event.data };
    case 'goals-set':
      if (!event.data.priority_areas.every((skill) => ground.catalogue.skill(skill))) return 'unknown-skill';
      return { ...common, type: event.type, contentId: null, metrics: event.data };
    case 'preferences-set': {
      const { preferred_characters: coaches = [] } = event.data;
      if (!coaches.every((coach) => ground.catalogue.coach(coach))) return 'unknown-coach';
      return { ...common, type: event.type, contentId: null, metrics: event.data };
    }
    case 'style-quiz':
    case 'signals-set':
    case 'personalization-set':
    case 'difficulty-felt':
    case 'survey-answered':
      return { ...common, type: event.type, contentId: null, metrics: event.data } as FactDraft;
    default:
      return 'product-only';
  }
}

type Common = Pick<FactDraft, 'key' | 'at'>;

function answerDraft(data: AnswerData, common: Common, ground: Ground): FactDraft | Refusal {
  if (!ground.mayTellEvidence) return 'needs-evidence';
  const asked = ground.catalogue.entry(data.item) ? catalogueStep(data, ground) : ownItem(data, ground);
  if (typeof asked === 'string') return asked;
  const { item, correct, attempt, hints, seconds, misconception } = data;
  return {
    ...common,
    type: 'answer',
    contentId: item,
    seconds,
    metrics: {
      decision: common.key,
      placement: null,
      correct,
      attempt,
      hints,
      seconds,
      weight: evidenceWeight({ correct, attempt, hints }),
      ...(misconception !== undefined && { misconception }),
      ...asked,
    },
  };
}

/** What was asked, as the ledger keeps it. */
type Asked = Pick<AnswerMetrics, 'step' | 'skill' | 'family' | 'item' | 'skills' | 'mode'>;

function catalogueStep(data: AnswerData, { catalogue, items }: Ground): Asked | Refusal {
  if (data.skills || data.difficulty !== undefined || data.discrimination !== undefined) return 'known-item';
  const item = items.get(data.item);
  if (!item) return 'unknown-item';
  if (data.step === undefined && item.steps.length > 1) return 'step-needed';
  const step = data.step === undefined ? item.steps[0] : item.steps.find(({ id }) => id === data.step);
  const [skill] = step?.skills ?? [];
  if (!step || skill === undefined) return 'unknown-step';
  return {
    step: step.id,
    skill,
    family: item.family ?? null,
    item: step.parameters,
    skills: besideUsual(catalogue, step.skills),
    mode: data.mode ?? 'practice',
  };
}

function ownItem(data: AnswerData, { catalogue }: Ground): Asked | Refusal {
  const { skills, difficulty = 0, discrimination = 1 } = data;
  const [skill] = skills ?? [];
  if (!skills || skill === undefined) return 'unknown-item';
  if (!skills.every((each) => catalogue.skill(each))) return 'unknown-skill';
  return {
    step: data.step ?? 'only',
    skill,
    family: null,
    item: { difficulty, discrimination, ...(data.difficulty === undefined && { assumed: true as const }) },
    skills: besideUsual(catalogue, [...new Set(skills)]),
    mode: 'external',
  };
}

function inForce(catalogue: CatalogueView, skills: readonly string[]) {
  return skills.flatMap((id) => {
    const skill = catalogue.skill(id);
    return skill ? [{ id, ...skill.parameters }] : [];
  });
}

/** As `inForce`, with how hard the questions on each skill usually are: an answer counts beside that. */
const besideUsual = (catalogue: CatalogueView, skills: readonly string[]) =>
  inForce(catalogue, skills).map((skill) => ({ ...skill, difficulty: usualDifficultyOf(catalogue, skill.id) }));

function gradeDraft({ skills, ...data }: GradeData, common: Common, { catalogue, mayTellEvidence }: Ground) {
  if (skills.length > 0 && !mayTellEvidence) return 'needs-evidence';
  const weights = new Map(skills.map(({ id, weight }) => [id, weight]));
  const told = inForce(catalogue, [...weights.keys()]).map((skill) => ({
    ...skill,
    weight: weights.get(skill.id) ?? 0,
  }));
  if (told.length < weights.size) return 'unknown-skill';
  const metrics = { ...data, source: 'api' as const, ours: false, skills: told };
  return { ...common, type: 'grade-read' as const, contentId: data.column, metrics };
}

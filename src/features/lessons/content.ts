import { estimate } from '../../engine/ability/eap.js';
import { successProbability } from '../../engine/ability/irt.js';
import { fitOf, type OrderedSkill } from '../../engine/ranking/order-content.js';
import type { CatalogueEntry, CatalogueView, ContentLevel, ContentModality, Lesson } from '../catalogue/index.js';
import { levelOf, MASTERED, type ProfileDocument } from '../learners/index.js';

/** A lesson or a question as lists show it. */
export interface Content {
  readonly kind: 'lesson' | 'item';
  readonly id: string;
  readonly title: string;
  readonly skills: readonly string[];
  readonly tags: readonly string[];
  readonly level: ContentLevel;
  readonly modality: ContentModality;
  readonly minutes: number | null;
  readonly language: string;
  readonly objectives: readonly string[];
  /** On the latent scale; null for a lesson. */
  readonly difficulty: number | null;
  readonly discrimination: number | null;
  /** 0 for the first thing of the course. */
  readonly place: number;
}

export interface ContentFilter {
  readonly kind?: Content['kind'] | undefined;
  readonly skill?: string | undefined;
  readonly tag?: string | undefined;
  readonly modality?: ContentModality | undefined;
  readonly level?: ContentLevel | undefined;
  readonly language?: string | undefined;
}

/** Where an item without a level of its own begins to be demanding, in standard deviations of ability. */
const INTERMEDIATE = -0.5;
const ADVANCED = 0.75;
/** And a lesson without a level, in an order by difficulty. */
const DIFFICULTY_OF: Readonly<Record<ContentLevel, number>> = { introductory: -1, intermediate: 0, advanced: 1 };

/**
 * Everything of a course in its own order: skill by skill, the lessons before the questions. What is about several skills
 * stands at the last of them, when all are there.
 */
export function sequenceOf(catalogue: CatalogueView): readonly Content[] {
  const known = sequences.get(catalogue);
  if (known) return known;
  const places = new Map(catalogue.skills.map(({ id }, index) => [id, index]));
  const last = (skills: readonly string[]) => Math.max(-1, ...skills.map((skill) => places.get(skill) ?? -1));
  const all = [
    ...catalogue.lessons.map((lesson) => ({ at: last(lesson.skills), content: lessonContent(lesson, catalogue) })),
    ...catalogue.items.map((entry) => ({ at: last(entry.skills), content: itemContent(entry, catalogue) })),
  ];
  // The sort is stable: within a skill lessons stay before questions, and each in the order of the course.
  const sequence = all.sort((a, b) => a.at - b.at).map(({ content }, place) => ({ ...content, place }));
  sequences.set(catalogue, sequence);
  return sequence;
}

/** A view of a revision never changes, so its sequence is worked out once. */
const sequences = new WeakMap<CatalogueView, readonly Content[]>();

export function matches(content: Content, filter: ContentFilter): boolean {
  const { kind, skill, tag, modality, level, language } = filter;
  return (
    (kind === undefined || content.kind === kind) &&
    (skill === undefined || content.skills.includes(skill)) &&
    (tag === undefined || content.tags.includes(tag)) &&
    (modality === undefined || content.modality === modality) &&
    (level === undefined || content.level === level) &&
    (language === undefined || content.language === language)
  );
}

/** The easiest first; a lesson by its level. */
export function byDifficulty(contents: readonly Content[]): Content[] {
  const hardness = ({ difficulty, level }: Content) => difficulty ?? DIFFICULTY_OF[level];
  return [...contents].sort((a, b) => hardness(a) - hardness(b) || a.place - b.place);
}

/** What fits a learner best first, see engine/ranking/order-content; `fit` says how well, in [0, 1]. */
export function forLearner(
  contents: readonly Content[],
  catalogue: CatalogueView,
  profile: ProfileDocument,
): (Content & { readonly fit: number })[] {
  const levels = new Map<string, OrderedSkill>(
    catalogue.skills.map(({ id, parameters, prerequisites }) => {
      const known = levelOf(profile, id)?.known ?? parameters.prior;
      return [id, { known, target: MASTERED, prerequisites }];
    }),
  );
  const ability = estimate(profile.skill_profile.ability).mean;
  const { lessons, items } = profile.behavioral_metrics;
  const fits = contents.map((content) => {
    const { kind, id, skills, difficulty, discrimination } = content;
    const asks = difficulty !== null && discrimination !== null;
    const chance = asks ? successProbability({ difficulty, discrimination }, ability) : undefined;
    const seen = Object.hasOwn(kind === 'lesson' ? lessons : items, id);
    return { ...content, fit: fitOf({ skills, chance, seen }, levels) };
  });
  return fits.sort((a, b) => b.fit - a.fit || a.place - b.place);
}

function lessonContent(lesson: Lesson, { language }: CatalogueView): Omit<Content, 'place'> {
  const { id, title, skills, minutes, tags = [], level, modality, media, objectives = [] } = lesson;
  return {
    kind: 'lesson',
    id,
    title,
    skills,
    tags,
    level: level ?? 'introductory',
    modality: modality ?? (media ? 'video' : 'text'),
    minutes,
    language: lesson.language ?? language,
    objectives,
    difficulty: null,
    discrimination: null,
  };
}

function itemContent(entry: CatalogueEntry, { language }: CatalogueView): Omit<Content, 'place'> {
  const { id, skills, difficulty, discrimination, about } = entry;
  return {
    kind: 'item',
    id,
    title: about?.title ?? id,
    skills,
    tags: about?.tags ?? [],
    level: about?.level ?? levelBy(difficulty),
    modality: about?.modality ?? 'practice',
    minutes: about?.minutes ?? null,
    language: about?.language ?? language,
    objectives: about?.objectives ?? [],
    difficulty,
    discrimination,
  };
}

function levelBy(difficulty: number): ContentLevel {
  if (difficulty < INTERMEDIATE) return 'introductory';
  return difficulty < ADVANCED ? 'intermediate' : 'advanced';
}

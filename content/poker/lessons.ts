import { readFileSync } from 'node:fs';
import type { Course, Lesson, LessonMedia, Skill } from '../../src/features/catalogue/schema.js';
import { withAlternatives } from './figures/index.js';

/** Words a minute at which somebody reads a text with formulas and works through its example. */
const READING_PACE = 70;

/** Skills with a short film, made by scripts/videos.ts, and its length in seconds. */
const FILMS: Readonly<Record<string, number>> = { outs: 32, 'pot-odds': 30, odds: 30, 'expected-value': 31 };

/** What lessons are about, beside their skill: what a filter offers. */
const TAGS: Readonly<Record<string, readonly string[]>> = {
  cards: ['chance', 'hand-ranks', 'board', 'kickers', 'position'],
  draws: ['outs', 'rule-2-4', 'draw-odds', 'equity', 'semi-bluff'],
  prices: ['odds', 'pot-odds', 'break-even', 'implied-odds', 'expected-value', 'bet-sizing', 'minimum-defence'],
  ranges: ['combos', 'starting-ranges', 'range-equity', 'blockers', 'updating', 'balance'],
  bluffs: ['fold-equity', 'bluff-break-even', 'semi-bluff', 'balance'],
  'long run': ['variance', 'sample-size', 'bankroll', 'risk-of-ruin'],
  tournaments: ['icm', 'bubble'],
};

/** Where a skill begins to be demanding, by the chance that a newcomer has it already. */
const INTRODUCTORY_PRIOR = 0.22;
const INTERMEDIATE_PRIOR = 0.16;

/**
 * The lesson of a skill, from `lessons/<skill>.md`. Its first line is the title.
 *
 * @throws Error when the file is missing or does not start with a title
 */
export function lessonOf({ id, description, parameters }: Skill): Lesson {
  const text = read(`lessons/${id}.md`).toString('utf8');
  const [, title, body] = /^# (.+)\n([\s\S]+)$/.exec(text) ?? [];
  if (title === undefined || body === undefined) throw new Error(`lessons/${id}.md does not start with a title`);
  // As it stands in the file, without what figures say to those who cannot see them.
  const words = body.trim().split(/\s+/).length;
  const media = mediaOf(id);
  return {
    id: `lesson.${id}`,
    title,
    skills: [id],
    minutes: Math.ceil(words / READING_PACE + (media?.seconds ?? 0) / 60),
    bodyMarkdown: withAlternatives(body.trim()),
    tags: Object.keys(TAGS).filter((tag) => TAGS[tag]?.includes(id)),
    level: levelOf(parameters.prior),
    objectives: [description],
    ...(media && { media }),
  };
}

/** The films of the course, as files. */
export function films(): NonNullable<Course['videos']> {
  return Object.keys(FILMS).map((name) => ({
    name: `${name}.webm`,
    mediaType: 'video/webm',
    base64: read(`videos/${name}.webm`).toString('base64'),
  }));
}

function mediaOf(skill: string): LessonMedia | null {
  const seconds = FILMS[skill];
  if (seconds === undefined) return null;
  return {
    kind: 'video',
    name: `${skill}.webm`,
    seconds,
    captions: { en: read(`videos/${skill}.vtt`).toString('utf8') },
    transcriptMarkdown: read(`videos/${skill}.md`).toString('utf8').trim(),
  };
}

function levelOf(prior: number): NonNullable<Lesson['level']> {
  if (prior > INTRODUCTORY_PRIOR) return 'introductory';
  return prior >= INTERMEDIATE_PRIOR ? 'intermediate' : 'advanced';
}

const read = (path: string): Buffer => readFileSync(new URL(`./${path}`, import.meta.url));

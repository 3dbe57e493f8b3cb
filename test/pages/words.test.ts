import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { MapSkill } from '../../src/charts/index.js';
import type { StepReason } from '../../src/engine/paths/reasons.js';
import type { BestTime } from '../../src/engine/ranking/best-time.js';
import type { Counterfactual, PartName, SuggestionReason } from '../../src/engine/ranking/suggestion.js';
import type { SheetRefused } from '../../src/features/activity/csv/parse-csv.js';
import type { Sheet } from '../../src/features/activity/csv/sheet.js';
import type { Seen } from '../../src/features/activity/seen.js';
import type { AnswerKey, Coach } from '../../src/features/catalogue/schema.js';
import { CoachMoment } from '../../src/features/catalogue/schema.js';
import type { MatchPart } from '../../src/features/coaches/match.js';
import type { PlacementSettings } from '../../src/features/courses/settings.js';
import type { GoalView } from '../../src/features/dashboard/goal.js';
import type { Place } from '../../src/features/dashboard/index.js';
import type { OneThing, Went } from '../../src/features/dashboard/insights.js';
import type { WidgetPart } from '../../src/features/dashboard/widget.js';
import { type CountedIn, NUMBERS } from '../../src/features/evidence/numbers.js';
import type { ToldFact } from '../../src/features/evidence/skill-evidence.js';
import type { Amount } from '../../src/features/goals/amount.js';
import { MOTIVATION_QUESTIONS, STEPS, STYLE_QUESTIONS, TARGETS } from '../../src/features/goals/choices.js';
import {
  type ConsentChoice,
  ContentPreference,
  FACT_METRICS,
  type FactSource,
  MotivationType,
  type Signal,
} from '../../src/features/learners/index.js';
import type { GoalEstimate } from '../../src/features/paths/index.js';
import type { PathTrigger } from '../../src/features/paths/model.js';
import type { PathAnswer, PathKind, PathModality, PathWarning } from '../../src/features/paths/schema.js';
import type { PracticeReason } from '../../src/features/practice/choosers/choosing.js';
import type { DifficultyView } from '../../src/features/practice/difficulty-view.js';
import type { Felt } from '../../src/features/practice/felt.js';
import { PURPOSES } from '../../src/features/practice/free/model.js';
import type { PacingView, QuestionView } from '../../src/features/practice/question-view.js';
import type { PracticeWishes } from '../../src/features/practice/wishes.js';
import { PACES } from '../../src/features/privacy/settings-form.js';
import type { SettingsDone } from '../../src/features/privacy/settings-routes.js';
import type { Measure } from '../../src/features/profiles/index.js';
import type { RecommendedType } from '../../src/features/recommendations/model.js';
import type { LeftOut } from '../../src/features/recommendations/why-not.js';
import type { ReviewItem } from '../../src/features/reviews/plan.js';
import { projectRoot } from '../support/services.js';

const VIEWS = join(projectRoot, 'views');
const AREAS = [
  ...['common', 'practice', 'next', 'lesson', 'coach', 'staff', 'deep-link', 'activity'],
  ...['paths', 'reviews', 'survey', 'api', 'free', 'dashboard', 'goals', 'charts', 'progress', 'evidence', 'control'],
];

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

const templates = filesIn(VIEWS, '.hbs').map((path) => ({
  name: relative(VIEWS, path),
  text: readFileSync(path, 'utf8'),
}));

/** All codes of a closed list: the compiler refuses a list with one missing or one too many. */
const every = <Code extends string>(codes: Record<Code, true>): string[] => Object.keys(codes);

const COUNTED_IN: Record<CountedIn, true> = {
  ...{ days: true, answers: true, sittings: true, begun: true, skills: true, 'work-days': true },
};
const NOT_GRADED = {
  next: true,
  path: true,
  dashboard: true,
  skills: true,
  insights: true,
  goals: true,
  reviews: true,
  free: true,
  progress: true,
} as const;

/** Keys that a template puts together: where they begin, and what can stand at their end. */
const BUILT: Readonly<Record<string, readonly string[]>> = {
  'practice.why': every<PracticeReason['code']>({
    'weakest-ready-skill': true,
    'below-target': true,
    'not-enough-answers': true,
    'only-skill-left': true,
    'keep-fresh': true,
    'change-of-skill': true,
    'needs-first': true,
    'right-difficulty': true,
    'easier-than-aimed': true,
    'harder-than-aimed': true,
    'not-seen-before': true,
    'seen-before': true,
    'only-question-left': true,
    'same-family-again': true,
    'same-question-again': true,
    'called-back': true,
    'course-order': true,
    paused: true,
    'by-chance': true,
    'tells-most': true,
  }),
  'practice.difficulty.level': every<DifficultyView['level']>({ easier: true, right: true, harder: true }),
  'practice.difficulty.moved': [
    ...['scores.easier', 'scores.harder', 'time.easier', 'time.harder', 'felt.easier', 'felt.harder'],
    // These only ever make it easier.
    ...['errors.easier', 'misconceptions.easier', 'engagement.easier'],
  ],
  'practice.offer': every<NonNullable<PacingView['hint']>>({
    'wrong-idea': true,
    'new-skill': true,
    'still-weak': true,
  }),
  'practice.pause': every<NonNullable<PacingView['pause']>>({ 'long-session': true, 'many-wrong': true }),
  'practice.felt': every<Felt>({ 'too-easy': true, right: true, 'too-hard': true }),
  'practice.felt.said': every<Felt>({ 'too-easy': true, right: true, 'too-hard': true }),
  'practice.sure': [
    ...['guess', 'unsure', 'quite', 'very'],
    ...every<NonNullable<QuestionView['sureness']>>({ 'sure-but-wrong': true, 'unsure-but-right': true }),
  ],
  'practice.wishes': every<keyof PracticeWishes>({ difficulty: true, confidence: true, keys: true }),
  'free.purpose': PURPOSES.flatMap((purpose) => [`${purpose}.title`, `${purpose}.end`, `${purpose}.end-text`]),
  'free.length': ['5', '10', '15', '5m', '10m', '15m', 'open'],
  'reviews.because': every<ReviewItem['reason']>({ due: true, overdue: true, exam: true }),
  'next.reason': every<SuggestionReason['code']>({
    'below-target': true,
    'not-enough-answers': true,
    'new-lesson': true,
    'lesson-again': true,
    'counts-for-grade': true,
    'nearly-there': true,
    fading: true,
    'others-build-on-it': true,
    struggling: true,
    'needs-first': true,
    'similar-learners': true,
    'like-what-you-took': true,
    'you-prefer-this': true,
    'often-taken-up': true,
    'your-goal': true,
    deadline: true,
    'last-answers-wrong': true,
    misconception: true,
    'next-level': true,
    'comes-first': true,
    'for-variety': true,
    'its-turn': true,
    'part-of-the-course': true,
    'course-order': true,
  }),
  'next.first-if': every<Counterfactual['change']>({
    'known-at-most': true,
    'known-at-least': true,
    'days-without-practice': true,
  }),
  'dashboard.nav': every<Place>({
    ...{ dashboard: true, path: true, practice: true, reviews: true, progress: true, goals: true, settings: true },
  }),
  'dashboard.coming': every<'skills' | 'path' | 'insights'>({ skills: true, path: true, insights: true }),
  'dashboard.path.pace': every<PathAnswer['saw']['weeklyMinutesFrom']>({ wish: true, habits: true, default: true }),
  'dashboard.goal.course': every<NonNullable<GoalView['course']>>({
    ...{ on: true, tight: true, off: true, unknown: true, past: true },
  }),
  'dashboard.goal.unknown': every<NonNullable<Measure['unknown']>>({
    ...{ 'too-little-evidence': true, 'switched-off': true, 'cannot-be-said': true },
  }),
  'dashboard.insights.went': every<Went>({ mastered: true, rising: true, often: true, begun: true }),
  'dashboard.insights.one': every<OneThing>({
    ...{ 'mix-up': true, 'lesson-first': true, review: true, 'more-days': true, breaks: true, explain: true },
  }),
  'dashboard.unknown.until': ['answers', 'sittings', 'days'],
  'dashboard.unknown.why': every<Exclude<NonNullable<Measure['unknown']>, 'too-little-evidence'>>({
    ...{ 'switched-off': true, 'cannot-be-said': true },
  }),
  'dashboard.widget': every<WidgetPart>({
    ...{ skills: true, insights: true, goal: true, reviews: true, free: true, progress: true },
  }),
  'next.part': every<PartName>({
    gap: true,
    readiness: true,
    new: true,
    short: true,
    grade: true,
    started: true,
    forgetting: true,
    strength: true,
    foundation: true,
    struggle: true,
    match: true,
    similar: true,
    likeness: true,
    preference: true,
    engagement: true,
    goal: true,
    deadline: true,
    novelty: true,
    'last-answers': true,
    fatigue: true,
    'needs-first': true,
    'set-aside': true,
  }),
  'next.best-time': every<BestTime['when']>({ now: true, later: true, tomorrow: true }),
  'next.best-time.reason': every<BestTime['reason']>({
    deadline: true,
    rest: true,
    'prerequisite-first': true,
    spacing: true,
    'usual-time': true,
    ready: true,
  }),
  'next.why-not': every<'first' | 'rank' | 'until'>({ first: true, rank: true, until: true }),
  'next.why-not.left-out': every<LeftOut['code']>({
    'set-aside': true,
    'not-due': true,
    finished: true,
    'at-goal': true,
    seen: true,
    'not-practised': true,
    'no-struggle': true,
    'nothing-to-ask': true,
    'signal-off': true,
    'course-order': true,
  }),
  'next.signals.name': every<Signal>({
    skills: true,
    forgetting: true,
    grades: true,
    'similar-learners': true,
    habits: true,
    goals: true,
    preferences: true,
  }),
  'next.type': every<RecommendedType>({ course: true, assessment: true, character: true, review: true }),
  // Said by the coaches themselves, in pages and answers of the API.
  ...Object.fromEntries(CoachMoment.options.map((moment) => [`coach.house.${moment}`, ['1', '2', '3']])),
  'coach.why-plain': CoachMoment.options,
  'coach.why': ['returning', 'tired', 'stuck', 'effort', 'review-due'],
  'coach.part': every<MatchPart | 'choice'>({
    choice: true,
    topic: true,
    style: true,
    helped: true,
    continuity: true,
    variety: true,
  }),
  'coach.label': ['author', 'machine'],
  coach: ['help'],
  'next.open': every<'lesson' | 'practice' | 'coach'>({ lesson: true, practice: true, coach: true }),
  'next.coach.style': every<Coach['teachingStyle']>({
    encouraging: true,
    analytical: true,
    socratic: true,
    playful: true,
    direct: true,
  }),
  'activity.source': every<FactSource>({
    ...{ attune: true, ags: true, moodle: true, canvas: true, csv: true, xapi: true, caliper: true, api: true },
  }),
  'activity.facts': every<Seen['kind']>({ column: true, object: true }),
  'activity.part': every<Seen['state']>({ unmapped: true, mapped: true, ours: true, ignored: true }),
  'activity.part-about': every<Seen['state']>({ unmapped: true, mapped: true, ours: true, ignored: true }),
  'activity.preview.kind': every<Sheet['kind']>({ moodle: true, canvas: true }),
  'activity.said': [
    ...every<'reading' | 'map' | 'ignore' | 'forget' | 'imported'>({
      ...{ reading: true, map: true, ignore: true, forget: true, imported: true },
    }),
  ],
  'activity.refused': every<SheetRefused['reason']>({
    ...{ empty: true, quotes: true, 'no-students': true, 'no-columns': true, 'too-large': true },
  }),
  'paths.kind': ['video', ...every<PathKind>({ lesson: true, practice: true, review: true, assessment: true })],
  'paths.open': every<PathKind>({ lesson: true, practice: true, review: true, assessment: true }),
  'paths.wishes': every<PathModality>({ video: true, text: true, practice: true }),
  'paths.settings': ['first', 'dated', 'never'],
  'paths.reason': [
    ...every<StepReason['kind']>({ pinned: true, 'closes-gap': true, 'needed-for': true, due: true }),
    'wanted',
  ],
  'paths.warning': every<PathWarning['code']>({
    ...{ 'pins-need-more-time': true, 'pins-miss-dates': true, 'pin-barred': true, 'misses-due-date': true },
  }),
  'paths.trigger': every<PathTrigger['kind']>({
    ...{ 'first-path': true, 'jumped-ahead': true, stalled: true, 'pace-changed': true, 'levels-differ': true },
    ...{ 'budget-changed': true, 'dates-changed': true, 'pins-changed': true, 'modules-gone': true },
    ...{ 'no-longer-fits': true, 'catalogue-changed': true, 'goals-changed': true, 'wishes-changed': true },
    ...{ 'policy-changed': true, 'review-due': true },
  }),
  'reviews.why': every<ReviewItem['reason']>({ due: true, overdue: true, exam: true }),
  'charts.map.state': every<MapSkill['state']>({ reached: true, begun: true, new: true }),
  'evidence.fact': every<ToldFact['kind']>({ answer: true, 'later-try': true, grade: true, reset: true, other: true }),
  'evidence.number': NUMBERS.flatMap((name) => ['title', 'what', 'how', 'change'].map((part) => `${name}.${part}`)),
  'evidence.unknown': every<NonNullable<Measure['unknown']>>({
    ...{ 'too-little-evidence': true, 'switched-off': true, 'cannot-be-said': true },
  }),
  'evidence.rests': every<CountedIn>(COUNTED_IN),
  'evidence.least': every<CountedIn>(COUNTED_IN),
  survey: ['useful', 'enjoyable'],
  'goals.wizard.name': STEPS,
  'goals.target': withText(Object.keys(TARGETS)),
  'goals.error': ['weeks', 'until', 'past', 'far', 'minutes', 'skills', 'many'],
  'goals.word.set': MotivationType.options,
  'goals.word.reached': MotivationType.options,
  'goals.confirm.type': MotivationType.options,
  'goals.motivation': MOTIVATION_QUESTIONS.flatMap((question) =>
    ['title', ...MotivationType.options].map((end) => `${question}.${end}`),
  ),
  'goals.style': STYLE_QUESTIONS.flatMap((question) =>
    ['title', ...ContentPreference.options].map((end) => `${question}.${end}`),
  ),
  'goals.progress.left': every<Amount['unit']>({ minutes: true, hours: true }),
  'goals.estimate.all': every<Amount['unit']>({ minutes: true, hours: true }),
  'goals.estimate.some': every<Amount['unit']>({ minutes: true, hours: true }),
  'goals.estimate': every<NonNullable<GoalEstimate['fit']>>({ likely: true, even: true, unlikely: true }),
  'goals.estimate.from': every<GoalEstimate['minutesFrom']>({ wish: true, habits: true, default: true }),
  'control.text': ['keeps', 'why', 'who', 'long', 'without'].flatMap((part) => [`${part}.title`, `${part}.text`]),
  'control.consent': every<ConsentChoice>({ personal: true, 'course-order': true }).flatMap((choice) =>
    ['title', 'text', 'button'].map((part) => `${choice}.${part}`),
  ),
  'control.privacy.chosen': every<ConsentChoice>({ personal: true, 'course-order': true }),
  'control.settings': every<SettingsDone>({ saved: true, paused: true, resumed: true, afresh: true }),
  'control.settings.content': ContentPreference.options,
  'control.settings.pace': PACES,
  'control.fact': Object.keys(FACT_METRICS),
  'control.export': ['title', 'json', 'happened', 'skills', 'others', 'yes', 'no'],
  'control.export.head': [
    ...['when', 'what', 'about', 'right', 'details', 'skill', 'level', 'low', 'high', 'evidence', 'last'],
  ],
  control: ['too-many-exports'],
  'staff.settings.hints': every<PlacementSettings['hints']>({ always: true, 'after-wrong': true, never: true }),
  'staff.settings.grade': every<PlacementSettings['grade']>({ best: true, latest: true, 'at-due': true }),
  'staff.settings.after': every<PlacementSettings['afterDue']>({ keep: true, practice: true, closed: true }),
  'deep-link.kind': withText(every<PlacementSettings['kind']>({ practice: true, ...NOT_GRADED })),
  'deep-link.summary': every<Exclude<PlacementSettings['kind'], 'practice'>>(NOT_GRADED),
  staff: every<Exclude<PlacementSettings['kind'], 'practice'>>(NOT_GRADED).flatMap((kind) => [
    `${kind}.kind`,
    `${kind}.text`,
  ]),
  'deep-link.hints': withText(every<PlacementSettings['hints']>({ always: true, 'after-wrong': true, never: true })),
  'deep-link.grade': withText(every<PlacementSettings['grade']>({ best: true, latest: true, 'at-due': true })),
  'deep-link.afterDue': withText(every<PlacementSettings['afterDue']>({ keep: true, practice: true, closed: true })),
  // Put together by the deep-linking route, one for each field of its form.
  'deep-link.errors': every<'kind' | 'title' | keyof Omit<PlacementSettings, 'dueAt'>>({
    kind: true,
    title: true,
    skills: true,
    target: true,
    length: true,
    attempts: true,
    hints: true,
    confidence: true,
    grade: true,
    afterDue: true,
  }),
};

function withText(codes: readonly string[]): string[] {
  return codes.flatMap((code) => [code, `${code}-text`]);
}

function keysIn(tree: object, prefix: string): string[] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [`${prefix}.${name}`] : keysIn(value as object, `${prefix}.${name}`),
  );
}

const withoutPlural = (key: string): string => key.replace(/_(?:zero|one|two|few|many|other)$/, '');

const defined = new Set(
  AREAS.flatMap((area) =>
    keysIn(JSON.parse(readFileSync(join(VIEWS, `locales/en/${area}.json`), 'utf8')) as object, area),
  ).map(withoutPlural),
);

const literal = new Set(
  templates.flatMap(({ text }) => [...text.matchAll(/\bt "([^"]+)"/g)].map((match) => match[1] ?? '')),
);
const built = Object.entries(BUILT).flatMap(([prefix, ends]) => ends.map((end) => `${prefix}.${end}`));

describe('the words of the pages', () => {
  it('stand in the locale files, never in a template', () => {
    const found = templates.flatMap(({ name, text }) => {
      const bare = text
        .replace(/\{\{!--[\s\S]*?--\}\}/g, '')
        .replace(/\{\{\{?[\s\S]*?\}?\}\}/g, '')
        .replace(/<[^>]*>/g, '\n');
      return bare
        .split('\n')
        .filter((line) => /\p{L}/u.test(line))
        .map((line) => `${name}: ${line.trim()}`);
    });
    assert.deepEqual(found, []);
  });

  it('are never written into an attribute that people hear or see', () => {
    const spoken = /\b(?:alt|title|placeholder|aria-label|aria-valuetext|data-label)="([^"{]*\p{L}[^"{]*)"/u;
    const found = templates.flatMap(({ name, text }) => {
      const match = spoken.exec(text.replace(/\{\{[\s\S]*?\}\}/g, '{{}}'));
      return match ? [`${name}: ${match[1]}`] : [];
    });
    assert.deepEqual(found, []);
  });

  it('are there for every key that a template asks for', () => {
    const ours = [...literal].filter((key) => AREAS.includes(key.split('.')[0] ?? ''));
    assert.ok(ours.length > 100);
    assert.deepEqual(
      ours.filter((key) => !defined.has(key)),
      [],
    );
  });

  it('are there for every code that the program can give', () => {
    assert.deepEqual(
      built.filter((key) => !defined.has(key)),
      [],
    );
  });

  it('are all used', () => {
    const used = new Set([...literal, ...built]);
    assert.deepEqual(
      [...defined].filter((key) => !used.has(key)),
      [],
    );
  });

  it('are asked for by no key that is put together in a way that this test does not know', () => {
    const found = templates.flatMap(({ text }) => [
      ...[...text.matchAll(/tReason "([^"]+)"/g)].map((match) => match[1] ?? ''),
      ...[...text.matchAll(/t \(concat "([^"]+)\.?"/g)].map((match) => (match[1] ?? '').replace(/\.$/, '')),
    ]);
    const known = [...Object.keys(BUILT), 'catalogue.verdict', 'deep-link'];
    assert.deepEqual(
      found.filter((prefix) => !known.includes(prefix)),
      [],
    );
  });

  it('shout at nobody', () => {
    const sentences = AREAS.map((area) => readFileSync(join(VIEWS, `locales/en/${area}.json`), 'utf8')).join('');
    assert.doesNotMatch(sentences, /!"|! /);
  });
});

describe('an answer form', () => {
  it('exists for every kind of question', () => {
    const kinds = every<AnswerKey['kind']>({
      'single-choice': true,
      'multiple-choice': true,
      numeric: true,
      text: true,
      ordering: true,
      matching: true,
      expression: true,
    });
    const forms = templates.map(({ name }) => name).filter((name) => name.startsWith('partials/answer/'));
    assert.deepEqual(forms.sort(), kinds.map((kind) => `partials/answer/${kind}.hbs`).sort());
  });
});

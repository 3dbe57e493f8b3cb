import { notFound, type Translate } from '../../http/index.js';
import type { Scope, Storage } from '../../storage/index.js';
import { type CatalogueView, type Coach, type CoachMoment, loadCatalogue } from '../catalogue/index.js';
import { selectCourse } from '../courses/index.js';
import { type Owner, type ProfileDocument, recordFact, selectProfile } from '../learners/index.js';
import { type QuestionInFront, selectQuestionInFront } from '../practice/index.js';
import { type MemoryModelFor, planReviews } from '../reviews/index.js';
import { chooseLine, inWords, type Slots } from './lines.js';
import { type CoachMatch, matchCoaches } from './match.js';
import { type CoachMessageDocument, messageCollection } from './model.js';
import { coachMoment, evidenceFor, type MomentInput, type SeenMoment } from './moment.js';
import { mayGenerate } from './settings.js';
import type { Writer, Written } from './writer/writer.js';

export interface CoachDependencies {
  readonly storage: Storage;
  readonly newId: () => string;
  /** Says the lines of the house in a language. */
  readonly translator: (locale: string | undefined) => Translate;
  /** Null: the administrators of this installation let no language model write. */
  readonly writer: Writer | null;
  /** By which reviews are planned. */
  readonly memoryModelFor: MemoryModelFor;
}

/** What somebody asks a coach to speak to; nothing: whatever is there. */
export interface SayCommand {
  readonly moment?: CoachMoment | undefined;
  readonly decision?: string | undefined;
  readonly skill?: string | undefined;
  readonly coach?: string | undefined;
  /** False: only words of the course, at once. */
  readonly generate: boolean;
  readonly locale?: string | undefined;
}

export interface CoachSituation {
  readonly scope: Scope;
  readonly profile: ProfileDocument;
  readonly catalogue: CatalogueView;
  readonly matches: readonly CoachMatch[];
  readonly seen: SeenMoment;
  readonly question: QuestionInFront | null;
}

export interface Said {
  /** Null when everything was said this week: then nothing is kept either. */
  readonly message: CoachMessageDocument | null;
  readonly coach: Coach;
  readonly match: CoachMatch;
  readonly seen: SeenMoment;
}

export const MATCH_PARAMETERS = 'coach-match/1';
/** Of the house for each moment, `coach.house.<moment>.1` and so on. */
export const HOUSE_LINES = 3;
const DAY = 86_400_000;
const WEEK = 7 * DAY;
const KEPT = 100 * DAY;

/** @throws AppError not-found when the course has no coaches, or lacks the skill or the question that was named */
export async function readSituation(
  { storage, memoryModelFor }: Pick<CoachDependencies, 'storage' | 'memoryModelFor'>,
  { tenant, ...owner }: Owner & { readonly tenant: string },
  command: Omit<SayCommand, 'generate'>,
  now: Date,
): Promise<CoachSituation> {
  const scope = storage.scope(tenant);
  const course = await selectCourse(scope, owner.courseId);
  if (course.catalogue_id === null) throw notFound('the course is bound to no catalogue');
  const catalogue = await loadCatalogue(scope, course.catalogue_id);
  if (catalogue.coaches.length === 0) throw notFound('the course has no coaches');
  if (command.skill !== undefined && !catalogue.skill(command.skill)) throw notFound('no such skill');
  if (command.coach !== undefined && !catalogue.coach(command.coach)) throw notFound('no such coach');
  const profile = await selectProfile(scope, owner);
  const question =
    command.decision === undefined ? null : await selectQuestionInFront(scope, owner, catalogue.id, command.decision);
  if (command.decision !== undefined && !question) throw notFound('no such question');
  const model = await memoryModelFor(tenant, owner.courseId);
  const reviewsToday = () => planReviews({ profile, catalogue, model, now }).today.map((review) => review.skill);
  const seen = momentOf({ profile, skills: catalogue.skills, reviewsToday, now }, command, question);
  const skill = command.skill ?? question?.skill ?? null;
  const matches = matchCoaches({ coaches: catalogue.coaches, profile, skill, now });
  return { scope, profile, catalogue, matches, seen, question };
}

/** What a coach speaks to: what was asked for; else what the question in front shows; else what the profile shows. */
function momentOf(
  input: MomentInput,
  { moment, skill }: Pick<SayCommand, 'moment' | 'skill'>,
  question: QuestionInFront | null,
): SeenMoment {
  const about = skill ?? question?.skill ?? null;
  const chosen = moment ?? (question ? momentOfQuestion(question) : null);
  if (!chosen) {
    const seen = coachMoment(input);
    return about === null || seen.skill === about
      ? seen
      : { moment: seen.moment, ...evidenceFor(seen.moment, input, about) };
  }
  const evidence = evidenceFor(chosen, input, about);
  // Three wrong in a row is what makes somebody stuck in general; at one question the tries are what is meant.
  const values = question ? { ...evidence.values, count: question.wrong } : evidence.values;
  return { moment: chosen, ...evidence, values };
}

const STUCK_TRIES = 2;

/** What the question in front of a learner calls for; null: nothing in particular. */
export function momentOfQuestion({
  wrong,
  misconception,
}: Pick<QuestionInFront, 'wrong' | 'misconception'>): CoachMoment | null {
  if (misconception !== null) return 'misconception';
  if (wrong >= STUCK_TRIES) return 'stuck';
  return wrong === 1 ? 'wrong' : null;
}

/**
 * A coach speaks: a line of the course that this learner has not heard for a week, or, where administrator, instructor
 * and learner all allow it, words that a language model wrote. What was said is kept with what it was chosen by, and is a
 * fact.
 */
export async function sayMessage(
  deps: CoachDependencies,
  who: Owner & { readonly tenant: string },
  command: SayCommand,
  now: Date,
): Promise<Said> {
  const situation = await readSituation(deps, who, command, now);
  const { scope, matches, catalogue, seen } = situation;
  const match = matches.find(({ coach }) => coach === command.coach) ?? matches[0];
  const coach = catalogue.coach(match?.coach ?? '');
  if (!match || !coach) throw notFound('no coach fits');
  const written = command.generate ? await writeFor(deps, situation, coach, now) : null;
  const say = deps.translator(command.locale ?? catalogue.language);
  const house = Array.from({ length: HOUSE_LINES }, (_, index) => say(`coach.house.${seen.moment}.${index + 1}`));
  const message = await scope.transaction(async (tx) => {
    const id = deps.newId();
    const line = wordsOf(written, say) ?? (await lineFor(tx, who, { coach, seen, situation, house, seed: id, now }));
    if (!line) return null;
    const document: CoachMessageDocument = {
      _id: id,
      tenant: who.tenant,
      user_id: who.userId,
      course_id: who.courseId,
      coach: coach.id,
      moment: seen.moment,
      skill: seen.skill,
      decision: command.decision ?? null,
      line: line.id,
      text: line.text,
      generated: line.id === GENERATED,
      saw: { sequence: situation.profile.sequence, misconception: seen.misconception, values: { ...seen.values } },
      match: { score: match.score, chosen: match.chosen, parts: [...match.parts], parameters: MATCH_PARAMETERS },
      said_at: now,
      expires_at: new Date(now.getTime() + KEPT),
    };
    await tx.collection(messageCollection).insert(document);
    const metrics = { coach: coach.id, moment: seen.moment, skill: seen.skill, generated: document.generated };
    await recordFact(
      tx,
      who,
      { type: 'coach-spoke', key: `coach-spoke:${id}`, contentId: `character:${coach.id}`, metrics, at: now },
      { id: deps.newId(), now },
    );
    return document;
  });
  return { message, coach, match, seen };
}

const GENERATED = 'generated';

function wordsOf(written: Written | null, say: Translate) {
  if (!written) return null;
  return written.kind === 'help' ? { id: 'help', text: say('coach.help') } : { id: GENERATED, text: written.text };
}

/** Who must allow generated words; the first who does not says why. */
export async function whyNotGenerated(
  { writer }: Pick<CoachDependencies, 'writer'>,
  { scope, profile }: Pick<CoachSituation, 'scope' | 'profile'>,
): Promise<'administrator' | 'instructor' | 'learner' | null> {
  if (!writer) return 'administrator';
  if (profile.controls.no_ai) return 'learner';
  return (await mayGenerate(scope, profile.course_id)) ? null : 'instructor';
}

async function writeFor(
  deps: CoachDependencies,
  situation: CoachSituation,
  coach: Coach,
  now: Date,
): Promise<Written | null> {
  if (!deps.writer || (await whyNotGenerated(deps, situation)) !== null) return null;
  const { scope, catalogue, seen, question } = situation;
  const brief = {
    coach,
    moment: seen.moment,
    skill: seen.skill === null ? null : catalogue.skillTitle(seen.skill),
    question: question?.text ?? null,
    misconception: question?.misconception ?? null,
    language: catalogue.language,
  };
  return deps.writer.write(scope, brief, question?.keys ?? [], now);
}

interface LineFor {
  readonly coach: Coach;
  readonly seen: SeenMoment;
  readonly situation: CoachSituation;
  readonly house: readonly string[];
  readonly seed: string;
  readonly now: Date;
}

async function lineFor(tx: Scope, who: Owner, { coach, seen, situation, house, seed, now }: LineFor) {
  const filter = { user_id: who.userId, course_id: who.courseId, said_at: { $gt: new Date(now.getTime() - WEEK) } };
  const said = new Set((await tx.collection(messageCollection).find(filter)).map(({ line }) => line));
  return chooseLine({ coach, moment: seen.moment, slots: slotsOf(situation), house, said, seed });
}

/** What can stand in the gaps of a line, in words. */
function slotsOf({ seen, catalogue, question }: CoachSituation): Slots {
  const idea = question?.misconception ?? ideaOf(seen.misconception);
  const numbers = Object.entries(seen.values)
    // "One questions" is no sentence; a line without the number is said instead.
    .filter(([, value]) => Number.isInteger(value) && value >= 2)
    .map(([name, value]) => [name, inWords(value, catalogue.language)]);
  return {
    ...Object.fromEntries(numbers),
    ...(seen.skill !== null && { skill: catalogue.skillTitle(seen.skill) }),
    ...(idea !== null && { idea }),
  };
}

/** The words of a wrong idea by its name in the facts, where they can still be told from it. */
function ideaOf(name: string | null): string | null {
  return name !== null && /^\p{Ll}+(?:-\p{Ll}+){2,}$/u.test(name) ? name.replaceAll('-', ' ') : null;
}

/** The newest message to a learner, also about one question only; null: none that is still kept. */
export async function selectOptionalMessage(
  scope: Scope,
  owner: Owner,
  { decision }: { readonly decision?: string } = {},
): Promise<CoachMessageDocument | null> {
  const filter = { user_id: owner.userId, course_id: owner.courseId, ...(decision !== undefined && { decision }) };
  return scope.collection(messageCollection).findOne(filter, { sort: { said_at: -1 } });
}

import { testCourse } from '../../support/course.js';
import type { Attack } from './schemathesis.js';

/** A call that makes sense. */
export interface Example {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The status of an answer that is no more than polite: what is asked for cannot be, as things are. */
  readonly refusal?: number;
}

const OBJECT = 'https://quiz.example/1';
const ACTOR = { account: { homePage: 'https://lms.example', name: 'nobody' } };
const TIME = '2086-03-04T08:00:00.000Z';

const STATEMENT = { actor: ACTOR, verb: { id: 'http://adlnet.gov/expapi/verbs/experienced' }, object: { id: OBJECT } };
const ENVELOPE = {
  sensor: 'https://lms.example/sensor',
  sendTime: TIME,
  dataVersion: 'http://purl.imsglobal.org/ctx/caliper/v1p2',
  data: [
    {
      '@context': 'http://purl.imsglobal.org/ctx/caliper/v1p2',
      id: 'urn:uuid:3a648e68-f00d-4c08-aa59-8738e1884f2c',
      type: 'Event',
      actor: { id: 'https://lms.example/users/nobody', type: 'Person' },
      action: 'Viewed',
      object: { id: OBJECT, type: 'Page' },
      eventTime: TIME,
    },
  ],
};

/** An example of each endpoint by its operationId, made of ids that mean something. */
export function examplesOf(known: Attack['known']): (operationId: string) => Example {
  const [userId, courseId] = [first(known, 'path.userId'), first(known, 'path.courseId')];
  const user = { user: userId, course: courseId };
  const user_id = { user_id: userId, course: courseId };
  const course = { course: courseId };
  const decisions = known['body.decision'] ?? [];
  const [, second = '', third = ''] = known['path.userId'] ?? [];
  // The newest of each is open, those of the second learner come first.
  const asked = { ...user, decision: decisions[decisions.length / 2] };
  const askedToo = { user: second, course: courseId, decision: decisions[0] };
  const fact = { key: 'example', userId, course: courseId, at: TIME, type: 'lesson-opened' };
  const content = { content_type: 'course', content_id: 'lesson.odds' };
  const goals = { target_skill_level: 0.9, timeline: null, priority_areas: [], motivation_type: null };
  const variant = (name: string, policy: string) => ({ name, weight: 1, treatment: { policy } });
  const bodies: Record<string, unknown> = {
    putActivityMapping: { entries: [] },
    postStatements: STATEMENT,
    postCaliper: ENVELOPE,
    putCatalogue: testCourse(),
    createCourse: { externalId: 'example', title: 'Example', catalogue: testCourse().id },
    enrolLearner: { externalId: 'ada', course: courseId },
    postEvents: { events: [{ ...fact, content: 'lesson.odds', data: {} }] },
    createExperiment: {
      name: 'example',
      where: 'paths',
      variants: [variant('usual', 'engine'), variant('fixed', 'course-order')],
    },
    askCoach: {},
    rateCoach: { message: first(known, 'body.message'), helpful: true },
    chooseCoach: { coach: null },
    trainModels: course,
    rollBackModel: course,
    findInformativeItems: course,
    predictAnswers: { ...user_id, items: ['counting-1'] },
    makeLearningPath: {},
    updateLearningPath: { minutesPerWeek: 60 },
    putPathPins: { pins: [] },
    askNextQuestion: { ...user, user: third },
    openHint: asked,
    answerQuestion: { ...askedToo, result: { correct: true } },
    sayHowItFelt: { ...asked, felt: 'right' },
    adjustDifficulty: user,
    putProfile: { paused: false },
    analyzeProfile: {},
    updateProfile: { userId, course: courseId },
    setGoals: goals,
    giveRecommendationFeedback: { seen: true },
    generateRecommendations: user_id,
    predictEngagement: { ...user_id, ...content },
    predictRetention: user,
    answerSurvey: { survey: 'session-1', dismissed: true },
  };
  const queries: Record<string, Record<string, string>> = {
    explainWhyNot: content,
    getModelPerformance: course,
    getPathEffectiveness: course,
  };
  const refusals: Record<string, number> = {
    // A run is under way already, no model has served this course yet, and no survey is due.
    trainModels: 409,
    rollBackModel: 404,
    answerSurvey: 410,
  };
  const params = {
    ...{ userId, courseId, catalogueId: testCourse().id, name: first(known, 'path.name') },
    ...{ recommendationId: first(known, 'path.recommendationId'), id: first(known, 'path.id'), kind: 'tracing' },
  };
  return (operationId) => ({
    params,
    query: queries[operationId] ?? {},
    body: bodies[operationId],
    ...(refusals[operationId] !== undefined && { refusal: refusals[operationId] }),
  });
}

function first(known: Attack['known'], name: string): string {
  const value = known[name]?.[0];
  if (value === undefined) throw new Error(`Nothing is known for ${name}.`);
  return value;
}

import type { Response } from 'express';
import type { Logger } from 'pino';
import { createCoaching } from './coaching.js';
import { composeDashboard } from './compose-dashboard.js';
import { pathsOfGoals } from './compose-goals.js';
import { composeModels } from './compose-models.js';
import { composePaths } from './compose-paths.js';
import { composePrivacy } from './compose-privacy.js';
import type { Config } from './config.js';
import { catalogueEndpoints, catalogueRoutes, type InForce } from './features/catalogue/index.js';
import { courseEndpoints, courseRoutes, homeOf } from './features/courses/index.js';
import { eventEndpoints } from './features/events/index.js';
import { evidenceRoutes } from './features/evidence/index.js';
import { goalRoutes } from './features/goals/index.js';
import { contentEndpoints, lessonRoutes } from './features/lessons/index.js';
import {
  freeChoice,
  freeRoutes,
  openPractice,
  practiceEndpoints,
  practiceRoutes,
  practiseStep,
  showFree,
  showPractice,
  showStaff,
  staffRoutes,
} from './features/practice/index.js';
import { LiveProfiles, profileEndpoints } from './features/profiles/index.js';
import { progressRoutes } from './features/progress/index.js';
import {
  PersonalizationEngine,
  recommendationEndpoints,
  recommendationRoutes,
  showNext,
  suggestionsFor,
} from './features/recommendations/index.js';
import { reviewsEndpoints, reviewsRoutes, showReviews } from './features/reviews/index.js';
import type { ApiRoute, Gate, Principal, RenderPage, Route, Words } from './http/index.js';
import { announce, type JobQueue } from './jobs/index.js';
import { launchReceiver } from './launch-receiver.js';
import {
  DeepLinkingReturn,
  DeepLinkRequests,
  type LaunchReceiver,
  type LtijsPlatformRegistry,
  leaveRoute,
  type Randomness,
  RefusalLog,
  redirectUri,
  refusalRoutes,
  type SessionStore,
} from './lti/index.js';
import { composeActivity } from './reading.js';
import type { Outbox, Storage } from './storage/index.js';

export interface RoomParts {
  readonly config: Config;
  readonly storage: Storage;
  readonly outbox: Outbox;
  readonly queue: JobQueue;
  readonly registry: LtijsPlatformRegistry;
  readonly sessions: SessionStore;
  readonly randomness: Randomness;
  readonly words: Words;
  readonly renderPage: RenderPage;
  readonly fetch: typeof fetch;
  readonly version: string;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly log: Logger;
}

/** What the rooms behind the LMS door offer together. */
export interface Rooms {
  readonly receiver: LaunchReceiver;
  readonly routes: readonly Route[];
  readonly endpoints: readonly ApiRoute[];
  /** Stands before the pages of learners who have not been asked yet. */
  readonly gate: Gate;
  /** What models have learned, in the place of what a catalogue says. */
  readonly inForce: InForce;
  /** Makes this process train models and adapt paths. */
  startWorker(): void;
  stop(): void;
}

/** Wires the features to each other, their pages and their endpoints. */
export function composeRooms(parts: RoomParts): Rooms {
  const { config, storage, outbox, queue, registry, sessions, randomness, words, renderPage } = parts;
  const { clock, newId, log, version } = parts;
  const models = composeModels({ storage, queue, clock, newId, log, codeVersion: version });
  const learned = { inForce: models.inForce, memoryModelFor: models.memoryModelFor };
  const paths = composePaths({ storage, queue, clock, newId, words, renderPage, models: learned });
  const engine = new PersonalizationEngine({ storage, clock, newId, models: models.forEngine, ...paths.forEngine });
  const coaching = createCoaching({
    ...{ config, storage, clock, newId, words, renderPage, fetch: parts.fetch, log },
    memoryModelFor: models.memoryModelFor,
  });
  const activity = composeActivity({ storage, outbox, queue, inForce: models.inForce, clock, newId, renderPage });
  const derive = (principal: Principal, changes: Partial<Principal>) => sessions.deriveSession(principal, changes);
  const reviews = { storage, clock, newId, renderPage, memoryModelFor: models.memoryModelFor };
  const practice = {
    storage,
    clock,
    newId,
    renderPage,
    announce: (entry: string, delayMs: number) => announce(queue, entry, delayMs),
    suggest: (principal: Principal, options: { readonly fresh: boolean }) =>
      suggestionsFor({ engine, storage, clock, newId }, principal, options),
    coachLine: coaching.lineBeside,
    surveyFor: paths.surveyFor,
    showReviews: (principal: Principal, response: Response) => showReviews(reviews, principal, response),
    outbox,
    derive,
    inForce: models.inForce,
    ports: { ...models.forPractice, ...paths.forPractice },
  };
  const goals = {
    ...practice,
    memoryModelFor: models.memoryModelFor,
    paths: pathsOfGoals(paths.paths, paths.showPath),
  };
  const live = new LiveProfiles(storage);
  const deepLinking = new DeepLinkingReturn({
    ...{ storage, registry, randomness, clock, renderPage, words },
    requests: new DeepLinkRequests(storage),
    publicUrl: config.publicUrl,
  });
  const openPlacement = async (principal: Principal, placementId: string, response: Response) =>
    openPractice(practice, await derive(principal, { placementId }), response);
  const dashboard = composeDashboard({
    ...{ storage, clock, newId, engine, renderPage, live, openPlacement, models: learned, paths: paths.paths },
    translator: words.translator,
    showPractice: (principal, response) => showPractice(practice, principal, response),
    showFree: (principal, response) => showFree(practice, principal, response),
    freeChoice: (principal, back) => freeChoice(practice, principal, back),
  });
  const staffPractice = {
    ...practice,
    pages: {
      ...dashboard.pages,
      next: (principal: Principal, response: Response, more: object) =>
        showNext({ engine, storage, renderPage, clock, newId }, principal, response, { fresh: true, more }),
      path: paths.showPath,
    },
  };

  const privacy = composePrivacy({
    ...{ storage, clock, newId, sessions, words, renderPage, engine },
    ...{ paths: paths.paths, ...learned },
  });

  const routes = [
    ...privacy.routes,
    ...practiceRoutes(practice),
    ...progressRoutes({ storage, clock, renderPage, translator: words.translator, ...learned }),
    ...evidenceRoutes({ storage, clock, renderPage, ...learned }),
    ...freeRoutes(practice),
    ...reviewsRoutes(reviews),
    ...staffRoutes(staffPractice),
    ...dashboard.routes,
    ...recommendationRoutes({
      ...{ storage, clock, newId, engine, renderPage, openPlacement, showDashboard: dashboard.pages.dashboard },
      translatorFor: words.translator,
      openCoach: coaching.openCoach,
    }),
    ...paths.routes({
      openPlacement,
      practiseStep: (principal, skill, response) => practiseStep(practice, principal, skill, response),
      showPractice: (principal, response, more) => showPractice(practice, principal, response, more),
    }),
    ...courseRoutes({
      ...{ storage, clock, newId, renderPage },
      showStaff: (principal, response) => showStaff(staffPractice, principal, response),
      placing: (principal) => deepLinking.offer(principal).catch(() => null),
      returnLinks: (principal, links, response) =>
        deepLinking.returnItems(
          response,
          principal,
          links.map(({ title, custom, lineItem }) => ({
            type: 'ltiResourceLink' as const,
            url: redirectUri(config.publicUrl),
            title,
            custom: { ...custom },
            ...(lineItem && { lineItem }),
          })),
        ),
    }),
    ...catalogueRoutes({ storage }),
    ...activity.routes,
    ...coaching.routes,
    ...lessonRoutes({ storage, clock, newId, renderPage }),
    ...goalRoutes(goals),
    ...refusalRoutes({
      refusals: new RefusalLog(storage, clock),
      renderPage,
      homeOf: (principal) => homeOf(storage.scope(principal.tenant), principal),
    }),
    leaveRoute({ storage, sessions, randomness, clock, renderPage }),
  ];
  const endpoints: ApiRoute[] = [
    ...courseEndpoints({ storage, newId }),
    ...catalogueEndpoints({ storage, newId }),
    ...eventEndpoints({ storage, newId, inForce: models.inForce }),
    ...contentEndpoints({ storage }),
    ...coaching.endpoints,
    ...practiceEndpoints({
      ...{ ...practice, words },
      onRoundEnd: async (learner, now) => void (await engine.generateRecommendations(learner, { now })),
    }),
    ...reviewsEndpoints({ ...reviews, words }),
    ...paths.endpoints,
    ...profileEndpoints({ storage, newId, live, ...learned }),
    ...activity.endpoints,
    ...models.endpoints,
    ...recommendationEndpoints({ storage, clock, newId, engine, translate: words.translator('en') }),
  ];
  return {
    receiver: launchReceiver({ storage, clock, newId, engine, paths: paths.paths }),
    routes,
    endpoints,
    gate: privacy.gate,
    inForce: models.inForce,
    startWorker() {
      paths.runJobs();
      models.startWorker();
    },
    stop: models.stop,
  };
}

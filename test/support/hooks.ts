import { releaseTestServices } from './services.js';

/** What mocha runs around all test files (see .mocharc.json). */
export const mochaHooks: Mocha.RootHookObject = {
  async afterAll(this: Mocha.Context) {
    this.timeout(60_000);
    await releaseTestServices();
  },
};

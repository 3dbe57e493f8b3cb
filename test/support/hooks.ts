import { dropSettled, releaseTestServices, settleDatabases } from './services.js';

let fileBefore: string | undefined;

/** What mocha runs around all test files (see .mocharc.json). */
export const mochaHooks: Mocha.RootHookObject = {
  // A database has a file for each collection and index: those of a hundred test files would be more than MongoDB may
  // open, so each goes when its file is done. What a `before` made since belongs to the file that comes.
  beforeEach(this: Mocha.Context) {
    if (this.currentTest?.file !== fileBefore) dropSettled();
  },
  afterEach(this: Mocha.Context) {
    fileBefore = this.currentTest?.file;
    settleDatabases();
  },
  async afterAll(this: Mocha.Context) {
    this.timeout(60_000);
    await releaseTestServices();
  },
};

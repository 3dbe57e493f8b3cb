const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

/**
 * Mocha's dots and list of failures, and then the counts on a line of their own. Under scripts/test.ts, which has work
 * to do after mocha, the counts go to a file, and it prints the line. The name and end of every test go to a file for
 * whoever asks for it.
 */
class Reporter extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_RUN_END } = Runner.constants;
    const outcomes = [];
    runner.on(EVENT_TEST_PASS, ({ title }) => outcomes.push({ title, state: 'passed' }));
    runner.on(EVENT_TEST_FAIL, ({ title }) => outcomes.push({ title, state: 'failed' }));
    runner.once(EVENT_RUN_END, () => {
      const { passes: passed, failures: failed } = this.stats;
      const { ATTUNE_TEST_COUNTS: countsFile, ATTUNE_TEST_OUTCOMES: outcomesFile } = process.env;
      if (outcomesFile) writeFileSync(outcomesFile, JSON.stringify(outcomes));
      if (countsFile) writeFileSync(countsFile, JSON.stringify({ passed, failed }));
      else console.log(`${passed} passed, ${failed} failed`);
      // Only comes to it where something that a test left open keeps the process from ending.
      setTimeout(() => console.log(`Still open: ${process.getActiveResourcesInfo().join(', ')}`), 10_000).unref();
    });
  }
}

module.exports = Reporter;

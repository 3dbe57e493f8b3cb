const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

/**
 * Mocha's dots and list of failures, and then the counts on a line of their own. Under scripts/test.ts, which has work
 * to do after mocha, the counts go to a file, and it prints the line.
 */
class Reporter extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes: passed, failures: failed } = this.stats;
      const file = process.env.ATTUNE_TEST_COUNTS;
      if (file) writeFileSync(file, JSON.stringify({ passed, failed }));
      else console.log(`${passed} passed, ${failed} failed`);
    });
  }
}

module.exports = Reporter;

import assert from 'node:assert/strict';
import { bestTime, type TimingMoment } from '../../../src/engine/ranking/best-time.js';

const at = (moment: Partial<TimingMoment> = {}) => {
  const { when, hours, reason } = bestTime({
    hoursToDue: null,
    minutesWorked: null,
    prerequisiteMissing: null,
    hoursSinceKnown: null,
    hoursToUsual: null,
    ...moment,
  });
  return [when, hours, reason];
};

describe('bestTime', () => {
  it('is now where nothing is known, or nothing speaks against it', () => {
    assert.deepEqual(at(), ['now', 0, 'ready']);
    assert.deepEqual(at({ minutesWorked: 44, prerequisiteMissing: false, hoursSinceKnown: 8, hoursToUsual: 0 }), [
      'now',
      0,
      'ready',
    ]);
  });

  it('is now when it is due within a day, whatever else', () => {
    const else_ = { minutesWorked: 90, prerequisiteMissing: true, hoursSinceKnown: 1 };
    assert.deepEqual(at({ ...else_, hoursToDue: 24 }), ['now', 0, 'deadline']);
    assert.deepEqual(at({ ...else_, hoursToDue: 25 }), ['later', 2, 'rest']);
    assert.deepEqual(at({ ...else_, hoursToDue: -1 }), ['later', 2, 'rest']);
  });

  it('is after a rest, after a prerequisite, after a night, at the usual hour, in this order', () => {
    assert.deepEqual(at({ minutesWorked: 45, prerequisiteMissing: true }), ['later', 2, 'rest']);
    assert.deepEqual(at({ prerequisiteMissing: true, hoursSinceKnown: 1 }), ['tomorrow', 24, 'prerequisite-first']);
    assert.deepEqual(at({ hoursSinceKnown: 7.9, hoursToUsual: 3 }), ['tomorrow', 24, 'spacing']);
    assert.deepEqual(at({ hoursToUsual: 3.4 }), ['later', 3, 'usual-time']);
    assert.deepEqual(at({ hoursToUsual: 13 }), ['now', 0, 'ready']);
    assert.throws(() => at({ minutesWorked: -1 }), /RangeError: minutesWorked/);
  });
});

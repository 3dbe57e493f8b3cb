import assert from 'node:assert/strict';
import { type CoachMoment, Skill } from '../../../src/features/catalogue/index.js';
import { coachMoment } from '../../../src/features/coaches/index.js';
import { type Projection, SIGNALS, type Signal } from '../../../src/features/learners/index.js';
import { ago, DAY, learner, level, NOW } from './support/learner.js';

const PLAIN_ITEM = { discrimination: 1, difficulty: 0 };
const skills = ['counting', 'ratios'].map((id) => Skill.parse({ id, title: id, description: id }));

const answers = (...right: boolean[]) =>
  right.map((correct, index) => ({ at: ago(right.length - index), correct, seconds: 20, weight: 1, item: PLAIN_ITEM }));

/** @param due  what the reviews of today are */
const momentOf = (profile: Projection, due: readonly string[] = []) =>
  coachMoment({ profile, skills, reviewsToday: () => due, now: NOW });

describe('coachMoment', () => {
  const table: [CoachMoment, (profile: Projection) => void, Record<string, number>][] = [
    ['plan', () => undefined, {}],
    [
      'greeting',
      (p) => void Object.assign(p.behavioral_metrics, { answers: 0, sessions: [], last_active_at: null }),
      {},
    ],
    [
      'returning',
      (p) => {
        p.behavioral_metrics.last_active_at = ago(5 * DAY + 60);
      },
      { days: 5 },
    ],
    [
      'tired',
      (p) => {
        p.behavioral_metrics.sessions = [
          { started_at: ago(50), last_at: ago(1), answers: 9, correct: 5, seconds: 900 },
        ];
      },
      { minutes: 50, count: 9 },
    ],
    [
      'misconception',
      (p) => {
        p.skill_profile.misconceptions = {
          'counts-twice': { skill: 'ratios', times: 2, last_at: ago(2), right_since: 0 },
        };
      },
      { count: 2 },
    ],
    [
      'stuck',
      (p) => {
        p.skill_profile.current_levels.counting = level({ recent: answers(true, false, false, false) });
      },
      { count: 3 },
    ],
    [
      'bored',
      (p) => {
        p.skill_profile.current_levels.counting = level({ recent: answers(true, true, true, true, true) });
        Object.assign(p.behavioral_metrics, { answers: 10, seconds: 600 });
      },
      { count: 5 },
    ],
    [
      'bored',
      (p) => {
        p.behavioral_metrics.felt.recent = [ago(5), ago(1)].map((at) => ({ at, felt: 'too-easy' as const }));
      },
      {},
    ],
    [
      'finished',
      (p) => {
        p.skill_profile.current_levels.counting = level({ known: 0.9 });
        p.skill_profile.mastered_concepts = ['counting'];
        p.skill_profile.trajectories = { counting: [{ day: '2086-03-01', known: 0.6 }] };
      },
      {},
    ],
    [
      'nearly-there',
      (p) => {
        p.skill_profile.current_levels.counting = level({ known: 0.8 });
      },
      {},
    ],
    [
      'effort',
      (p) => {
        p.behavioral_metrics.sessions = [
          { started_at: ago(20), last_at: ago(1), answers: 12, correct: 5, seconds: 500 },
        ];
      },
      { count: 12 },
    ],
  ];
  for (const [moment, change, values] of table) {
    it(`sees "${moment}" ${JSON.stringify(values)}`, () => {
      const seen = momentOf(learner(change));
      assert.deepEqual([seen.moment, seen.values], [moment, values]);
    });
  }

  it('heeds how long somebody likes to work only while they let it be used', () => {
    const seenWith = (off: Signal[]) =>
      momentOf(
        learner((p) => {
          const sitting = { started_at: ago(20), last_at: ago(1), answers: 4, correct: 2, seconds: 160 };
          p.behavioral_metrics.sessions = [sitting];
          p.learning_style.stated.session_minutes = 15;
          p.controls.signals_off = off;
        }),
      ).moment;
    assert.deepEqual([seenWith([]), seenWith(['preferences'])], ['tired', 'plan']);
  });

  it('sees "review-due" where the page of reviews has some for today', () => {
    const { moment, skill, values } = momentOf(learner(), ['ratios', 'counting']);
    assert.deepEqual([moment, skill, values], ['review-due', 'ratios', { count: 2 }]);
    const off = learner((profile) => {
      profile.controls.signals_off = ['forgetting'];
    });
    assert.equal(momentOf(off, ['ratios']).moment, 'plan');
  });

  it('is not there just outside of its limits', () => {
    const plain: [string, (profile: Projection) => void][] = [
      [
        'two days away',
        (p) => {
          p.behavioral_metrics.last_active_at = ago(3 * DAY - 1);
        },
      ],
      [
        'the idea was met with a right answer since',
        (p) => {
          p.skill_profile.misconceptions = { x: { skill: 'ratios', times: 3, last_at: ago(2), right_since: 1 } };
        },
      ],
      [
        'two of four wrong',
        (p) => {
          p.skill_profile.current_levels.counting = level({ recent: answers(true, true, false, false) });
        },
      ],
      [
        'wrong yesterday',
        (p) => {
          p.skill_profile.current_levels.counting = level({
            recent: answers(false, false, false).map((one) => ({ ...one, at: ago(DAY) })),
          });
        },
      ],
      [
        'right, and as slow as ever',
        (p) => {
          p.skill_profile.current_levels.counting = level({ recent: answers(true, true, true, true, true) });
        },
      ],
    ];
    for (const [what, change] of plain) assert.equal(momentOf(learner(change)).moment, 'plan', what);
  });

  it('looks at nothing that the learner has switched off', () => {
    for (const [moment, change] of table) {
      if (moment === 'greeting' || moment === 'plan') continue;
      const off = learner((profile) => {
        change(profile);
        profile.controls.signals_off = [...SIGNALS];
      });
      assert.equal(momentOf(off).moment, 'plan', moment);
      const paused = learner((profile) => {
        change(profile);
        profile.controls.paused = true;
      });
      assert.deepEqual([momentOf(paused).moment, momentOf(paused).skill], ['plan', 'counting']);
    }
  });
});

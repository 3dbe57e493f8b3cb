import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CoachMoment, Skill, SLOTS_OF, slotsIn } from '../../../src/features/catalogue/index.js';
import { coachMoment, matchCoaches } from '../../../src/features/coaches/index.js';
import { chooseLine, inWords } from '../../../src/features/coaches/lines.js';
import {
  emptyProjection,
  type Projection,
  SIGNALS,
  type Signal,
  type SkillLevel,
} from '../../../src/features/learners/index.js';
import { testCourse } from '../../support/course.js';

const PLAIN_ITEM = { discrimination: 1, difficulty: 0 };
const NOW = new Date('2086-03-04T10:00:00.000Z');
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const DAY = 24 * 60;
const skills = ['counting', 'ratios'].map((id) => Skill.parse({ id, title: id, description: id }));

function level(changes: Partial<SkillLevel> = {}): SkillLevel {
  return { known: 0.5, evidence: 4, answers: 4, correct: 2, last_at: ago(1), recent: [], reviews: [], ...changes };
}

const answers = (...right: boolean[]) =>
  right.map((correct, index) => ({ at: ago(right.length - index), correct, seconds: 20, weight: 1, item: PLAIN_ITEM }));

/** Somebody in the middle of the course about whom nothing is remarkable. */
function learner(change: (profile: Projection) => void = () => undefined): Projection {
  const profile = emptyProjection();
  profile.skill_profile.current_levels = { counting: level() };
  Object.assign(profile.behavioral_metrics, {
    answers: 4,
    correct: 2,
    seconds: 160,
    last_active_at: ago(1),
    sessions: [{ started_at: ago(10), last_at: ago(1), answers: 4, correct: 2, seconds: 160 }],
  });
  change(profile);
  return profile;
}
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

describe('matchCoaches', () => {
  const { coaches } = testCourse();
  const match = (profile: Projection, skill: string | null = null) =>
    matchCoaches({ coaches, profile, skill, now: NOW });
  const first = (profile: Projection, skill: string | null = null) => match(profile, skill)[0]?.coach;

  it('goes by the topic, by what helped, and by whom the learner asks for', () => {
    assert.equal(first(learner(), 'counting'), 'mira');
    assert.equal(first(learner(), 'odds.basic'), 'otto');
    const talk = { spoke: 9, last_at: ago(9 * DAY) };
    const helped = learner((p) => {
      p.behavioral_metrics.coaches = {
        mira: { ...talk, helpful: 0, unhelpful: 8 },
        otto: { ...talk, helpful: 8, unhelpful: 0 },
      };
    });
    assert.equal(first(helped), 'otto');
    const chosen = learner((p) => {
      p.learning_style.stated.preferred_characters = ['gone', 'otto'];
    });
    assert.deepEqual([first(chosen, 'counting'), match(chosen)[0]?.chosen], ['otto', true]);
    const quiet = learner((p) => {
      p.learning_style.stated.preferred_characters = ['otto'];
      p.controls.paused = true;
    });
    assert.equal(first(quiet), 'otto', 'a choice is no signal');
  });

  it('keeps its score in [0, 1], the sum of its parts, and drops what is switched off', () => {
    const talk = fc.record({ spoke: fc.nat(50), helpful: fc.nat(50), unhelpful: fc.nat(50), minutes: fc.nat(99_999) });
    fc.assert(
      fc.property(
        talk,
        talk,
        fc.subarray([...SIGNALS]),
        fc.constantFrom(null, 'counting', 'x'),
        (mira, otto, off, skill) => {
          const profile = learner((p) => {
            const of = ({ minutes, ...rest }: typeof mira) => ({ ...rest, last_at: ago(minutes) });
            p.behavioral_metrics.coaches = { mira: of(mira), otto: of(otto) };
            p.controls.signals_off = off;
          });
          for (const { score, parts } of match(profile, skill)) {
            assert.ok(score >= 0 && score <= 1);
            assert.ok(Math.abs(parts.reduce((sum, { points }) => sum + points, 0) - score) < 1e-9);
            const names = parts.map(({ name }) => name);
            if (off.includes('skills')) assert.ok(!names.includes('topic'));
            if (off.includes('preferences')) assert.ok(!names.includes('style') && !names.includes('helped'));
            if (off.includes('habits')) assert.ok(!names.includes('continuity') && !names.includes('variety'));
          }
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });
});

describe('chooseLine', () => {
  const [mira] = testCourse().coaches;
  assert.ok(mira);

  it('says every line once before it is silent, its own first, and leaves no gap open', () => {
    const coach = { ...mira, lines: { ...mira.lines, stuck: ['One {skill}.', 'Two.', 'Three {count}.'] } };
    const said = new Set<string>();
    const heard: string[] = [];
    for (let index = 0; ; index++) {
      const line = chooseLine({
        coach,
        moment: 'stuck',
        slots: { skill: 'Odds' },
        house: ['House {skill}.', 'H {idea}.'],
        said,
        seed: `${index}`,
      });
      if (!line) break;
      said.add(line.id);
      heard.push(line.text);
    }
    assert.deepEqual(heard.slice(0, 2).sort(), ['One Odds.', 'Two.']);
    assert.deepEqual(heard.slice(2), ['House Odds.']);
  });

  it('knows the gaps of every moment, and writes numbers as words', () => {
    for (const moment of CoachMoment.options) assert.ok(Array.isArray(SLOTS_OF[moment]));
    assert.deepEqual(slotsIn('{a} and {b}'), ['a', 'b']);
    assert.deepEqual(
      [inWords(2, 'en'), inWords(20, 'en-GB'), inWords(21, 'en'), inWords(3, 'de'), inWords(1_234, 'de')],
      ['two', 'twenty', '21', '3', '1.234'],
    );
  });
});

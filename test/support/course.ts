import { type AnswerKey, Course, type Hint, type Item, type Step } from '../../src/features/catalogue/index.js';

/**
 * A small course with every kind of answer. What a browser must not see too early carries a mark that appears nowhere
 * else (`KEY…`, `HINT…`, `SOLUTION…`), so a test can look for it in any page.
 */

const KEY_NUMBER = 7_180_331;

const options = (item: string, names: readonly string[]) =>
  names.map((name) => ({ id: `key-${item}-${name}`, textMarkdown: `Choice ${name} of ${item}` }));

const choice = (item: string): AnswerKey => ({
  kind: 'single-choice',
  options: options(item, ['a', 'b', 'c']).map((option, index) =>
    index === 1 ? { ...option, misconception: `IDEA-${item}` } : option,
  ),
  correct: `key-${item}-a`,
});

const several = (item: string): AnswerKey => ({
  kind: 'multiple-choice',
  options: options(item, ['a', 'b', 'c', 'd']),
  correct: [`key-${item}-a`, `key-${item}-c`],
});

const number = (index: number): AnswerKey => ({ kind: 'numeric', value: KEY_NUMBER + index, tolerance: 0 });

const word = (item: string): AnswerKey => ({ kind: 'text', accepted: [`KEY-${item}`], caseSensitive: false });

const order = (item: string): AnswerKey => ({
  kind: 'ordering',
  options: options(item, ['a', 'b', 'c']),
  correct: [`key-${item}-b`, `key-${item}-c`, `key-${item}-a`],
});

const match = (item: string): AnswerKey => ({
  kind: 'matching',
  left: options(`${item}-left`, ['a', 'b', 'c']),
  right: options(`${item}-right`, ['a', 'b', 'c', 'd']),
  correct: {
    [`key-${item}-left-a`]: `key-${item}-right-b`,
    [`key-${item}-left-b`]: `key-${item}-right-a`,
    [`key-${item}-left-c`]: `key-${item}-right-d`,
  },
});

const expression = (index: number): AnswerKey => ({ kind: 'expression', accepted: [`${KEY_NUMBER + index}*x+1`] });

function hints(name: string): Hint[] {
  return [
    { id: 'first', textMarkdown: `HINT-1-${name}` },
    {
      id: 'second',
      title: 'Try a part',
      textMarkdown: `HINT-2-${name}`,
      ask: {
        answer: { kind: 'text', accepted: [`ASKED-${name}`], caseSensitive: false },
        answerMarkdown: `ASKED-${name}`,
      },
    },
    { id: 'third', textMarkdown: `HINT-3-${name}` },
  ];
}

function step(item: string, id: string, skills: string[], answer: AnswerKey, difficulty = 0): Step {
  const name = `${item}-${id}`;
  return {
    id,
    promptMarkdown: `Prompt of ${name}`,
    answer,
    skills,
    parameters: { discrimination: 1, difficulty },
    hints: hints(name),
    solutionMarkdown: `SOLUTION-${name}`,
  };
}

function item(id: string, steps: Step[], family?: string): Item {
  const shared = { id, title: `Question ${id}`, bodyMarkdown: '', tags: [], figures: [] };
  return { ...shared, steps, ...(family && { family }) };
}

/** Ids that are awkward on purpose: a dot, and a name that every object has. */
export const SKILLS = ['counting', 'ratios', 'odds.basic', 'constructor'] as const;

function items(): Item[] {
  const kinds = [choice, several, word, order, match];
  return SKILLS.flatMap((skill, place) =>
    kinds.map((key, index) => {
      const id = `${skill}-${index + 1}`;
      const other = [number(10 * place + index), expression(10 * place + index)][index % 2];
      // Two of the five become a number and an expression, another two in each skill.
      const answer = other && (index + place) % 5 < 2 ? other : key(id);
      return item(
        id,
        [step(id, 'only', [skill], answer, 0.05 * index - 0.95)],
        index < 2 ? `${skill}-family` : undefined,
      );
    }),
  );
}

/** A problem of three steps on two skills. */
export function problem(): Item {
  return item('problem', [
    step('problem', 'one', ['counting'], number(501)),
    step('problem', 'two', ['ratios'], choice('problem')),
    step('problem', 'three', ['counting', 'ratios'], word('problem')),
  ]);
}

/**
 * Four skills, twenty questions of all kinds, a problem of three steps, lessons and coaches. Give changed content an id of
 * its own: catalogues are kept in memory by institution, id and revision, and tests share a process.
 */
export function testCourse(changes: Partial<Course> = {}): Course {
  return Course.parse({
    id: 'testing',
    title: 'A course to test with',
    licence: 'CC0-1.0',
    skills: [
      { id: 'counting', title: 'Counting', description: 'Can count.' },
      {
        id: 'ratios',
        title: 'Ratios',
        description: 'Can compare.',
        prerequisites: [{ skill: 'counting', weight: 0.8 }],
      },
      {
        id: 'odds.basic',
        title: 'Basic odds',
        description: 'Can say odds.',
        prerequisites: [{ skill: 'ratios', weight: 0.9 }],
        parameters: { prior: 0.3, learn: 0.1, guess: 0.25, slip: 0.05 },
      },
      {
        id: 'constructor',
        title: 'Building',
        description: 'Can build.',
        prerequisites: [{ skill: 'counting', weight: 0.5 }],
      },
    ],
    items: [...items(), problem()],
    lessons: [
      { id: 'lesson.counting', title: 'How to count', skills: ['counting'], minutes: 3, bodyMarkdown: 'One, **two**.' },
      {
        id: 'lesson.ratios',
        title: 'How to compare',
        skills: ['ratios'],
        minutes: 8,
        bodyMarkdown: 'Half of $8$ is $4$.',
      },
      { id: 'lesson.odds', title: 'What odds are', skills: ['odds.basic'], minutes: 12, bodyMarkdown: 'Three to one.' },
    ],
    coaches: [coach('mira', 'Mira', ['counting', 'ratios']), coach('otto', 'Otto', ['odds.basic', 'constructor'])],
    ...changes,
  });
}

function coach(id: string, name: string, topics: string[]): Course['coaches'][number] {
  const line = (moment: string) => [`${name} speaks: ${moment}.`];
  return {
    id,
    name,
    personality: `${name} is patient.`,
    teachingStyle: 'encouraging',
    topics,
    lines: {
      greeting: line('hello'),
      right: line('right'),
      wrong: line('wrong'),
      hint: line('hint'),
      stuck: line('stuck'),
      returning: line('back again'),
      'nearly-there': line('nearly'),
      finished: line('done'),
    },
  };
}

/** What no page may hold while a step is open, however many hints were opened and tries made. */
export function keysOf({ answer }: Step): string[] {
  switch (answer.kind) {
    case 'numeric':
      return [String(answer.value)];
    case 'text':
    case 'expression':
      return answer.accepted;
    case 'matching':
      return [...answer.left, ...answer.right].map(({ id }) => id);
    default:
      return answer.options.map(({ id }) => id);
  }
}

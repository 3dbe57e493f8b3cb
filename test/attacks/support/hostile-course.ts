import type { Course } from '../../../src/features/catalogue/index.js';
import { CLAIM } from '../../../src/lti/launch/claims.js';
import type { Claims } from '../../lti/support/fake-platform.js';
import { testCourse } from '../../support/course.js';

/** Sets `window.owned` if anything of it ever runs. */
export const PAYLOAD = `"'><img src=x onerror="window.owned=1"><script>window.owned=1</script><hx7 onfocus=alert(1)>`;
const TEMPLATE = '{{constructor.constructor("alert(1)")()}}{{{lookup this "__proto__"}}} $t(errors.title) `x`';

/** Markdown and TeX that try every way out of a text. */
const TEXT = [
  PAYLOAD,
  TEMPLATE,
  '[link](javascript:alert(1)) [link](JaVaScRiPt&colon;alert(1)) [link](data:text/html,<script>alert(1)</script>)',
  '[link](vbscript:x) <javascript:alert(1)> <https://evil.example/"onmouseover="window.owned=1>',
  '[link](https://evil.example/"onmouseover="window.owned=1 "t\\"onfocus=window.owned=1")',
  '![x](figure:evil.svg) ![" onerror="window.owned=1](figure:evil.svg) ![x](figure:%22onerror=window.owned=1) ![x](https://evil.example/x.png)',
  '$\\href{javascript:alert(1)}{x}$ $\\url{javascript:alert(1)}$ $\\htmlData{onclick=alert(1)}{x}$ $\\htmlStyle{position:fixed}{x}$',
  '$\\includegraphics{https://evil.example/x.png}$ $\\text{</math><script>window.owned=1</script>}$ $\\unicode{<img>}$',
  '$$\\def\\a{\\a\\a}\\a$$ $<img src=x onerror=window.owned=1>$ $\\text{<style>*{display:none}</style>}$',
  '<iframe srcdoc="<script>parent.owned=1</script>"></iframe><base href="https://evil.example/"><form action="https://evil.example/"><svg onload="window.owned=1">',
  '<style>@import "https://evil.example/x.css";</style><meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '```html\n</code></pre><script>window.owned=1</script>\n```',
  '| a | b |\n|:-"onclick=|-:|\n| <script>window.owned=1</script> | x |',
  '<math><mtext></mtext><mglyph><style><!--</style><img title="--><img src=x onerror=window.owned=1>"></math>',
  '<noscript><p title="</noscript><img src=x onerror=window.owned=1>">',
].join('\n\n');

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="window.owned=1"><script>window.owned=1;parent.owned=1</script><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:parent.owned=1"/></foreignObject></svg>`;

/** The test course with every word of it hostile. */
export function hostileCourse(): Course {
  const course = testCourse();
  const short = PAYLOAD.slice(0, 60);
  const option = <T extends { textMarkdown: string }>(each: T): T => ({
    ...each,
    textMarkdown: `${TEXT} ${each.textMarkdown}`,
  });
  return testCourse({
    // What was read of a course is kept in memory by its name, and other tests in this process read the harmless one.
    id: 'hostile',
    title: `${PAYLOAD}${TEMPLATE}`.slice(0, 200),
    licence: PAYLOAD,
    skills: course.skills.map((skill) => ({
      ...skill,
      title: `${skill.id} ${PAYLOAD}`.slice(0, 120),
      description: TEXT,
    })),
    items: course.items.map((item) => ({
      ...item,
      title: `${item.id} ${PAYLOAD}`.slice(0, 200),
      bodyMarkdown: TEXT,
      figures: ['evil.svg'],
      attribution: PAYLOAD,
      tags: [PAYLOAD],
      steps: item.steps.map((step) => {
        const { answer } = step;
        const hostile =
          'options' in answer
            ? { ...answer, options: answer.options.map(option) }
            : answer.kind === 'matching'
              ? { ...answer, left: answer.left.map(option), right: answer.right.map(option) }
              : answer.kind === 'numeric'
                ? { ...answer, unit: { label: PAYLOAD, accepted: [PAYLOAD] } }
                : answer;
        return {
          ...step,
          answer: hostile,
          promptMarkdown: `${TEXT} ${step.promptMarkdown}`,
          solutionMarkdown: TEXT,
          hints: step.hints.map((hint) => ({ ...hint, title: PAYLOAD, textMarkdown: TEXT })),
        };
      }),
    })),
    lessons: course.lessons.map((lesson) => ({ ...lesson, title: PAYLOAD, bodyMarkdown: TEXT })),
    coaches: course.coaches.map((coach) => ({
      ...coach,
      name: short,
      personality: TEXT,
      lines: Object.fromEntries(Object.keys(coach.lines).map((moment) => [moment, [PAYLOAD]])) as typeof coach.lines,
    })),
    figures: ['evil.svg', '"onerror=window.owned=1'].map((name) => ({
      name,
      mediaType: 'image/svg+xml' as const,
      base64: Buffer.from(SVG).toString('base64'),
      alt: PAYLOAD,
    })),
  });
}

/** Every claim that holds words, hostile. */
export function hostileClaims(): Claims {
  const words = `${PAYLOAD} javascript:alert(1) ${TEMPLATE}`;
  return {
    name: words,
    given_name: words,
    family_name: words,
    email: words,
    locale: PAYLOAD,
    picture: 'javascript:alert(1)',
    [CLAIM.context]: { id: `course ${PAYLOAD.slice(0, 200)}`, label: words, title: words, type: [words] },
    [CLAIM.resourceLink]: { id: `link ${PAYLOAD.slice(0, 200)}`, title: words, description: words },
    [CLAIM.presentation]: { return_url: 'javascript:alert(1)', locale: words, document_target: words },
    [CLAIM.toolPlatform]: { guid: words, name: words, product_family_code: words, version: words },
    [CLAIM.custom]: {
      attune_kind: words,
      attune_skills: `${words},__proto__,${'x,'.repeat(3_000)}`.slice(0, 8_000),
      attune_target: words,
      attune_length: PAYLOAD,
      attune_attempts: '-1',
      attune_hints: 'constructor',
      attune_grade: '__proto__',
      attune_due: PAYLOAD,
      attune_due_at: 'javascript:alert(1)',
      attune_placement: `${words}${'p'.repeat(7_000)}`,
      __proto__: 'x',
      constructor: words,
      $where: words,
    },
  };
}

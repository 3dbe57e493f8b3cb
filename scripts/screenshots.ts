import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Frame } from 'playwright-core';
import { answer, goOn, startVisitor, toolFrame, type Visitor } from '../test/e2e/visitor.js';
import { startWorld, type World } from '../test/e2e/world.js';
import { releaseTestServices } from '../test/support/services.js';
import { buildAssets } from './build-assets.js';

/**
 * Pictures of the real thing, in the campus, at 320 and 1280 px, light and dark, into docs/screenshots. axe-core looks
 * at every one of them on the way; a serious finding ends the run with exit code 1.
 */
const OUT = fileURLToPath(new URL('../docs/screenshots', import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PRACTICE = 'Practice: odds, outs and prices';
const NEXT = 'What next for you';

interface Shot {
  readonly name: string;
  show(world: World, visitor: Visitor, person: string): Promise<Frame>;
}

async function question(_world: World, visitor: Visitor, person: string): Promise<Frame> {
  await visitor.enter(person);
  const frame = await visitor.open(PRACTICE);
  const start = frame.getByRole('button', { name: 'Start' });
  if (await start.count()) await start.press('Enter');
  await frame.locator('form[action$="/practice/answer"]').waitFor();
  return frame;
}

const SHOTS: readonly Shot[] = [
  {
    name: 'practice-start',
    async show(_world, visitor, person) {
      await visitor.enter(person);
      return visitor.open(PRACTICE);
    },
  },
  { name: 'practice-question', show: question },
  {
    name: 'practice-feedback',
    async show(world, visitor, person) {
      const frame = await question(world, visitor, person);
      await answer(world, frame, { right: true });
      await goOn(frame);
      await answer(world, frame, { right: true });
      return frame;
    },
  },
  {
    name: 'practice-end',
    async show(_world, visitor) {
      const frame = await visitor.open(PRACTICE);
      await frame.getByText('Stop this round').click();
      await frame.locator('form[action$="/practice/finish"] button').press('Enter');
      await frame.locator('form[action$="/practice/finish"]').waitFor({ state: 'detached' });
      return frame;
    },
  },
  {
    name: 'what-next',
    async show(_world, visitor) {
      await visitor.enter('student-01');
      return visitor.open(NEXT);
    },
  },
  {
    name: 'instructor',
    async show(_world, visitor) {
      await visitor.enter('instructor');
      return visitor.open(PRACTICE);
    },
  },
  {
    name: 'deep-link',
    async show(world, visitor) {
      await visitor.enter('instructor');
      await visitor.page.goto(`${world.demo.campusUrl}/courses/${world.demo.courseId}`);
      await visitor.page
        .getByRole('link', { name: /add activity/i })
        .first()
        .click();
      return toolFrame(visitor.page);
    },
  },
];

async function findings(frame: Frame): Promise<string[]> {
  await frame.evaluate(AXE);
  return frame.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

/** A frame of another site is only painted inside the window, so the window grows to the whole page first. */
async function photograph({ page }: Visitor, width: number, path: string): Promise<void> {
  await page.mouse.move(0, 0);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height });
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(300);
  await page.screenshot({ path });
  await page.setViewportSize({ width, height: 900 });
}

await buildAssets();
mkdirSync(OUT, { recursive: true });
const world = await startWorld({ learners: 8 });
// Names that the fonts of a bare machine can show.
const people = world.demo.campus.state.people
  .filter(({ id, locale }) => id.startsWith('student-') && ['de', 'en', 'es'].includes(locale))
  .map(({ id }) => id)
  .slice(-4);
try {
  for (const width of [320, 1280]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const person = people.shift() ?? 'mia';
      const visitor = await startVisitor(world, { width, colorScheme });
      try {
        for (const { name, show } of SHOTS) {
          const frame = await show(world, visitor, person);
          const found = await findings(frame);
          if (found.length > 0) {
            console.error(`${name} ${width} ${colorScheme}: ${found.join('; ')}`);
            process.exitCode = 1;
          }
          await photograph(visitor, width, join(OUT, `${name}-${width}-${colorScheme}.png`));
          console.log(`${name} ${width} px ${colorScheme}`);
        }
      } finally {
        await visitor.close();
      }
    }
  }
} finally {
  await world.close();
  await releaseTestServices();
}

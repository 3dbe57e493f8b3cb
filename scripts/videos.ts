import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { openBrowser } from '../test/support/open-browser.js';
import { captionsOf, transcriptOf } from './videos/captions.js';
import type { EncodedFrame } from './videos/encode.js';
import { lengthOf } from './videos/film.js';
import { films } from './videos/films.js';
import { HEIGHT, WIDTH } from './videos/pen.js';
import { webmOf } from './videos/webm.js';

/**
 * Makes the videos of the demo course: every film of `videos/films.ts` is drawn frame by frame in Chromium, encoded there
 * (WebCodecs, VP8), and written with its captions and its transcript into content/poker/videos.
 */
const OUT = fileURLToPath(new URL('../content/poker/videos', import.meta.url));
const MOST_BYTES = 300_000;
/** An address that browsers take for safe, as the encoder demands; it is answered here and nothing leaves. */
const STAGE = 'https://stage.invalid/';

const script = await build({
  entryPoints: [fileURLToPath(new URL('./videos/encode.ts', import.meta.url))],
  bundle: true,
  format: 'iife',
  write: false,
});
const browser = await openBrowser();
try {
  const page = await browser.newPage();
  await page.route(`${STAGE}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(STAGE);
  await page.addScriptTag({ content: script.outputFiles[0]?.text ?? '' });
  mkdirSync(OUT, { recursive: true });
  for (const film of films) {
    const frames: EncodedFrame[] = await page.evaluate(`encodeFilm(${JSON.stringify(film.name)})`);
    const bytes = webmOf(frames, { width: WIDTH, height: HEIGHT, milliseconds: lengthOf(film) * 1_000 });
    if (bytes.length > MOST_BYTES)
      throw new Error(`${film.name}.webm has ${bytes.length} bytes, ${MOST_BYTES} at most.`);
    writeFileSync(join(OUT, `${film.name}.webm`), bytes);
    writeFileSync(join(OUT, `${film.name}.vtt`), captionsOf(film));
    writeFileSync(join(OUT, `${film.name}.md`), transcriptOf(film));
    console.log(`${film.name}: ${frames.length} frames, ${lengthOf(film)} s, ${bytes.length} bytes`);
  }
} finally {
  await browser.close();
}

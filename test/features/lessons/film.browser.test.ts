import assert from 'node:assert/strict';
import { pokerCourse } from '../../../content/poker/course.js';
import { BrowserRoom } from '../../support/browser-room.js';

describe('the films of the demo course, in a browser', function () {
  this.timeout(120_000);
  let room: BrowserRoom;
  before(async () => {
    room = await BrowserRoom.open({ course: pokerCourse({ variants: 1 }) });
  });
  after(() => room?.close());

  it('play with their captions, and what was watched becomes a fact', async () => {
    const pupil = await room.room.pupil();
    const page = await room.page(pupil, 'lessons', { viewport: { width: 320, height: 640 } });
    for (const [skill, seconds, cues] of [
      ['outs', 32, 5],
      ['pot-odds', 30, 5],
      ['odds', 30, 5],
      ['expected-value', 31, 5],
    ] as const) {
      await page.goto(new URL(`${pupil.base}/lessons/lesson.${skill}`, page.url()).href);
      const film = page.locator('video');
      await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
      const found = await film.evaluate(async (element) => {
        const video = element as HTMLVideoElement;
        const [track] = video.textTracks;
        if (track) track.mode = 'showing';
        const start = performance.now();
        while (!track?.cues?.length && performance.now() - start < 10_000) {
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        return { duration: video.duration, cues: track?.cues?.length ?? 0, width: video.videoWidth };
      });
      assert.deepEqual(found, { duration: seconds, cues, width: 640 }, skill);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(over, 0, `${skill} fits 320 px`);
    }
    await page.locator('video').evaluate(async (element) => {
      const video = element as HTMLVideoElement;
      video.muted = true;
      video.playbackRate = 16;
      await video.play();
    });
    await page.waitForFunction(() => document.querySelector('video')?.ended === true, undefined, { timeout: 60_000 });
    const told = async () => (await pupil.facts('content-viewed')).map(({ performance_metrics: { share } }) => share);
    for (let tries = 0; (await told()).length < 4 && tries < 100; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.deepEqual((await told()).sort(), [0.25, 0.5, 0.75, 1]);
    await pupil.post('lessons/lesson.expected-value/done');
    assert.equal((await pupil.facts('lesson-completed')).length, 1, 'watched to its end, it is done already');
  });
});

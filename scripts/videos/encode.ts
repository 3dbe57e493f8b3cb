/** Runs in Chromium: draws a film frame by frame and hands over what the encoder made of each. */
import { lengthOf } from './film.js';
import { films } from './films.js';
import { HEIGHT, Pen, WIDTH } from './pen.js';

export interface EncodedFrame {
  /** In milliseconds from the beginning. */
  readonly at: number;
  readonly key: boolean;
  readonly base64: string;
}

const FRAMES_PER_SECOND = 12;
const KEY_SECONDS = 5;
const BITS_PER_SECOND = 50_000;

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

async function encodeFilm(name: string): Promise<EncodedFrame[]> {
  const film = films.find((one) => one.name === name);
  if (!film) throw new Error(`No film is called ${name}.`);
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gives no canvas.');
  const pen = new Pen(context as unknown as CanvasRenderingContext2D);
  const frames: EncodedFrame[] = [];
  const encoder = new VideoEncoder({
    output(chunk) {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      frames.push({ at: Math.round(chunk.timestamp / 1_000), key: chunk.type === 'key', base64: base64Of(bytes) });
    },
    error(problem) {
      throw problem;
    },
  });
  encoder.configure({
    codec: 'vp8',
    width: WIDTH,
    height: HEIGHT,
    bitrate: BITS_PER_SECOND,
    framerate: FRAMES_PER_SECOND,
  });
  const count = Math.round(lengthOf(film) * FRAMES_PER_SECOND);
  for (let index = 0; index < count; index++) {
    let [time, place] = [index / FRAMES_PER_SECOND, 0];
    while (place + 1 < film.beats.length && time >= (film.beats[place]?.seconds ?? 0))
      time -= film.beats[place++]?.seconds ?? 0;
    const beat = film.beats[place];
    pen.clear();
    beat?.draw(pen, time / beat.seconds);
    const frame = new VideoFrame(canvas, { timestamp: Math.round((index * 1_000_000) / FRAMES_PER_SECOND) });
    encoder.encode(frame, { keyFrame: index % (KEY_SECONDS * FRAMES_PER_SECOND) === 0 });
    frame.close();
    if (encoder.encodeQueueSize > 20) await encoder.flush();
  }
  await encoder.flush();
  return frames;
}

Object.assign(globalThis, { encodeFilm });

/** A caption: what is shown from when to when, in seconds from the beginning. */
export interface Cue {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export class WebVttRefused extends Error {
  override readonly name = 'WebVttRefused';
}

const TIMING =
  /^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})(?:[ \t].*)?$/;

/**
 * The captions of a WebVTT file (W3C, 2019), in order; notes, styles and settings are left out.
 *
 * @throws WebVttRefused with one sentence, when a player could not make sense of it
 */
export function webVttCues(text: string): Cue[] {
  const blocks = text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n{2,}/);
  if (!/^WEBVTT(?:[ \t\n]|$)/.test(blocks[0] ?? '')) throw new WebVttRefused('the first line must be WEBVTT.');
  const cues: Cue[] = [];
  for (const block of blocks.slice(1)) {
    const lines = block.split('\n').filter((line) => line !== '');
    const place = lines.findIndex((line) => line.includes('-->'));
    if (place < 0) continue;
    const timing = TIMING.exec(lines[place] ?? '');
    if (!timing) throw new WebVttRefused(`"${(lines[place] ?? '').slice(0, 60)}" is no timing.`);
    const [start, end] = [secondsOf(timing.slice(1, 5)), secondsOf(timing.slice(5, 9))];
    if (end <= start) throw new WebVttRefused(`a caption ends before it begins, at ${start} s.`);
    if (start < (cues.at(-1)?.start ?? 0)) throw new WebVttRefused(`the captions are not in order, at ${start} s.`);
    cues.push({ start, end, text: lines.slice(place + 1).join('\n') });
  }
  return cues;
}

function secondsOf([hours = '0', minutes = '0', seconds = '0', thousandths = '0']: readonly (
  | string
  | undefined
)[]): number {
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds) + Number(thousandths) / 1_000;
}

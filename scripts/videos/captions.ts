import { type Film, lengthOf } from './film.js';

function stamp(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `00:${String(minutes).padStart(2, '0')}:${(seconds - 60 * minutes).toFixed(3).padStart(6, '0')}`;
}

/** The words of a film as WebVTT. */
export function captionsOf({ beats }: Film): string {
  let start = 0;
  const cues = beats.map(({ seconds, caption }) => {
    const cue = `${stamp(start)} --> ${stamp(start + seconds)}\n${caption}`;
    start += seconds;
    return cue;
  });
  return `WEBVTT\n\n${cues.join('\n\n')}\n`;
}

/** The film for readers: what is said and what is seen. */
export function transcriptOf(film: Film): string {
  const lines = film.beats.map(({ caption, shows }) => `- ${caption} *On screen: ${shows}*`);
  return `This video has no sound; its captions are all its words. It lasts ${lengthOf(film)} seconds.\n\n${lines.join('\n')}\n`;
}

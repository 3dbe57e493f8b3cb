import type { Course, Lesson } from '../schema.js';
import { duplicates, type Problem } from './problem.js';
import { WebVttRefused, webVttCues } from './web-vtt.js';

type Video = NonNullable<Course['videos']>[number];

/** One document of MongoDB holds it, with room to spare. */
export const LARGEST_VIDEO = 12 * 1024 * 1024;

/** Films that are missing, too large or not what they say, and captions that no player can read. */
export function checkVideos({ lessons, videos = [], figures, language }: Course): Problem[] {
  const names = new Set(videos.map(({ name }) => name));
  const pictures = new Set(figures.map(({ name }) => name));
  return [
    ...duplicates([...videos.map(({ name }) => name)], 'videos', 'course'),
    ...videos.flatMap(checkFile),
    ...lessons.flatMap((lesson) => checkMedia(lesson, { names, pictures, language })),
  ];
}

interface Known {
  readonly names: ReadonlySet<string>;
  readonly pictures: ReadonlySet<string>;
  readonly language: string;
}

function checkMedia({ id, media }: Lesson, { names, pictures, language }: Known): Problem[] {
  if (!media) return [];
  const where = `lesson ${id}`;
  const problems: Problem[] = [];
  if (!names.has(media.name)) {
    problems.push({ code: 'unknown-video', where, message: `The video "${media.name}" does not exist.` });
  }
  if (media.poster !== undefined && !pictures.has(media.poster)) {
    problems.push({ code: 'unknown-figure', where, message: `The figure "${media.poster}" does not exist.` });
  }
  if (!Object.hasOwn(media.captions, language)) {
    problems.push({ code: 'captions-missing', where, message: `It has no captions in "${language}".` });
  }
  for (const [code, text] of Object.entries(media.captions)) {
    const reason = whyUnreadable(text, media.seconds);
    if (reason !== null)
      problems.push({ code: 'unreadable-captions', where, message: `Captions "${code}": ${reason}` });
  }
  return problems;
}

function whyUnreadable(text: string, seconds: number): string | null {
  try {
    const last = webVttCues(text).at(-1);
    if (!last) return 'there are none.';
    return last.end > seconds + 1 ? 'they go on after the video.' : null;
  } catch (error) {
    if (error instanceof WebVttRefused) return error.message;
    throw error;
  }
}

function checkFile({ name, mediaType, base64 }: Video): Problem[] {
  const bytes = Buffer.from(base64, 'base64');
  const where = `video ${name}`;
  if (bytes.length > LARGEST_VIDEO) return [{ code: 'too-long', where, message: 'It is larger than 12 MB.' }];
  return videoTypeOf(bytes) === mediaType
    ? []
    : [{ code: 'unreadable-video', where, message: `Its content is not ${mediaType}.` }];
}

/** What a film is by its content: WebM is EBML with the document type `webm`, MP4 has `ftyp` behind its first length. */
function videoTypeOf(bytes: Buffer): Video['mediaType'] | null {
  const beginning = bytes.subarray(0, 256).toString('latin1');
  if (beginning.startsWith('\x1aE\xdf\xa3') && beginning.includes('webm')) return 'video/webm';
  return beginning.slice(4, 8) === 'ftyp' ? 'video/mp4' : null;
}

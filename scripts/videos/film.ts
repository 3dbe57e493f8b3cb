import type { Pen } from './pen.js';

/** A picture that stands for a while. What it says is the caption; there is no sound. */
export interface Beat {
  readonly seconds: number;
  /** One or two short lines: the words of the video. */
  readonly caption: string;
  /** What is seen, for whoever reads the transcript. */
  readonly shows: string;
  /** @param share  how far the beat is, in [0, 1] */
  readonly draw: (pen: Pen, share: number) => void;
}

export interface Film {
  /** The skill that it is about; its files are called so. */
  readonly name: string;
  readonly title: string;
  readonly beats: readonly Beat[];
}

export const lengthOf = ({ beats }: Film): number => beats.reduce((sum, { seconds }) => sum + seconds, 0);

/** Rises from 0 to 1 while the beat goes from one share to another, gently at both ends. */
export function rise(share: number, from = 0, to = 0.3): number {
  const x = Math.min(1, Math.max(0, (share - from) / (to - from)));
  return x * x * (3 - 2 * x);
}

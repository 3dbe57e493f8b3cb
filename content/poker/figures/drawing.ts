/** One figure of a lesson. */
export interface Drawing {
  /** What it shows, with its numbers, in short sentences of plain text: it is read by students and by Markdown. */
  readonly alt: string;
  readonly svg: string;
}

/** `19.6%`, `25%`. */
export const percent = (share: number, digits = 1): string => `${Number((100 * share).toFixed(digits))}%`;

/** A number of chips with its sign, as it stands in a figure: `+36`, `−1.1`. */
export function signed(chips: number, digits = 0): string {
  const size = Number(Math.abs(chips).toFixed(digits));
  if (size === 0) return '0';
  return `${chips < 0 ? '−' : '+'}${size}`;
}

/** The same for an alternative text, where a sign is easily lost: `36`, `minus 1.1`. */
export const spoken = (chips: number, digits = 0): string =>
  signed(chips, digits).replace('+', '').replace('−', 'minus ');

/** `64,974` */
export const grouped = (count: number): string => String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');

/**
 * Colours by what they are for: on a light page, on a dark page. A figure is a picture of its own and cannot take the
 * page's colours, so it brings both. Ink and soft ink have a contrast of 4.5 or more on the paper and on each wash.
 */
export const COLOURS = {
  paper: ['#fffdf8', '#1c1f2b'],
  edge: ['#d8d2c4', '#4a5066'],
  ink: ['#1c2238', '#eeece6'],
  soft: ['#50566a', '#c0c4d2'],
  line: ['#857e6f', '#868ca3'],
  plain: ['#f0ece2', '#2b2f3f'],
  own: ['#dfe3fb', '#2e3568'],
  ownEdge: ['#313a8c', '#b3bbff'],
  other: ['#fbe7bb', '#4a3a12'],
  otherEdge: ['#7a4b00', '#f6cf86'],
  good: ['#d3ecdd', '#1c422c'],
  goodEdge: ['#1d6b48', '#85d8ab'],
  bad: ['#fbdfca', '#53321b'],
  badEdge: ['#8c4516', '#f3b98a'],
  // Cards are made of light card on every table.
  face: ['#ffffff', '#f4f1ea'],
  faceEdge: ['#857e6f', '#857e6f'],
  black: ['#1c2238', '#1c2238'],
  red: ['#b3261e', '#b3261e'],
} as const;

export type Role = keyof typeof COLOURS;

/** What areas are filled with; text in ink lies on any of them. */
export type Wash = 'plain' | 'own' | 'other' | 'good' | 'bad';

/** The line that goes round an area of a wash. */
export const EDGES: Readonly<Record<Wash, Role>> = {
  plain: 'line',
  own: 'ownEdge',
  other: 'otherEdge',
  good: 'goodEdge',
  bad: 'badEdge',
};

/** The colour on a light page: what an SVG says itself, so that it reads without any style sheet. */
export const light = (role: Role): string => COLOURS[role][0];

/** A style sheet that changes the roles which a drawing uses, where the page is dark. */
export function darkStyle(drawing: string): string {
  const rules = Object.entries(COLOURS).flatMap(([role, [onLight, onDark]]) =>
    onLight === onDark
      ? []
      : (['fill', 'stroke'] as const)
          .filter((kind) => new RegExp(`["\\s]${kind[0]}-${role}["\\s]`).test(drawing))
          .map((kind) => `.${kind[0]}-${role}{${kind}:${onDark}}`),
  );
  return `@media (prefers-color-scheme:dark){${rules.join('')}}`;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LOCALES = new URL('../views/locales/', import.meta.url).pathname;

/** Areas that only staff, administrators and programs read: they are in English alone. */
export const STAFF_AREAS: readonly string[] = ['activity', 'api', 'deep-link', 'refusals', 'staff'];

/** Parts of the other areas that no student reads. */
const STAFF_PARTS: readonly string[] = [
  'coach.staff',
  'paths.settings',
  // Answers to staff.
  ...['pin-dates', 'pins-unknown', 'pins-barred', 'pins-no-time', 'pins-dates', 'full-marks'].map(error),
  ...['course-bound', 'course-unbound', 'catalogue-id', 'catalogue-refused', 'unknown-catalogue'].map(error),
  // Answers to programs.
  ...['key-needed', 'scope-needed', 'at-refused', 'me-needs-session', 'course-needed', 'bad-cursor'].map(error),
  ...['wrong-media-type', 'precondition-needed', 'precondition-failed', 'user-needed', 'no-path'].map(error),
  ...['no-earlier-model', 'training-under-way', 'course-to-name', 'no-catalogue'].map(error),
  ...['experiment-exists', 'experiment-over', 'experiment-overlaps', 'experiment-names', 'experiment-dates'].map(error),
  ...['unknown-skill', 'mapped-twice', 'xapi-version', 'xapi-refused', 'xapi-conflict', 'caliper-refused'].map(error),
];

function error(code: string): string {
  return `errors.${code}`;
}

/** Without the ending by which a sentence is chosen for a number. */
export const withoutPlural = (key: string): string => key.replace(/_(?:zero|one|two|few|many|other)$/, '');

/** Whether the sentence of a key stands on a page that students see. */
export const isForStudents = (key: string): boolean => {
  const whole = withoutPlural(key);
  const [area = ''] = whole.split('.');
  if (STAFF_AREAS.includes(area)) return false;
  return !STAFF_PARTS.some((part) => whole === part || whole.startsWith(`${part}.`));
};

export const languages = (): string[] => readdirSync(LOCALES).sort();

export const areasOf = (language: string): string[] =>
  readdirSync(join(LOCALES, language)).map((name) => name.replace(/\.json$/, ''));

/** All sentences of a language by their keys. */
export function wordsOf(language: string): Map<string, string> {
  return new Map(
    areasOf(language).flatMap((area) =>
      entriesOf(JSON.parse(readFileSync(join(LOCALES, language, `${area}.json`), 'utf8')) as object, area),
    ),
  );
}

function entriesOf(tree: object, prefix: string): [key: string, sentence: string][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [[`${prefix}.${name}`, value] as [string, string]]
      : entriesOf(value as object, `${prefix}.${name}`),
  );
}

/** The sentences of the pages of students in a language, area by area. */
export function studentWords(language: string): Map<string, Map<string, string>> {
  const areas = new Map<string, Map<string, string>>();
  for (const [key, sentence] of wordsOf(language)) {
    if (!isForStudents(key)) continue;
    const [area = ''] = key.split('.');
    areas.set(area, (areas.get(area) ?? new Map<string, string>()).set(key, sentence));
  }
  return areas;
}

import { createHash } from 'node:crypto';
import type { Person } from './state.js';
import type { RoleKind } from './vocabulary.js';

/** What a caller may say about a person; the rest is derived from the seed. */
export interface PersonSeed {
  /** Handle used in addresses of this campus (`?as=mia`); never sent to the tool. */
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly kind: RoleKind;
  readonly locale?: string;
}

const STUDENTS_WITH_HISTORY = 30;

/** Given and family names by language, so that pages meet accents, apostrophes, long names and right-to-left script. */
const NAMES: readonly { locale: string; given: readonly string[]; family: readonly string[] }[] = [
  { locale: 'en', given: ['Grace', 'Owen', 'Imogen', 'Caleb'], family: ["O'Brien", 'Whitfield', 'Achebe', 'Lowe'] },
  { locale: 'de', given: ['Jörg', 'Annika', 'Lukas', 'Svenja'], family: ['Müller', 'Weiß', 'Köhler', 'Brandt'] },
  { locale: 'es', given: ['Lucía', 'Iñigo', 'María José', 'Pablo'], family: ['Muñoz Ibáñez', 'Peña', 'Ríos', 'Vega'] },
  { locale: 'pl', given: ['Łukasz', 'Zofia', 'Wojciech', 'Kinga'], family: ['Wójcik', 'Dąbrowska', 'Żak', 'Sikora'] },
  { locale: 'tr', given: ['Ayşe', 'Çağla', 'Emre', 'Deniz'], family: ['Yıldız', 'Öztürk', 'Şahin', 'Aydın'] },
  { locale: 'ar', given: ['ليلى', 'يوسف', 'سلمى', 'كريم'], family: ['حداد', 'منصور', 'خوري', 'نصار'] },
  { locale: 'zh', given: ['明', '小红', '思远', '雨桐'], family: ['王', '李', '陈', '欧阳'] },
  { locale: 'vi', given: ['Ngọc Ánh', 'Minh Đức', 'Thu Hà', 'Bảo'], family: ['Nguyễn', 'Trần', 'Phạm', 'Võ'] },
];

const NAMED: readonly PersonSeed[] = [
  { id: 'mia', givenName: 'Mia', familyName: 'Novak', kind: 'student', locale: 'en' },
  { id: 'tariq', givenName: 'Tariq', familyName: 'Fontaine', kind: 'student', locale: 'en' },
  { id: 'instructor', givenName: 'Helena', familyName: 'Brandt', kind: 'instructor', locale: 'en' },
  { id: 'assistant', givenName: 'Kofi', familyName: 'Mensah', kind: 'assistant', locale: 'en' },
  { id: 'designer', givenName: 'Yuki', familyName: 'Tanabe', kind: 'designer', locale: 'en' },
  { id: 'mentor', givenName: 'Carmen', familyName: 'Novak', kind: 'mentor', locale: 'en' },
  { id: 'administrator', givenName: 'Ingrid', familyName: 'Solberg', kind: 'administrator', locale: 'en' },
  { id: 'test-student', givenName: 'Test', familyName: 'Student', kind: 'test-student', locale: 'en' },
];

/** The default campus: 30 students who have been here for weeks, two new ones, staff, and a test student. */
export function defaultPeople(seed: string): PersonSeed[] {
  const used = new Set<string>();
  const students: PersonSeed[] = [];
  for (let attempt = 0; students.length < STUDENTS_WITH_HISTORY; attempt += 1) {
    const id = `student-${String(students.length + 1).padStart(2, '0')}`;
    const candidate = drawStudent(seed, id, attempt);
    const name = `${candidate.givenName} ${candidate.familyName}`;
    if (!used.has(name)) students.push(candidate);
    used.add(name);
  }
  return [...NAMED, ...students];
}

function drawStudent(seed: string, id: string, attempt: number): PersonSeed {
  const language = pick(NAMES, `${seed}:language:${attempt}`);
  return {
    id,
    givenName: pick(language.given, `${seed}:given:${attempt}`),
    familyName: pick(language.family, `${seed}:family:${attempt}`),
    kind: 'student',
    locale: language.locale,
  };
}

/** Completes a seed with what a real platform derives: an opaque stable subject, an address, a number of its own. */
export function makePerson(person: PersonSeed, seed: string, index: number): Person {
  return {
    id: person.id,
    sub: opaqueId(`${seed}:sub:${person.id}`),
    number: 1001 + index,
    givenName: person.givenName,
    familyName: person.familyName,
    email: `${person.id}@riverside.example`,
    locale: person.locale ?? 'en',
    kind: person.kind,
  };
}

export function fullName(person: Pick<Person, 'givenName' | 'familyName'>): string {
  return `${person.givenName} ${person.familyName}`;
}

/** The same text always gives the same UUID-shaped id, and nothing can be read from it. */
export function opaqueId(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

function pick<T>(list: readonly T[], text: string): T {
  const index = createHash('sha256').update(text).digest().readUInt32BE(0) % list.length;
  const chosen = list[index];
  if (chosen === undefined) throw new RangeError('cannot pick from an empty list');
  return chosen;
}

/** What an import could not take over as it stands. The list is closed; each has its sentence. */
const SENTENCES = {
  'step-left-out': 'Steps without any answer. They cannot be played and were left out.',
  'problem-left-out': 'Problems without a step that can be played. They were left out.',
  'file-unreadable': 'Files that are not what their place says. They were left out.',
  'answer-not-among-choices': 'The right answer was not among the choices. It was added to them.',
  'answer-respelled': 'The right answer was among the choices with other capitals or spaces. That choice is right.',
  'choices-repeated': 'The same choice stood there more than once. It is shown once.',
  'one-choice-only': 'All choices were the same. "None of these." was added so that there is something to choose.',
  'several-answers': 'More than one answer is named. Each of them is accepted, or all have to be chosen.',
  'answer-kept-as-text': 'The answer is no number and no expression. It is compared as text.',
  'unknown-type': 'A type of question that is not known. Its answer is compared as text.',
  'variables-fixed': 'Values are drawn from a list in the original. The first of the list is used.',
  'skill-missing': 'Steps without a skill. They count for the skill "Other questions".',
  'skill-renamed': 'Names of skills that could not be ids. They were rewritten.',
  'parameters-missing': 'Skills without tracing parameters. Ours are used.',
  'parameters-clamped': 'Tracing parameters outside what makes sense. They were moved to the nearest sensible value.',
  'hint-without-text': 'Hints without text. They were left out.',
  'hint-question-left-out': 'Hints with a question whose answer could not be read. The text is kept.',
  'hint-id-repeated': 'Two hints of a step had the same id. The later one got another.',
  'hint-order': 'Hints that depend on a hint that does not come before them. They stay where they are.',
  'hints-flattened': 'Hints inside hints. They follow their hint as hints of their own.',
  'pathway-left-out': 'Further sets of hints. The default one is used.',
  'maths-unbalanced': 'A formula is opened and not closed. The lone sign was dropped.',
  'formula-unreadable': 'Formulas that are not valid TeX. They are shown as their source.',
  'figure-missing': 'Figures that are named but not there. The place is left empty.',
  'figure-unused': 'Figures that no text names. They are shown below the problem.',
  'figure-undescribed':
    'Figures come without a description. A reader who cannot see them gets the title of the problem.',
  'title-missing': 'Problems without a title. They are called after their lesson.',
  'lesson-without-text':
    'Lessons are lists of skills in the original. Their names are kept with the skills; there is no text to read.',
  'solution-composed': 'There are no worked solutions. They were put together from the hints and the answer.',
  'prerequisites-absent':
    'Nothing says which skill comes before which. No prerequisites were made up from the order of lessons.',
  'field-ignored': 'Settings of the original that have no counterpart here.',
} as const;

export type NoteCode = keyof typeof SENTENCES;

export interface Note {
  readonly code: NoteCode;
  readonly sentence: string;
  readonly count: number;
  /** Ids of what it is about, each once. */
  readonly ids: readonly string[];
}

/** What came in and how; plain data, so that `--json` can print it. */
export interface ImportReport {
  readonly course: { readonly id: string; readonly title: string; readonly licence: string };
  readonly found: {
    readonly problems: number;
    readonly steps: number;
    readonly skills: number;
    readonly hints: number;
    readonly figures: number;
  };
  readonly imported: {
    readonly items: number;
    readonly steps: number;
    readonly skills: number;
    readonly hints: number;
    readonly figures: number;
  };
  /** Steps by kind of answer. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly notes: readonly Note[];
}

/** Collects notes while a course is read. */
export class Notes {
  private readonly ids = new Map<NoteCode, string[]>();

  add(code: NoteCode, id: string): void {
    const list = this.ids.get(code);
    if (list) list.push(id);
    else this.ids.set(code, [id]);
  }

  list(): Note[] {
    const codes = Object.keys(SENTENCES) as NoteCode[];
    return codes.flatMap((code) => {
      const ids = this.ids.get(code);
      return ids ? [{ code, sentence: SENTENCES[code], count: ids.length, ids: [...new Set(ids)] }] : [];
    });
  }
}

const IDS_SHOWN = 8;

/** The report for a reader at a terminal. */
export function reportText({ course, found, imported, kinds, notes }: ImportReport): string {
  const row = (name: string, before: number, after: number): string => `  ${name.padEnd(10)}${after} of ${before}`;
  const kindRows = Object.entries(kinds).map(([kind, count]) => `  ${kind.padEnd(18)}${count}`);
  return [
    `${course.title} (${course.id}), ${course.licence}`,
    row('problems', found.problems, imported.items),
    row('steps', found.steps, imported.steps),
    row('skills', found.skills, imported.skills),
    row('hints', found.hints, imported.hints),
    row('figures', found.figures, imported.figures),
    'Steps by kind of answer:',
    ...kindRows,
    notes.length === 0 ? 'Everything was taken over as it stands.' : 'Not taken over as it stands:',
    ...notes.map(noteText),
  ].join('\n');
}

function noteText({ sentence, count, ids }: Note): string {
  const more = ids.length > IDS_SHOWN ? `, … (${ids.length} in all)` : '';
  return `  ${String(count).padStart(5)}  ${sentence}\n         ${ids.slice(0, IDS_SHOWN).join(', ')}${more}`;
}

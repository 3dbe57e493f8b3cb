import { z } from 'zod';
import type { CatalogueView } from '../catalogue/index.js';
import { customFromSettings, PlacementKind, PlacementSettings } from './settings.js';

const optionalWhole = (most: number) =>
  z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    z.coerce.number().int().min(1).max(most).nullable(),
  );

/** The form on which an instructor says what to add. */
export const DeepLinkForm = z.object({
  kind: PlacementKind,
  title: z.string().trim().min(1).max(200),
  skills: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string().max(120)).max(1_000)),
  target: z.coerce.number().min(0.5).max(0.99),
  length: optionalWhole(200),
  attempts: optionalWhole(100),
  hints: PlacementSettings.shape.hints,
  confidence: z.preprocess((value) => (value === '' ? undefined : value), PlacementSettings.shape.confidence),
  grade: PlacementSettings.shape.grade,
  afterDue: PlacementSettings.shape.afterDue,
});
export type DeepLinkForm = z.infer<typeof DeepLinkForm>;

/** What the form shows at first: the settings that suit most courses. */
export const FIRST_VALUES: Readonly<Record<keyof DeepLinkForm, unknown>> = {
  kind: 'practice',
  title: '',
  skills: [],
  target: 0.85,
  length: 10,
  attempts: '',
  hints: 'always',
  confidence: '',
  grade: 'best',
  afterDue: 'practice',
};

/** A link to add to the course, in our words; the LMS door puts it into the message. */
export interface LinkToAdd {
  readonly title: string;
  readonly custom: Readonly<Record<string, string>>;
  /** The grade column; null for what is not graded. */
  readonly lineItem: {
    readonly scoreMaximum: number;
    readonly label: string;
    readonly resourceId: string;
    readonly tag: string;
  } | null;
}

/** Turns the form into a link. Its id travels in the link itself, so a copy of the course finds its settings again. */
export function linkOf(form: DeepLinkForm, catalogue: CatalogueView, id: string): LinkToAdd {
  const { title, skills, ...rest } = form;
  const known = catalogue.skills.map((skill) => skill.id).filter((skill) => skills.includes(skill));
  const custom = customFromSettings({
    ...rest,
    skills: known.length === catalogue.skills.length ? [] : known,
    dueAt: null,
  });
  return {
    title,
    custom: { ...custom, attune_placement: id },
    lineItem:
      form.kind === 'practice' ? { scoreMaximum: 100, label: title, resourceId: id, tag: 'attune-practice' } : null,
  };
}

import { type CampusState, type Course, type LineItem, type Link, takeNumber } from './state.js';

export interface LineItemSeed {
  readonly label: string;
  readonly scoreMaximum: number;
  readonly resourceId?: string | undefined;
  readonly tag?: string | undefined;
}

export interface LinkSeed {
  readonly courseId: string;
  readonly sectionId?: string | undefined;
  readonly title: string;
  readonly text?: string | undefined;
  readonly url: string;
  readonly custom?: Readonly<Record<string, string>> | undefined;
  readonly openIn?: Link['openIn'] | undefined;
  readonly availableFrom?: string | undefined;
  readonly dueAt?: string | undefined;
  readonly allowedAttempts?: number | undefined;
  /** Makes a coupled column in the gradebook. */
  readonly lineItem?: LineItemSeed | undefined;
}

/** Puts an activity into a course, with its gradebook column when it is graded. */
export function addLink(state: CampusState, seed: LinkSeed): Link {
  const course = state.courses.find(({ id }) => id === seed.courseId);
  const section = course?.sections.find(({ id }) => id === seed.sectionId) ?? course?.sections[0];
  if (course === undefined || section === undefined) throw new RangeError(`there is no course ${seed.courseId}`);
  const link: Link = {
    id: takeNumber(state),
    courseId: course.id,
    sectionId: section.id,
    title: seed.title,
    text: seed.text ?? '',
    url: seed.url,
    custom: { ...seed.custom },
    openIn: seed.openIn ?? 'iframe',
    availableFrom: seed.availableFrom ?? null,
    dueAt: seed.dueAt ?? null,
    allowedAttempts: seed.allowedAttempts ?? null,
    history: [],
  };
  state.links.push(link);
  if (seed.lineItem) addLineItem(state, { ...seed.lineItem, courseId: course.id, linkId: link.id, coupled: true });
  return link;
}

export function addLineItem(
  state: CampusState,
  seed: LineItemSeed & { courseId: string; linkId: string | null; coupled: boolean },
): LineItem {
  const item: LineItem = {
    id: takeNumber(state),
    courseId: seed.courseId,
    linkId: seed.linkId,
    coupled: seed.coupled,
    label: seed.label,
    scoreMaximum: seed.scoreMaximum,
    resourceId: seed.resourceId ?? null,
    tag: seed.tag ?? null,
  };
  state.lineItems.push(item);
  return item;
}

/** Puts somebody into a course, or says that they are in it no more. */
export function enrol(
  course: Course,
  personId: string,
  status: Course['enrolments'][number]['status'],
  now: Date,
): void {
  const changed = { status, changedAt: now.toISOString() };
  const known = course.enrolments.find((enrolment) => enrolment.personId === personId);
  if (known) Object.assign(known, changed);
  else course.enrolments.push({ personId, ...changed });
}

/** The columns of a link; one of a copied course may name it as well, and belongs there. */
function itemsOf(state: CampusState, { id, courseId }: Pick<Link, 'id' | 'courseId'>): LineItem[] {
  return state.lineItems.filter((item) => item.linkId === id && item.courseId === courseId);
}

/** The column to name in a launch: only when the link has exactly one. */
export function coupledItem(state: CampusState, link: Link): LineItem | undefined {
  const items = itemsOf(state, link);
  return items.length === 1 ? items[0] : undefined;
}

export function removeLineItem(state: CampusState, item: LineItem): void {
  state.lineItems = state.lineItems.filter(({ id }) => id !== item.id);
  state.grades = state.grades.filter(({ itemId }) => itemId !== item.id);
}

export function removeLink(state: CampusState, link: Link): void {
  for (const item of itemsOf(state, link)) removeLineItem(state, item);
  state.links = state.links.filter(({ id }) => id !== link.id);
}

/** What the copy of a column is bound to, in the LMSs that there are: the copied link, still the old one, or none. */
export type CopiedColumns = 'new link' | 'old link' | 'no link';

/**
 * Copies a course as an LMS does at the start of a term: new ids for course, links and columns, the same custom
 * parameters, resource ids and tags, no grades; the old ids stay readable as history.
 */
export function copyCourse(
  state: CampusState,
  original: Course,
  title: string,
  columns: CopiedColumns = 'new link',
): Course {
  const course: Course = {
    ...structuredClone(original),
    id: takeNumber(state),
    title,
    history: [original.id, ...original.history],
  };
  state.courses.push(course);
  for (const old of state.links.filter(({ courseId }) => courseId === original.id)) {
    const link: Link = {
      ...structuredClone(old),
      id: takeNumber(state),
      courseId: course.id,
      history: [old.id, ...old.history],
    };
    state.links.push(link);
    copyItems(state, old, link, columns);
  }
  return course;
}

function copyItems(state: CampusState, old: Link, link: Link, columns: CopiedColumns): void {
  const linkId = { 'new link': link.id, 'old link': old.id, 'no link': null }[columns];
  for (const item of itemsOf(state, old)) {
    state.lineItems.push({ ...item, id: takeNumber(state), courseId: link.courseId, linkId });
  }
}

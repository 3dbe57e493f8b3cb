import { fill, textOf } from './surroundings.js';

/** The form on which an instructor adds something: finds skills by name, and says in sentences what was chosen. */
export function enhanceSetUp(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-deep-link]:not([data-enhanced])');
  if (!form) return;
  form.dataset.enhanced = '';
  findSkills(form);
  const list = form.querySelector<HTMLElement>('[data-summary-list]');
  if (!list) return;
  const renew = () => summarise(form, list);
  form.addEventListener('input', renew);
  form.addEventListener('change', renew);
  renew();
}

const boxesOf = (form: HTMLFormElement): HTMLInputElement[] => [
  ...form.querySelectorAll<HTMLInputElement>('input[name="skills"]'),
];

function findSkills(form: HTMLFormElement): void {
  const tools = form.querySelector<HTMLElement>('[data-skill-tools]');
  const field = tools?.querySelector<HTMLInputElement>('input[type="search"]');
  if (!tools || !field) return;
  tools.hidden = false;
  const choices = [...form.querySelectorAll<HTMLElement>('[data-search]')];
  const nothing = form.querySelector<HTMLElement>('[data-no-match]');
  field.addEventListener('input', () => {
    const wanted = field.value.trim().toLocaleLowerCase();
    for (const choice of choices) choice.hidden = !(choice.dataset.search ?? '').toLocaleLowerCase().includes(wanted);
    if (nothing) nothing.hidden = choices.some((choice) => !choice.hidden);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault();
  });
  tools.querySelector('[data-clear]')?.addEventListener('click', () => {
    for (const box of boxesOf(form)) box.checked = false;
    form.dispatchEvent(new Event('change'));
  });
}

function summarise(form: HTMLFormElement, list: HTMLElement): void {
  const kind = form.querySelector<HTMLInputElement>('[name="kind"]:checked')?.value;
  const sentences =
    kind !== undefined && kind !== 'practice'
      ? [list.dataset[kind] ?? '']
      : [skillSentence(form, list), ...chosenSentences(form)];
  list.replaceChildren(
    ...sentences.map((sentence) => {
      const line = document.createElement('li');
      line.textContent = sentence;
      return line;
    }),
  );
  list.hidden = false;
}

function skillSentence(form: HTMLFormElement, list: HTMLElement): string {
  const boxes = boxesOf(form);
  const chosen = boxes.filter(({ checked }) => checked);
  if (chosen.length === 0 || chosen.length === boxes.length) return list.dataset.all ?? '';
  const titles = chosen.map((box) => box.closest<HTMLElement>('[data-search]')?.dataset.search ?? textOf(box));
  const skills = new Intl.ListFormat(document.documentElement.lang || undefined).format(titles);
  return fill(chosen.length === 1 ? list.dataset.one : list.dataset.some, { chosen: chosen.length, skills });
}

function chosenSentences(form: HTMLFormElement): string[] {
  const marked = form.querySelectorAll<HTMLElement>(
    '.practice-only option:checked[data-summary], .practice-only input:checked[data-summary]',
  );
  return [...marked].map(({ dataset }) => dataset.summary ?? '');
}

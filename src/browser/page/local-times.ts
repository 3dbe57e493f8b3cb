const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const HOUR = { hour: 'numeric', minute: '2-digit' } as const;
/** The digits and the calendar of the rest of the page: see src/http/in-language.ts. */
const AS_THE_PAGE = { numberingSystem: 'latn', calendar: 'gregory' } as const;

/** The server knows no time zone and writes UTC; here the reader's own clock is known. */
export function showLocalTimes(): void {
  const times = document.querySelectorAll<HTMLTimeElement>('time[data-local]');
  // What writes dates is slow to make, and most pages need none.
  if (times.length === 0) return;
  const language = ownVariety(document.documentElement.lang);
  const moments = new Intl.DateTimeFormat(language, { ...DAY, ...HOUR, ...AS_THE_PAGE });
  const days = new Intl.DateTimeFormat(language, { ...DAY, ...AS_THE_PAGE });
  for (const time of times) {
    const format = time.dataset.local === 'day' ? days : moments;
    time.textContent = format.format(new Date(time.dateTime));
    delete time.dataset.local;
  }
}

/** The page knows its language; whether dates go Britain's or America's way, Spain's or Mexico's, the browser knows. */
function ownVariety(language: string): string {
  return navigator.languages.find((each) => each.split('-')[0] === language) ?? language;
}

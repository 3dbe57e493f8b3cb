/** The server knows no time zone and writes UTC; here the reader's own clock is known. */
export function showLocalTimes(): void {
  const times = document.querySelectorAll<HTMLTimeElement>('time[data-local]');
  // What writes dates is slow to make, and most pages need none.
  if (times.length === 0) return;
  const format = new Intl.DateTimeFormat(ownVariety(document.documentElement.lang), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    // The digits of the rest of the page: see src/http/in-language.ts.
    numberingSystem: 'latn',
  });
  for (const time of times) {
    time.textContent = format.format(new Date(time.dateTime));
    delete time.dataset.local;
  }
}

/** The page knows its language; whether dates go Britain's or America's way, Spain's or Mexico's, the browser knows. */
function ownVariety(language: string): string {
  return navigator.languages.find((each) => each.split('-')[0] === language) ?? language;
}

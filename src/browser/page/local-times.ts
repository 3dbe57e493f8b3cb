/** The server knows no time zone and writes UTC; here the reader's own clock is known. */
export function showLocalTimes(): void {
  const format = new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-local]')) {
    time.textContent = format.format(new Date(time.dateTime));
    delete time.dataset.local;
  }
}

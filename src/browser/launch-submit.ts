/** Submits the page's form at once, except for somebody who came back to the page, who has its button. */
const form = document.querySelector<HTMLFormElement>('form[data-submit-now]');
const [visit] = performance.getEntriesByType('navigation');
if (form && (visit as PerformanceNavigationTiming | undefined)?.type !== 'back_forward') form.submit();

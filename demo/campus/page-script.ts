/** Runs in pages that only pass through: sends their form, or leads the page around this frame onwards. */
document.querySelector<HTMLFormElement>('form[data-send-now]')?.submit();

const onwards = document.querySelector<HTMLAnchorElement>('a[data-leave-frame]');
if (onwards) window.parent.location.assign(onwards.href);

export {};

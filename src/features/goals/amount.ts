/** A time as people would say it. */
export interface Amount {
  readonly unit: 'minutes' | 'hours';
  readonly count: number;
}

/** Below two hours in minutes, to five of them; from there on in hours. Nobody knows it better than that. */
export function amountOf(minutes: number): Amount {
  if (minutes >= 120) return { unit: 'hours', count: Math.round(minutes / 60) };
  return { unit: 'minutes', count: minutes > 10 ? Math.round(minutes / 5) * 5 : Math.ceil(minutes) };
}

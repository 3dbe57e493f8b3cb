/** One thing that was looked at. What is wrong says what to do. */
export interface CheckFinding {
  readonly what: 'state' | 'addresses' | 'key set' | 'clock' | 'our keys' | 'access token' | 'deployments' | 'refusals';
  readonly result: 'ok' | 'look' | 'wrong';
  readonly says: string;
}

export const finding = (what: CheckFinding['what'], result: CheckFinding['result'], says: string): CheckFinding => ({
  what,
  result,
  says,
});

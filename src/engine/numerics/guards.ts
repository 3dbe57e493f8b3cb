/**
 * Checks at the doors of the engine. A bad number is an error that names itself, never a silent default:
 * a NaN that is let in once would spread through a learner's profile and into the gradebook.
 * Each returns the value that it checked.
 */

function refuse(name: string, rule: string, value: number): never {
  throw new RangeError(`${name} must be ${rule}, not ${value}`);
}

/** @throws RangeError when `value` is NaN or infinite */
export function requireFinite(name: string, value: number): number {
  return Number.isFinite(value) ? value : refuse(name, 'a finite number', value);
}

/** @throws RangeError when `value` is outside [0, 1] */
export function requireProbability(name: string, value: number): number {
  return value >= 0 && value <= 1 ? value : refuse(name, 'in [0, 1]', value);
}

/** @throws RangeError when `value` is not a finite number above zero */
export function requirePositive(name: string, value: number): number {
  return value > 0 && Number.isFinite(value) ? value : refuse(name, 'a finite number above 0', value);
}

/** @throws RangeError when `value` is not a finite number of at least zero */
export function requireNonNegative(name: string, value: number): number {
  return value >= 0 && Number.isFinite(value) ? value : refuse(name, 'a finite number of at least 0', value);
}

/** @throws RangeError when `value` is not a whole number of at least `least` */
export function requireWhole(name: string, value: number, least: number): number {
  return Number.isSafeInteger(value) && value >= least
    ? value
    : refuse(name, `a whole number of at least ${least}`, value);
}

/** @throws RangeError when the list is empty */
export function requireSome<T>(name: string, values: readonly T[]): readonly T[] {
  if (values.length === 0) throw new RangeError(`${name} must not be empty`);
  return values;
}

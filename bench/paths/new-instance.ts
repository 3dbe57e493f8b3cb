import { type RandomSource, seededRandom, shuffle } from '../../src/engine/numerics/random.js';

const [SKILLS, MODULES] = [12, 60];

/**
 * A new instance in the form of the given files, by the ranges that their README tells: 12 skills, 60 modules, start
 * levels in [0, 0.5], 10 to 60 minutes in steps of 5, 0 to 3 prerequisites without a cycle, 1 to 4 gains of 0.05 to 0.45, a
 * budget of 30 % of all minutes rounded to 5, a jump penalty of 0.01. The README leaves the distributions open; assumed
 * here: all of them even, goal weights exponential draws scaled to sum to 1, prerequisites any of the modules that come
 * earlier in a random order. Frozen before any search had seen one.
 */
export function newInstance(index: number) {
  const random = seededRandom(`path-instance:${index}`);
  const raw = Array.from({ length: SKILLS }, () => -Math.log(1 - random.next()));
  const total = raw.reduce((sum, each) => sum + each, 0);
  const order = shuffle([...Array(MODULES).keys()], random);
  const place = new Map(order.map((module, at) => [module, at]));
  const modules = Array.from({ length: MODULES }, (_, module) =>
    newModule(module, order.slice(0, place.get(module)), random),
  );
  const minutes = modules.reduce((sum, module) => sum + module.minutes, 0);
  return {
    start_level: Array.from({ length: SKILLS }, () => hundredth(0.5 * random.next())),
    goal_weight: raw.map((each) => each / total),
    budget_minutes: 5 * Math.round((0.3 * minutes) / 5),
    jump_penalty: 0.01,
    modules,
  };
}

function newModule(module: number, earlier: readonly number[], random: RandomSource) {
  const needs = shuffle(earlier, random).slice(0, between(0, 3, random));
  const gain = new Array<number>(SKILLS).fill(0);
  const taught = shuffle([...gain.keys()], random).slice(0, between(1, 4, random));
  for (const skill of taught) gain[skill] = hundredth(0.05 + 0.4 * random.next());
  return {
    id: idOf(module),
    minutes: 5 * between(2, 12, random),
    difficulty: hundredth(random.next()),
    prerequisites: needs.map(idOf),
    gain,
  };
}

const between = (low: number, high: number, random: RandomSource): number =>
  low + Math.floor(random.next() * (high - low + 1));
const hundredth = (value: number): number => Math.round(100 * value) / 100;
const idOf = (module: number): string => `m${String(module).padStart(2, '0')}`;

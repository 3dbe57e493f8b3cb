import type { CompiledProblem } from './compile-problem.js';
import { longestInOrder } from './in-order.js';

/**
 * A feasible path while it is being searched: modules by index in order, with what a move would change kept at hand.
 * Every method that changes it takes time proportional to the length of the path at most.
 */
export class Route {
  readonly sequence: Int32Array;
  /** Place of each module in the sequence; -1 when it is not in it. */
  readonly place: Int32Array;
  length = 0;
  minutes = 0;
  jumps = 0;
  /** w_k (1 - L_k): what would still be missing of each skill after the path, weighted. */
  private readonly missing: Float64Array;
  private readonly modalityMinutes: Float64Array;

  constructor(readonly problem: CompiledProblem) {
    const count = problem.minutes.length;
    this.sequence = new Int32Array(count);
    this.place = new Int32Array(count).fill(-1);
    this.missing = problem.missing.slice();
    this.modalityMinutes = new Float64Array(problem.mix?.shares.length ?? 0);
  }

  /** What the search maximises: F of the path, less what its changes of a known path cost (see PathProblem). */
  objective(): number {
    const { known } = this.problem;
    return known ? this.value() - known.penalty * this.changes(known.place, known.length) : this.value();
  }

  /** F of the path. */
  value(): number {
    let level = this.problem.full;
    for (let skill = 0; skill < this.missing.length; skill++) level -= this.missing[skill] as number;
    return level - this.problem.jumpPenalty * this.jumps - this.mixLoss();
  }

  /** The least number of modules to add, leave out and move to make this path of the known one. */
  private changes(place: Int32Array, length: number): number {
    const common: number[] = [];
    for (let at = 0; at < this.length; at++) {
      const known = place[this.sequence[at] as number] as number;
      if (known >= 0) common.push(known);
    }
    const [added, leftOut] = [this.length - common.length, length - common.length];
    return added + leftOut + common.length - longestInOrder(common).length;
  }

  /** How far the minutes per modality are from the wanted mix, times its penalty. */
  private mixLoss(): number {
    const { mix } = this.problem;
    if (!mix || this.minutes === 0) return 0;
    let off = 0;
    for (let each = 0; each < mix.shares.length; each++) {
      off += Math.abs((this.modalityMinutes[each] as number) / this.minutes - (mix.shares[each] as number));
    }
    return (mix.penalty * off) / 2;
  }

  /** w_k (1 - L_k) of one skill: what the path leaves missing of it, weighted. */
  missingOf(skill: number): number {
    return this.missing[skill] as number;
  }

  /** What the level part of the objective would gain by `module`. */
  levelGain(module: number): number {
    const skills = this.problem.gainSkills[module] as Int32Array;
    const gains = this.problem.gains[module] as Float64Array;
    let gain = 0;
    for (let at = 0; at < skills.length; at++) {
      gain += (this.missing[skills[at] as number] as number) * (gains[at] as number);
    }
    return gain;
  }

  /** True when the module is not in the path and everything that it needs is. */
  isReady(module: number): boolean {
    if ((this.place[module] as number) >= 0 || this.problem.allowed[module] === 0) return false;
    for (const each of this.problem.graph.prerequisites[module] as Int32Array) {
      if ((this.place[each] as number) < 0) return false;
    }
    return true;
  }

  /** True when the module is in the path, nothing in the path needs it and nobody pinned it. */
  isRemovable(module: number): boolean {
    if ((this.place[module] as number) < 0 || this.problem.pinned[module] === 1) return false;
    for (const each of this.problem.graph.dependents[module] as Int32Array) {
      if ((this.place[each] as number) >= 0) return false;
    }
    return true;
  }

  /** First place that `module` could take: after what it needs and after the opening. */
  earliest(module: number): number {
    let first = Math.min(this.problem.opening.length, this.length);
    for (const each of this.problem.graph.prerequisites[module] as Int32Array) {
      first = Math.max(first, (this.place[each] as number) + 1);
    }
    return first;
  }

  /** Last place that `module`, which is not in the path, could take: before what needs it. */
  latest(module: number): number {
    let last = this.length;
    for (const each of this.problem.graph.dependents[module] as Int32Array) {
      const place = this.place[each] as number;
      if (place >= 0 && place < last) last = place;
    }
    return last;
  }

  /** True when the module fits into the time that is left. */
  fits(module: number): boolean {
    return this.minutes + (this.problem.minutes[module] as number) <= this.problem.budget + 1e-9;
  }

  /** What the jumps would grow by with `module` put at `at`. */
  jumpsWith(module: number, at: number): number {
    const { difficulty } = this.problem;
    const own = difficulty[module] as number;
    if (at === 0) {
      return this.length === 0 ? 0 : Math.abs(own - (difficulty[this.sequence[0] as number] as number));
    }
    const before = difficulty[this.sequence[at - 1] as number] as number;
    if (at === this.length) return Math.abs(own - before);
    const after = difficulty[this.sequence[at] as number] as number;
    return Math.abs(own - before) + Math.abs(after - own) - Math.abs(after - before);
  }

  /** The place of least jumps in [from, to]. */
  bestPlace(module: number, from: number, to: number): number {
    let best = from;
    let least = Number.POSITIVE_INFINITY;
    for (let at = from; at <= to; at++) {
      const jumps = this.jumpsWith(module, at);
      if (jumps >= least) continue;
      best = at;
      least = jumps;
    }
    return best;
  }

  /** Puts a module whose prerequisites are in the path where the jumps grow least. */
  insertBest(module: number): void {
    this.insert(module, this.bestPlace(module, this.earliest(module), this.latest(module)));
  }

  /** Puts `module` at `at`. The caller sees to feasibility. */
  insert(module: number, at: number): void {
    this.jumps += this.jumpsWith(module, at);
    for (let next = this.length; next > at; next--) {
      const moved = this.sequence[next - 1] as number;
      this.sequence[next] = moved;
      this.place[moved] = next;
    }
    this.sequence[at] = module;
    this.place[module] = at;
    this.length++;
    this.count(module, 1);
  }

  /** Takes the module at `at` out, and gives it back. The caller sees to feasibility. */
  removeAt(at: number): number {
    const module = this.sequence[at] as number;
    this.length--;
    for (let next = at; next < this.length; next++) {
      const moved = this.sequence[next + 1] as number;
      this.sequence[next] = moved;
      this.place[moved] = next;
    }
    this.place[module] = -1;
    this.jumps -= this.jumpsWith(module, at);
    this.count(module, -1);
    return module;
  }

  private count(module: number, sign: 1 | -1): void {
    const { minutes, gainSkills, gains, mix } = this.problem;
    const own = minutes[module] as number;
    this.minutes += sign * own;
    const skills = gainSkills[module] as Int32Array;
    const values = gains[module] as Float64Array;
    for (let at = 0; at < skills.length; at++) {
      const skill = skills[at] as number;
      const rest = 1 - (values[at] as number);
      this.missing[skill] =
        sign === 1 ? (this.missing[skill] as number) * rest : (this.missing[skill] as number) / rest;
    }
    if (mix) {
      const modality = mix.modality[module] as number;
      this.modalityMinutes[modality] = (this.modalityMinutes[modality] as number) + sign * own;
    }
  }

  /** Takes over another state of the same problem in a few copies. */
  copyFrom(other: Route): void {
    this.sequence.set(other.sequence);
    this.place.set(other.place);
    this.missing.set(other.missing);
    this.modalityMinutes.set(other.modalityMinutes);
    this.length = other.length;
    this.minutes = other.minutes;
    this.jumps = other.jumps;
  }

  /** True when no module of the path is late. */
  keepsDates(): boolean {
    return this.firstLate() < 0;
  }

  /**
   * Place of the first module that cannot start when it is available and end when it is due; -1 when there is none. The
   * learner studies at a steady pace and waits where nothing is available yet.
   */
  firstLate(): number {
    const { dates, minutes } = this.problem;
    if (!dates) return -1;
    let clock = 0;
    for (let at = 0; at < this.length; at++) {
      const module = this.sequence[at] as number;
      clock = Math.max(clock, dates.from[module] as number) + (minutes[module] as number);
      if (clock > (dates.until[module] as number)) return at;
    }
    return -1;
  }

  /** Takes over another path of the same problem; sums are built anew, so that rounding does not pile up. */
  become(sequence: ArrayLike<number>, length = sequence.length): void {
    for (let at = 0; at < this.length; at++) this.place[this.sequence[at] as number] = -1;
    this.length = 0;
    this.minutes = 0;
    this.jumps = 0;
    this.missing.set(this.problem.missing);
    this.modalityMinutes.fill(0);
    for (let at = 0; at < length; at++) this.insert(sequence[at] as number, at);
  }
}

import { skillMastery } from '../../engine/tracing/mastery.js';
import { AppError, type EventSource, type ServerEvent } from '../../http/index.js';
import type { Storage } from '../../storage/index.js';
import {
  type Owner,
  type ProfileDocument,
  profileCollection,
  profileId,
  selectOptionalProfile,
} from '../learners/index.js';
import type { ProfileEvent } from './change-schema.js';

/** As many tabs as one learner plausibly has, with their teacher looking on. */
const MOST_PER_PROFILE = 10;
const MOST_PER_PROCESS = 2_000;

/** A learner in a course of an institution. */
type Followed = Owner & { readonly tenant: string };

/** The live changes of profiles, for all readers of this process. */
export class LiveProfiles {
  readonly #readers = new Map<string, number>();
  #all = 0;

  constructor(private readonly storage: Storage) {}

  /**
   * The changes of one profile as events; the id of an event is its sequence number. A reader who comes back with the
   * last one that they had hears nothing until there is a newer one. Changes that come faster than a reader reads are
   * told as one.
   *
   * @throws AppError too-many-requests when there are too many readers
   */
  open(whose: Followed, last: string | undefined): EventSource {
    const id = profileId(whose);
    if (this.#all >= MOST_PER_PROCESS || (this.#readers.get(id) ?? 0) >= MOST_PER_PROFILE) {
      throw new AppError('too-many-requests', 'errors.too-many-streams', { retryAfterSeconds: 30 });
    }
    const seen = last !== undefined && /^\d{1,15}$/.test(last) ? Number(last) : -1;
    return (signal) => this.#events(whose, id, seen, signal);
  }

  async *#events(whose: Followed, id: string, seen: number, signal: AbortSignal): AsyncGenerator<ServerEvent> {
    const scope = this.storage.scope(whose.tenant);
    const bell = new Bell();
    this.#count(id, 1);
    const leave = this.storage.changes(profileCollection).listen(id, () => bell.ring());
    signal.addEventListener('abort', () => bell.ring());
    try {
      let told = new Map<string, number>();
      let sequence = seen;
      while (!signal.aborted) {
        const profile = await selectOptionalProfile(scope, whose);
        // Erased: there is nothing more to tell.
        if (!profile) return;
        // A rebuild may mend what stands at the same number; that is told with the next fact.
        if (profile.sequence > sequence) {
          sequence = profile.sequence;
          const { event, levels } = eventOf(profile, told);
          told = levels;
          yield { id: String(sequence), event: 'profile', data: event };
        }
        await bell.heard();
      }
    } finally {
      leave();
      this.#count(id, -1);
    }
  }

  #count(id: string, more: 1 | -1): void {
    this.#all += more;
    const readers = (this.#readers.get(id) ?? 0) + more;
    if (readers > 0) this.#readers.set(id, readers);
    else this.#readers.delete(id);
  }
}

/** Rings once for however many who ring while nobody listens. */
class Bell {
  #rung = false;
  #wake: (() => void) | null = null;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  async heard(): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#wake = null;
    this.#rung = false;
  }
}

function eventOf(profile: ProfileDocument, told: ReadonlyMap<string, number>) {
  const { skill_profile: skills, behavioral_metrics: behaviour } = profile;
  const entries = Object.entries(skills.current_levels);
  const event: ProfileEvent = {
    sequence: profile.sequence,
    at: profile.updated_at.toISOString(),
    answers: behaviour.answers,
    correct: behaviour.correct,
    levels: entries
      .filter(([skill, { known }]) => told.get(skill) !== known)
      .map(([skill, { known, evidence }]) => ({
        skill,
        known,
        evidence,
        enough: skillMastery(known, evidence).enough,
      })),
    mastered_concepts: skills.mastered_concepts,
    weak_areas: skills.weak_areas,
  };
  return { event, levels: new Map(entries.map(([skill, { known }]) => [skill, known])) };
}

const LIFETIME_MS = 30 * 60 * 1000;

/** What a login that was started is for. */
export type PendingMessage =
  | { readonly kind: 'resource'; readonly personId: string; readonly linkId: string }
  | {
      readonly kind: 'deep-linking';
      readonly personId: string;
      readonly courseId: string;
      readonly sectionId: string | undefined;
    };

/** Logins that were started and not yet forgotten, by the opaque hint that stands for them outside. */
export interface PendingMessages {
  remember(message: PendingMessage): string;
  find(hint: string): PendingMessage | undefined;
  forget(hint: string): void;
}

export function createPendingMessages(clock: () => Date, newId: () => string): PendingMessages {
  const pending = new Map<string, { message: PendingMessage; until: number }>();
  return {
    remember(message) {
      const now = clock().getTime();
      for (const [hint, { until }] of pending) if (until <= now) pending.delete(hint);
      const hint = newId();
      pending.set(hint, { message, until: now + LIFETIME_MS });
      return hint;
    },
    find(hint) {
      const found = pending.get(hint);
      return found && found.until > clock().getTime() ? found.message : undefined;
    },
    forget(hint) {
      pending.delete(hint);
    },
  };
}

/** Remembers ids that may be used once, as long as the token that carried them could still be valid. */
export interface UsedIds {
  /** @returns false when the id was used before */
  use(id: string, until: Date): boolean;
}

export function createUsedIds(clock: () => Date): UsedIds {
  const used = new Map<string, number>();
  return {
    use(id, until) {
      const now = clock().getTime();
      for (const [old, end] of used) if (end <= now) used.delete(old);
      if (used.has(id)) return false;
      used.set(id, until.getTime());
      return true;
    },
  };
}

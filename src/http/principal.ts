import type { Request } from 'express';

/** What a person may do in one course, re-read at each launch. `guest` sees that they are known, and nothing else. */
export type Role = 'learner' | 'staff' | 'observer' | 'guest';

/** Who asks: one launch of one person into one course. Two tabs are two principals. */
export interface Principal {
  /** Names the session in addresses; it opens nothing. */
  readonly sessionId: string;
  /** The secret that opens it: in a hidden field or the Authorization header, in no address and no log. */
  readonly token: string;
  readonly tenant: string;
  readonly userId: string;
  readonly courseId: string;
  readonly placementId: string | null;
  readonly role: Role;
  readonly institutionAdmin: boolean;
  /** A test student or a preview: works like a learner, is never graded and never counted. */
  readonly synthetic: boolean;
  readonly locale: string;
  /** The only origin that may frame what this principal sees. */
  readonly platformOrigin: string;
  /** Where the LMS wants people to go when they are done; null when it does not say. */
  readonly returnUrl: string | null;
  /** It was opened in a window of its own, not in a frame of the course. */
  readonly inWindow: boolean;
  /** At the launch the learner had not yet said whether what is known of them may be used; see features/privacy. */
  readonly consentDue?: boolean;
  /** How the request proved the session: a cookie alone never authorises a write. */
  readonly proof: 'token' | 'cookie';
}

/** Finds who asks, or null. Wired by app.ts, so that http need not know where sessions live. */
export type Authenticate = (request: Request) => Promise<Principal | null>;

/** What a route asks of its caller; a route without one does not start. */
export type Permission = 'public' | 'signed-in' | 'learner:self' | 'course:staff' | 'institution:admin';

export function allows(permission: Permission, principal: Principal | null): boolean {
  switch (permission) {
    case 'public':
      return true;
    case 'signed-in':
      return principal !== null;
    case 'learner:self':
      return principal?.role === 'learner';
    case 'course:staff':
      return principal?.role === 'staff';
    case 'institution:admin':
      return principal?.institutionAdmin === true;
  }
}

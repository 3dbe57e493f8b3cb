const AGS = 'https://purl.imsglobal.org/spec/lti-ags/scope';

/**
 * The rights of Assignment and Grade Services 2.0, as launches name them and token requests ask for them, and the one
 * of Names and Role Provisioning Services 2.0, which a launch grants by naming the roster's address.
 */
export const SCOPE = {
  lineItem: `${AGS}/lineitem`,
  lineItemReadonly: `${AGS}/lineitem.readonly`,
  result: `${AGS}/result.readonly`,
  score: `${AGS}/score`,
  memberships: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const;

/** The weakest right among those granted that lets us read line items; null when there is none. */
export function scopeToReadLineItems(granted: readonly string[]): string | null {
  return [SCOPE.lineItemReadonly, SCOPE.lineItem].find((scope) => granted.includes(scope)) ?? null;
}

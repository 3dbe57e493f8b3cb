/** The paths that a platform may name as the target of a launch. What is opened there, the custom parameters say. */
const TARGET_PATHS = new Set(['/', '/lti/launch']);

/** The one redirect URI that is registered with each platform. */
export function redirectUri(publicUrl: string): string {
  return `${publicUrl}/lti/launch`;
}

/** Whether a target link URI names a place of this tool. */
export function isLaunchTarget(value: string, publicUrl: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const plain = url.username === '' && url.password === '' && !value.includes('\\');
  return plain && url.origin === publicUrl && TARGET_PATHS.has(url.pathname);
}

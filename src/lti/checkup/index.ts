export { type CheckParts, checkPlatform } from './check-platform.js';
export type { CheckFinding } from './finding.js';

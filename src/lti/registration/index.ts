export {
  type Administration,
  AdministrationError,
  addPlatform,
  approveDeployment,
  disablePlatform,
  enablePlatform,
  listDeployments,
  listPlatforms,
  type PlatformOrder,
  removePlatform,
  revokeDeployment,
  rotatePlatformKey,
} from './administration.js';
export { type Deployment, Deployments, MOST_PENDING } from './deployments.js';
export { type KeyPair, type MakeKeyPair, makeRsaKeyPair } from './key-pairs.js';
export { MemoryLtijsDatabase } from './memory-database.js';
export { MongoLtijsDatabase } from './mongo-database.js';
export {
  type LoginRequestParts,
  type Platform,
  type PlatformDraft,
  PlatformExists,
  type PlatformRegistry,
  type PublicKeys,
  type RotatedKey,
  type SigningKey,
} from './platform.js';
export { isPlatformUrl, liesAt, type PlatformUrlRules } from './platform-urls.js';
export type { Institutions } from './ports.js';
export { LtijsPlatformRegistry } from './registry.js';

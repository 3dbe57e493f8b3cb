export { aptInstall } from './apt.js';
export { findOnPath, lastLine, runCommand } from './command.js';
export { EmbeddedServiceError, reasonOf } from './errors.js';
export { findRunningServices, type RunningServices } from './running.js';
export { type Services, type StartOptions, startServices } from './services.js';
export { ownSurroundings, type Say, type Surroundings } from './surroundings.js';

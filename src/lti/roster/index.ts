export { createRosterDeliverer, type RosterDependencies } from './deliver-roster.js';
export type { Member } from './members.js';
export type { CourseToRead, Reading, RosterBook } from './ports.js';
export { type Roster, type RosterFilter, readDifferences, readRoster } from './read-roster.js';

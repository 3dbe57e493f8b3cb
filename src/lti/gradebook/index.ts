export { createGradebookReader, type GradebookDependencies } from './deliver-gradebook.js';
export type { GradebookToRead, ReadColumn, ReadingBook } from './ports.js';

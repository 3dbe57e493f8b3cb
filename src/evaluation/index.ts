export { type EvaluationOptions, type EvaluationReport, evaluate } from './evaluate.js';
export { EvaluationError } from './evaluation-error.js';
export { QUESTIONS } from './questions/index.js';

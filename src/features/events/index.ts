export { eventEndpoints } from './api.js';

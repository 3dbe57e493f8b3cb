export { PLACES, type Place, studentPlaces } from './places.js';

import { rescueFigures } from './page/figures.js';
import { followFilms } from './page/films.js';
import { enhanceForms } from './page/forms.js';
import { watchHeight } from './page/frame-height.js';
import { listenToKeys } from './page/keys.js';
import { followLive } from './page/live.js';
import { showLocalTimes } from './page/local-times.js';
import { enhanceOrderings } from './page/ordering.js';
import { showReadings } from './page/reading.js';
import { enhanceSetUp } from './page/set-up.js';

/** Every page works without this module; with it, nothing reloads and more is at hand. */
function enhance(): void {
  enhanceOrderings();
  enhanceSetUp();
  showLocalTimes();
  rescueFigures();
  followFilms();
  showReadings();
  followLive(enhance);
}

enhance();
enhanceForms(enhance);
listenToKeys();
watchHeight();

import { rescueFigures } from './page/figures.js';
import { enhanceForms } from './page/forms.js';
import { watchHeight } from './page/frame-height.js';
import { showLocalTimes } from './page/local-times.js';
import { enhanceOrderings } from './page/ordering.js';
import { enhanceSetUp } from './page/set-up.js';

/** Every page works without this module; with it, nothing reloads and more is at hand. */
function enhance(): void {
  enhanceOrderings();
  enhanceSetUp();
  showLocalTimes();
  rescueFigures();
}

enhance();
enhanceForms(enhance);
watchHeight();

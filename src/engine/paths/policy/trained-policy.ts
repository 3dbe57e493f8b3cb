import type { PathPolicy } from './choose-action.js';

/** Written by bench/simulator/train-policy.ts: policy iteration on the learner models that may be learned from. */
export const TRAINED_POLICY: PathPolicy = {
  success: [
    -1.39769, 0.961836, 0.127449, 0.370788, -0.0451596, -0.186659, -0.140648, 2.04986, 1.43916, -0.00389995, -0.318268,
    -0.596777, -0.219199, 0.787701,
  ],
  value: [
    -0.00443831, // level now
    -0.00265242, // level later
    0.00156506, // level later, squared
    0.00293026, // uncertain now
    -0.0593131, // fades soon
    -0.000195538, // readiness
    0.00776085, // readiness x gap
    -0.00258724, // readiness x uncertain
    -0.00146692, // unlocks
    0.00275095, // unlocks x gap
    -0.00698219, // never asked
    0.0120385, // never asked x readiness
    0.00368362, // few answers
    -0.000033622, // same skill again
    -0.000863687, // length of the run
    -0.000849445, // answers on it in this session
    0.00109343, // taken up again after a rest
    -0.00647536, // rest x fades soon
    -0.000245322, // share of the gap
    -0.00140888, // mastered by the rule
    -0.0023986, // returns so far
    0.0000610186, // stretch
    -0.000130779, // sure
    -0.00018367, // stretch x failures
    -0.000516238, // sure x failures
    -0.000143137, // stretch x level
    0.000202354, // sure x level
    -0.000102372, // sure x never asked
    -0.000868431, // same skill x failures
    0.00285632, // level x failures
    0.000151944, // stretch x successes
    0.0121635, // late in the session x level
  ],
  temperature: 0.0000631886,
};

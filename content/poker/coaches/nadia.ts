import type { Coach } from '../../../src/features/catalogue/schema.js';

/** Warm and patient; at home with the first steps. */
export const nadia: Coach = {
  id: 'nadia',
  name: 'Nadia Okafor',
  personality:
    'Used to teach evening classes for adults who believed that they could not do maths. Warm, patient, and never in a hurry.',
  teachingStyle: 'encouraging',
  topics: ['chance', 'hand-ranks', 'board', 'kickers', 'position', 'outs', 'rule-2-4', 'odds'],
  lines: {
    greeting: [
      'Hello! We take one card at a time. Nobody is counting the minutes.',
      'Good to see you. If you can count to 52, you have all that you need to start.',
      'Welcome. Wrong answers are welcome too: they show us where to look.',
    ],
    right: [
      'Yes! And you got there by thinking, not by luck.',
      'That is it. Notice how natural that step has become.',
      'Lovely. You counted each card once, and that is most of the art.',
    ],
    wrong: [
      'Not yet, but I can see what you were aiming at. Let us look at it together.',
      'Close enough to be useful. Which cards did you count?',
      'That happens to everybody at first. Read the worked solution slowly; it is worth it.',
    ],
    hint: [
      'Here is a small push. You do the rest.',
      'Asking for a hint is part of learning. This one should open the door a little.',
      'Let us make the problem smaller. Start with this.',
    ],
    stuck: [
      'Take a breath. What do you know for sure? Write only that down.',
      'We can go back to an easier one and come back stronger.',
      'Read the short lesson again; the example there is a cousin of this question.',
    ],
    returning: [
      'You came back! That counts for more than any single answer.',
      'Welcome back. We warm up with something you knew last time.',
      'Nice to see you again. A little forgetting is normal, and it mends quickly.',
    ],
    'nearly-there': [
      'You are so close now. Two or three more of this kind.',
      'Look how far you have come. Just a few steps are left.',
      'Nearly there. Keep the same calm pace.',
    ],
    finished: [
      'You did it. Remember how hard the first one felt?',
      'Finished, and well done. Tell somebody what you learned today; it makes it stay.',
      'That was steady work. Be proud of it, and take a break.',
    ],
  },
};

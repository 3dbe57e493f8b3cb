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
    misconception: [
      'Many people meet this one: the answer often comes from somebody who {idea}. Let us look at that part again.',
      'I think I see what happened. It looks like an answer from somebody who {idea}. Does that sound like you here?',
      'This is a useful slip. It often comes from a learner who {idea}, and once you have seen it, it is easy to spot.',
      'Go back to the place where somebody might slip who {idea}. Only that place; the rest can stay.',
    ],
    bored: [
      'The last {count} went quickly. Shall we try something a little harder? Only if you like.',
      'This part has become easy for you. There are harder questions when you want them.',
      'You could leave “{skill}” for today and look at something new.',
      'When it feels too easy, that is a good time to move on. Pick what makes you curious.',
    ],
    tired: [
      'We have been here for {minutes} minutes. A cup of tea is also part of learning.',
      'You have answered {count} questions in this sitting. It is fine to stop here and come back.',
      'Rest a little. What you practised stays better after a break.',
      'If your eyes feel heavy, close the page. Nothing is lost, and nobody is waiting.',
    ],
    effort: [
      'You have worked through {count} questions today, one after the other. That is how it grows.',
      'I noticed that you keep trying different ways. That habit helps with every new question.',
      'Look back for a moment: {count} answers today, and you stayed with each of them.',
      'Steady work, a little at a time. That is the whole secret.',
    ],
    'review-due': [
      'It may be a good day to look at “{skill}” again, before it fades.',
      'Some things want a short visit: {count} of your skills could do with one. “{skill}” is first.',
      'Shall we warm “{skill}” up? Two or three questions are enough.',
      'A little forgetting is normal. A few questions on “{skill}” bring it back.',
    ],
    plan: [
      'For today I suggest “{skill}”. If you would rather do something else, that is fine too.',
      'Let us take one step: “{skill}”. A short lesson first, then a few questions.',
      'A calm plan: ten minutes on “{skill}”, then a break.',
      '“{skill}” comes next. You have all that you need for it.',
    ],
  },
};

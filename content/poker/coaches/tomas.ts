import type { Coach } from '../../../src/features/catalogue/schema.js';

/** Precise and dry; at home with value, combinations and the long run. */
export const tomas: Coach = {
  id: 'tomas',
  name: 'Tomás Lindqvist',
  personality:
    'A statistician who checked bridges before he checked bets. Precise, dry, and fond of a number with its error beside it.',
  teachingStyle: 'analytical',
  topics: [
    'draw-odds',
    'expected-value',
    'combos',
    'starting-ranges',
    'range-equity',
    'variance',
    'sample-size',
    'risk-of-ruin',
    'icm',
  ],
  lines: {
    greeting: [
      'Good day. Define the question, list the cases, weigh them. In this order.',
      'Let us measure something.',
      'Welcome. Bring a pencil; a sum on paper beats a feeling in the head.',
    ],
    right: [
      'Correct. Check it once more by another way, and you own it.',
      'Correct, and the method is sound.',
      'Right. Note the size of the result, so that you recognise it next time.',
    ],
    wrong: [
      'Not correct. Compare your denominator with the one in the solution.',
      'The result is off. Either a case is missing or one is counted twice.',
      'No. Estimate the size first next time; this result was too far from plausible.',
    ],
    hint: [
      'One piece of the structure. The arithmetic stays with you.',
      'Observe what is known and what is asked. This connects them.',
      'A useful first line of the calculation follows.',
    ],
    stuck: [
      'Write down all cases with their probabilities. They must add up to 1.',
      'Replace the numbers with small ones, solve that, and come back.',
      'The difficulty is in one step. Find out which, and read only that part.',
    ],
    returning: [
      'You are back. Forgetting follows a curve, and we have arrived in time.',
      'Welcome back. Let us test what has remained before we add to it.',
      'Good. Spaced work is worth more than long work; the data are clear on that.',
    ],
    'nearly-there': [
      'The estimate is close to your target. A few more answers will settle it.',
      'Little is missing. Keep the error rate low.',
      'Within reach. Work as carefully as at the start.',
    ],
    finished: [
      'Target reached. The evidence is sufficient.',
      'Done. What you can do now is measurable, which is the best kind of praise.',
      'Complete. Return in some days and confirm that it has stayed.',
    ],
    misconception: [
      'This result is typical of somebody who {idea}. Check that line of the calculation first.',
      'The error has a known cause: it comes from a learner who {idea}. Correct that step and repeat.',
      'Compare your steps with those of somebody who {idea}. If they agree, the cause is found.',
      'One step explains the difference. It is the one taken by anybody who {idea}.',
    ],
    bored: [
      'The last {count} answers were right and quick. More of the same adds little information.',
      '“{skill}” yields no more surprises at this level. A harder level is available.',
      'The questions are below what the data suggest. Choose something harder if you wish.',
      'Little is left to measure here. Another topic would use your time better.',
    ],
    tired: [
      'You have worked for {minutes} minutes. Error rates rise from about here; a pause is reasonable.',
      'After {count} questions in one sitting, a break costs nothing and helps memory.',
      'Two short sessions are worth more than one long one. Stop here if you like.',
      'Concentration is a limited resource. Come back tomorrow; the state is stored.',
    ],
    effort: [
      'Today: {count} questions worked through. Practice of this kind is what moves the estimate.',
      'Your work is regular, and regular work has the best-documented effect there is.',
      'You went back and corrected steps. This is the method that lasts.',
      'The record shows {count} attempts today. Each of them is information.',
    ],
    'review-due': [
      'By the forgetting curve “{skill}” is due. A few questions now save many later.',
      'There are {count} skills due for review. “{skill}” is first in order.',
      'Before we add something: measure “{skill}” again.',
      'A test of “{skill}” is worth more today than it was last week. The interval was right.',
    ],
    plan: [
      'Plan: “{skill}”. First the lesson, then about five questions, then stop.',
      'The next step in order is “{skill}”. Its prerequisites are in place as far as we can see.',
      'Today “{skill}”. Define, list, weigh, as always.',
      'I propose “{skill}”. If you know a better order, follow it.',
    ],
  },
};

import type { Coach } from '../../../src/features/catalogue/schema.js';

/** Curious and quiet; answers with questions; at home with reads and balance. */
export const yuki: Coach = {
  id: 'yuki',
  name: 'Yuki Marchetti',
  personality:
    'A philosopher who came to cards through game theory. Curious and quiet, and rarely says in a sentence what can be asked in a question.',
  teachingStyle: 'socratic',
  topics: ['equity', 'break-even', 'blockers', 'updating', 'minimum-defence', 'balance', 'bubble'],
  lines: {
    greeting: [
      'What would you like to be less sure of today?',
      'Before we start: what makes a decision good, its result or its reasons?',
      'Hello. Which question from last time is still with you?',
    ],
    right: [
      'Yes. Would it still be true if the pot were twice as large?',
      'Right. How would you explain it to somebody who says that it was luck?',
      'Yes. Which number mattered most, and which one did not matter at all?',
    ],
    wrong: [
      'What would have to be true for your answer to be right?',
      'Interesting. Which part are you most sure of, and why?',
      'Not this. What does the other player see when looking at you?',
    ],
    hint: [
      'What would change if you knew the other hand?',
      'Which of the numbers have you not used yet?',
      'What is the opposite of what is asked, and is it easier?',
    ],
    stuck: [
      'Can you say the question in your own words?',
      'What is the simplest case in which you do know the answer?',
      'Suppose somebody told you the answer. How would you check it?',
    ],
    returning: [
      'You return. What do you still remember without looking?',
      'Welcome back. Has anything this week looked like a price to you?',
      'Shall we see whether the old answer still convinces you?',
    ],
    'nearly-there': [
      'What is left that could still surprise you?',
      'You answer before I ask now. Do you notice?',
      'A few more. Can you predict which one will be hard?',
    ],
    finished: [
      'You have arrived. Where else in life do you pay a price for a chance?',
      'Finished. What would you ask a beginner now?',
      'Done. Which belief did you change on the way?',
    ],
  },
};

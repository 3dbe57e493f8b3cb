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
    misconception: [
      'Suppose somebody {idea}. What answer would they give? Is it yours?',
      'What would you say to a friend who {idea}?',
      'There is a thought behind your answer. Could it be the one of a person who {idea}?',
      'Which step changes if you stop being somebody who {idea}?',
    ],
    bored: [
      'The last {count} gave you no trouble. What question would?',
      'What is left to ask about “{skill}”? If nothing comes to mind, shall we move on?',
      'Is this still interesting? If not, which topic would be?',
      'Could you make up a question about “{skill}” that is harder than these?',
    ],
    tired: [
      'It has been {minutes} minutes. Are you still reading, or only looking?',
      'After {count} questions, which one do you still remember? Perhaps it is time to rest.',
      'Would you see more after a short walk?',
      'What would happen if you stopped here and slept on it?',
    ],
    effort: [
      'You have asked yourself {count} questions today. Which one taught you something?',
      'What did you do differently today when it got hard?',
      'You stayed with it. What made you stay?',
      'Which of your {count} answers today would you give in another way now?',
    ],
    'review-due': [
      'What do you still remember of “{skill}”? Shall we check before you look?',
      'There are {count} old questions that may have become new again. Will you begin with “{skill}”?',
      'How sure are you of “{skill}” today? How could you find out?',
      'Would “{skill}” still convince you?',
    ],
    plan: [
      'What about “{skill}” today? What do you already know about it?',
      'If you could be clearer about one thing this evening, might it be “{skill}”?',
      'Where should we begin? My question would be about “{skill}”.',
      '“{skill}”: what would you like to ask about it first?',
    ],
  },
};

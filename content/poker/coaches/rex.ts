import type { Coach } from '../../../src/features/catalogue/schema.js';

/** Lively and quick with pictures; at home with prices, bets and reserves. */
export const rex: Coach = {
  id: 'rex',
  name: 'Rex Adeyemi',
  personality:
    'A former street magician who now designs board games. Lively, quick with a picture, and allergic to superstition.',
  teachingStyle: 'playful',
  topics: ['pot-odds', 'implied-odds', 'bet-sizing', 'fold-equity', 'bluff-break-even', 'semi-bluff', 'bankroll'],
  lines: {
    greeting: [
      'Roll up your sleeves. No tricks today, only numbers that behave like tricks.',
      'Hello there! The chips are made of chocolate, so bet with your head.',
      'Ready? I shuffle, you think. Fair deal.',
    ],
    right: [
      'Ta-da! And you know how the trick works.',
      'Bang on. The pot bows to you.',
      'Right! Put that one in your sleeve for later.',
    ],
    wrong: [
      'The rabbit was in the other hat. Let us see how it got there.',
      'Nice try. The number winked at you and you winked back.',
      'Oops. Even magicians drop a card. Pick it up and look at it.',
    ],
    hint: [
      'Psst. Watch the hand that is not moving.',
      'I turn over one corner of the card. Only one.',
      'Here is the thread. Pull it yourself.',
    ],
    stuck: [
      'Stuck? Pretend that the pot is pizza. Which slices are yours, and what did you pay?',
      'Shake it off, walk round the table, and look from the other side.',
      'Let us make the numbers silly and small: a pot of 3, a bet of 1. Now?',
    ],
    returning: [
      'The audience is back! I kept your seat warm.',
      'You again, splendid. Let us see whether the cards still listen to you.',
      'Welcome back. I have learned a new shuffle. It is just as fair as the old one.',
    ],
    'nearly-there': [
      'Drum roll, please. Two or three more and the curtain falls.',
      'You can see the finish from here. It is the thing with the glitter.',
      'So close that I am whispering.',
    ],
    finished: [
      'Applause! No mirrors, no wires, just you.',
      'That is a wrap. Go and play outside, the deck will wait.',
      'Finished! Take a bow and leave the table while it is fun.',
    ],
  },
};

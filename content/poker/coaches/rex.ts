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
    misconception: [
      'I know that trick! It catches anybody who {idea}. Watch that hand again, slowly.',
      'The card is up the other sleeve: this answer comes from somebody who {idea}.',
      'Classic misdirection. The question lies in wait for a player who {idea}. Look at the bait and walk round it.',
      'Rewind the trick to the moment where somebody could slip who {idea}. There it is!',
    ],
    bored: [
      'The last {count} fell like dominoes. Want a trickier trick?',
      'You have seen how “{skill}” works. Shall we open the next box?',
      'Too easy? Splendid. Behind that curtain are harder ones, no ticket needed.',
      'You could shuffle off to something new. “{skill}” will still be here.',
    ],
    tired: [
      'The show has run for {minutes} minutes. Even magicians have an interval.',
      'After {count} questions the cards start to look alike. Time for a snack?',
      'Curtain down for a bit! Walk about, look at something far away, come back when you like.',
      'My wand needs a rest, and perhaps you do too. Everything is saved.',
    ],
    effort: [
      'Count with me: {count} questions today. That is practice you can hear.',
      'You keep picking the deck up again. That is what makes a trick work in the end.',
      'Today you dealt yourself {count} rounds of thinking. Take a small bow for the work.',
      'Practice, practice, ta-da. You are in the middle part, and that is the real one.',
    ],
    'review-due': [
      '“{skill}” is getting dusty. One quick flourish and it shines again.',
      'I count {count} old tricks that want an outing. Start with “{skill}”?',
      'Do your fingers still remember “{skill}”? Let us find out, it takes two minutes.',
      'Before the new trick, an old one: “{skill}”.',
    ],
    plan: [
      'On the bill today: “{skill}”. Seats are free, leave when you like.',
      'Pick a card, any card… it says “{skill}”. What a coincidence. Shall we?',
      'Today’s number is “{skill}”. First a look at how it is done, then your turn.',
      'Warm up, try “{skill}”, bow, go home. How does that sound?',
    ],
  },
};

import { bigBlinds, chips, count, oneOf, percent, plain } from './answers.js';
import type { Dealer } from './dealer.js';
import { type Generator, level, type Question, single } from './generator.js';
import { is, isPct, num, pct, some } from './wording.js';

function oneBet(dealer: Dealer): Question {
  const win = dealer.step(10, 90, 5) / 100;
  const gain = dealer.step(20, 200, 10);
  const loss = dealer.step(10, 150, 10);
  const deviation = (gain + loss) * Math.sqrt(win * (1 - win));
  const mean = win * gain - (1 - win) * loss;
  return single({
    prompt: `A decision wins ${gain} chips with probability ${pct(win)} and loses ${loss} chips otherwise. What is the standard deviation of the result, in chips with one decimal place?`,
    answer: chips(deviation, 1),
    hints: [
      'The variance is the mean of the squared distances from the expected value.',
      'With only two results it is short: the distance between the two results, times $\\sqrt{p(1-p)}$.',
    ],
    solution: `The two results lie $${gain} + ${loss} = ${gain + loss}$ chips apart. $\\sigma = ${gain + loss}\\cdot\\sqrt{${num(win)}\\cdot ${num(1 - win)}} ${is(deviation)}$ chips, around a mean of ${num(mean)}.`,
  });
}

function manyHands(dealer: Dealer): Question {
  const deviation = dealer.step(60, 120, 5);
  const hundreds = dealer.pick([4, 9, 16, 25, 36, 49, 64, 100, 144, 225, 400]);
  const total = deviation * Math.sqrt(hundreds);
  return single({
    prompt: `The results of a player have a standard deviation of ${deviation} big blinds per 100 hands. What is the standard deviation over ${100 * hundreds} hands?`,
    answer: bigBlinds(total),
    hints: [
      'Variances of independent hands add up; standard deviations do not.',
      `${100 * hundreds} hands are ${hundreds} blocks of 100. The variance is ${hundreds} times as large.`,
    ],
    solution: `$${deviation}\\cdot\\sqrt{${hundreds}} = ${deviation}\\cdot ${Math.sqrt(hundreds)} = ${num(total)}$ big blinds.`,
  });
}

function badStretch(dealer: Dealer): Question {
  const rate = dealer.step(2, 8, 1);
  const deviation = dealer.step(70, 110, 10);
  const hundreds = dealer.pick([25, 64, 100, 144, 225, 400, 625]);
  const mean = rate * hundreds;
  const spread = deviation * Math.sqrt(hundreds);
  return {
    body: `A player gains ${rate} big blinds per 100 hands in the long run, with a standard deviation of ${deviation} big blinds per 100 hands. Look at a stretch of ${100 * hundreds} hands.`,
    steps: [
      {
        prompt: 'What is the expected result of the stretch?',
        answer: bigBlinds(mean),
        hints: ['How many blocks of 100 hands are there?', `$${rate}\\cdot ${hundreds}$.`],
        solution: `$${rate}\\cdot ${hundreds} = ${mean}$ big blinds.`,
        skills: ['expected-value'],
      },
      {
        prompt: 'What is its standard deviation?',
        answer: bigBlinds(spread),
        hints: ['It grows with the square root of the number of blocks.', `$${deviation}\\cdot\\sqrt{${hundreds}}$.`],
        solution: `$${deviation}\\cdot ${Math.sqrt(hundreds)} = ${num(spread)}$ big blinds.`,
      },
      {
        prompt:
          'How many standard deviations below its mean does the result of the stretch have to lie to be exactly zero? Give two decimal places.',
        answer: plain(mean / spread, 2),
        hints: [
          'How far is zero from the mean, in units of the standard deviation?',
          `$\\frac{${mean}}{${num(spread)}}$.`,
        ],
        solution: `$\\frac{${mean}}{${num(spread)}} ${is(mean / spread, 3)}$. For a bell curve a result lies more than 1 standard deviation below the mean in about 16% of cases. It lies more than 2 below in about 2.3%. ${mean / spread < 1 ? 'So a player who is better than the others still loses over such a stretch quite often.' : 'So a loss over such a stretch is possible, but not usual.'}`,
      },
    ],
  };
}

export const varianceGenerator: Generator = {
  id: 'variance',
  skill: 'variance',
  title: 'How far results scatter',
  levels: [level(-0.1, 1.1, oneBet), level(0.2, 1.2, manyHands), level(1, 1.3, badStretch)],
};

function standardError(dealer: Dealer): Question {
  const deviation = dealer.step(60, 120, 5);
  const hundreds = dealer.pick([16, 25, 50, 64, 100, 200, 400, 900]);
  const error = deviation / Math.sqrt(hundreds);
  return single({
    prompt: `Over ${100 * hundreds} hands a player’s results had a standard deviation of ${deviation} big blinds per 100 hands. What is the standard error of the measured win rate, in big blinds per 100 hands with one decimal place?`,
    answer: bigBlinds(error, 1),
    hints: [
      'The mean of many blocks scatters less than one block.',
      `Divide by the square root of the number of blocks of 100 hands, $\\sqrt{${hundreds}}$.`,
    ],
    solution: `$\\frac{${deviation}}{\\sqrt{${hundreds}}} ${is(error)}$ big blinds per 100 hands.`,
  });
}

function handsNeeded(dealer: Dealer): Question {
  const deviation = dealer.step(60, 120, 10);
  const error = dealer.pick([1, 2, 2.5, 4, 5]);
  const hands = 100 * (deviation / error) ** 2;
  return single({
    prompt: `The standard deviation is ${deviation} big blinds per 100 hands. How many hands does it take until the standard error of the win rate is ${some(error, 'big blind')} per 100 hands?`,
    answer: {
      kind: 'numeric',
      value: Number(hands.toFixed(6)),
      tolerance: 1,
      unit: { label: 'hands', accepted: ['hands', 'hand'] },
    },
    hints: [
      'How many blocks of 100 hands are needed? Set up the standard error with $n$ blocks.',
      `Solve $\\frac{${deviation}}{\\sqrt n} = ${num(error)}$ and turn blocks into hands.`,
    ],
    solution: `$n = \\left(\\frac{${deviation}}{${num(error)}}\\right)^2 ${is((deviation / error) ** 2)}$ blocks, so ${num(hands)} hands. Half the error needs four times as many.`,
  });
}

function interval(dealer: Dealer): Question {
  const deviation = dealer.step(70, 110, 10);
  const hundreds = dealer.pick([25, 64, 100, 225, 400, 900, 1600]);
  const error = deviation / Math.sqrt(hundreds);
  const rate = dealer.until(
    () => dealer.step(1, 24, 1) / 2,
    (mean) => Math.abs(mean - 2 * error) > 0.4 && mean < 4 * error + 1,
  );
  const low = rate - 2 * error;
  return {
    body: `A player has gained ${some(rate, 'big blind')} per 100 hands over ${100 * hundreds} hands, with a standard deviation of ${deviation} big blinds per 100 hands.`,
    steps: [
      {
        prompt: 'What is the standard error of the win rate, with two decimal places?',
        answer: bigBlinds(error, 2),
        hints: ['Standard deviation divided by a square root.', `$\\sqrt{${hundreds}} = ${Math.sqrt(hundreds)}$.`],
        solution: `$\\frac{${deviation}}{${Math.sqrt(hundreds)}} ${is(error, 3)}$.`,
      },
      {
        prompt:
          'About 95% of such intervals hold the true rate: measured rate plus and minus two standard errors. What is the lower end, with one decimal place? Use a minus sign if it is below zero.',
        answer: bigBlinds(low, 1),
        hints: ['Take two standard errors away from the measured rate.', `$${num(rate)} - 2\\cdot ${num(error, 3)}$.`],
        solution: `$${num(rate)} - 2\\cdot ${num(error, 3)} ${is(low)}$ big blinds per 100 hands.`,
      },
      {
        prompt: 'What may be said?',
        answer: oneOf(
          dealer,
          low > 0
            ? 'Chance alone is an unlikely explanation of the gain'
            : 'The gain may well be chance: a true rate of zero fits the data',
          [
            low > 0
              ? [
                  'The gain may well be chance: a true rate of zero fits the data',
                  'distrusts every sample, whatever its size',
                ]
              : ['Chance alone is an unlikely explanation of the gain', 'takes the measured rate for the true one'],
            ['The true rate is the measured rate', 'forgets the error of the measurement'],
            ['Nothing at all: results can never say anything about a rate', 'gives up because no sample is perfect'],
          ],
        ),
        hints: ['Does the interval hold zero?', `It starts at ${num(low, 1)}.`],
        solution: `The interval runs from ${num(low, 1)} to ${num(rate + 2 * error, 1)}. ${low > 0 ? 'Zero is not in it.' : 'Zero is in it, so the sample is too small to tell.'}`,
      },
    ],
  };
}

export const sampleSizeGenerator: Generator = {
  id: 'sample-size',
  skill: 'sample-size',
  title: 'Does it mean anything yet?',
  levels: [level(0.2, 1.2, standardError), level(0.7, 1.2, handsNeeded), level(1.3, 1.3, interval)],
};

function wayBack(dealer: Dealer): Question {
  const lost = dealer.pick([5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 80]) / 100;
  const start = dealer.step(200, 2000, 200);
  const back = lost / (1 - lost);
  return single({
    prompt: `A bankroll of ${start} chips shrinks by ${pct(lost)}. By what per cent must the rest grow to be back at ${start}? Give one decimal place.`,
    answer: percent(100 * back, 1),
    hints: ['How many chips are left?', 'The same number of chips is a larger share of a smaller bankroll.'],
    solution: `${num(start * (1 - lost))} chips are left and ${num(start * lost)} are missing: $\\frac{${num(start * lost)}}{${num(start * (1 - lost))}} ${isPct(back)}$.`,
  });
}

function largestStake(dealer: Dealer): Question {
  const buyIns = dealer.pick([20, 25, 30, 40, 50, 60, 80, 100]);
  const entry = dealer.pick([5, 10, 20, 25, 40, 50]);
  const bankroll = buyIns * entry + dealer.int(0, entry * buyIns);
  return single({
    prompt: `A club plays for points. A member has set ${bankroll} points aside and wants to own at least ${buyIns} times the entry of any event played. What is the largest entry, in whole points, that keeps to the rule?`,
    answer: {
      kind: 'numeric',
      value: Math.floor(bankroll / buyIns),
      tolerance: 0,
      unit: { label: 'points', accepted: ['points', 'point'] },
    },
    hints: ['The points must cover the entry that many times.', `Divide ${bankroll} by ${buyIns} and round down.`],
    solution: `$\\frac{${bankroll}}{${buyIns}} ${is(bankroll / buyIns)}$, so at most ${Math.floor(bankroll / buyIns)} points.`,
  });
}

/** Kelly's stake: the share of a bankroll that makes it grow fastest in the long run. */
function kelly(dealer: Dealer): Question {
  const odds = dealer.pick([1, 1.5, 2, 3, 4]);
  const win = dealer.until(
    () => dealer.int(15, 70) / 100,
    (chance) => chance * (odds + 1) > 1.04 && chance * (odds + 1) < 1.5,
  );
  const share = win - (1 - win) / odds;
  return single({
    prompt: `A repeated decision wins ${some(odds, 'chip')} for each chip staked with probability ${pct(win)} and loses the stake otherwise. Which share of the bankroll does Kelly’s formula stake? Answer in per cent with one decimal place.`,
    answer: percent(100 * share, 1),
    hints: [
      'Kelly’s share compares the chance to win with the chance to lose, the latter made smaller by the odds.',
      '$f = p - \\frac{1-p}{b}$, where $b$ is what one chip of stake wins.',
    ],
    solution: `$f = ${num(win)} - \\frac{${num(1 - win)}}{${num(odds)}} ${isPct(share)}$. Staking more than this makes the bankroll grow more slowly and swing more, so careful players stake half of it or less.`,
  });
}

function losingRun(dealer: Dealer): Question {
  const share = dealer.pick([2, 5, 10, 15, 20, 25]) / 100;
  const losses = dealer.int(3, 12);
  const left = (1 - share) ** losses;
  const entries = Math.ceil(1 / share);
  return {
    body: `A player always stakes ${pct(share)} of the *current* bankroll and loses ${losses} times in a row.`,
    steps: [
      {
        prompt: 'What share of the first bankroll is left? Answer in per cent with one decimal place.',
        answer: percent(100 * left, 1),
        hints: [
          'Each loss leaves the same share of what was there before.',
          `Multiply by ${num(1 - share)} again and again, ${losses} times.`,
        ],
        solution: `$${num(1 - share)}^{${losses}} ${isPct(left)}$.`,
      },
      {
        prompt:
          'Another player stakes the same share of the *first* bankroll each time. After how many losses in a row is everything gone?',
        answer: count(entries),
        hints: ['The stake does not shrink now.', `How many times does ${pct(share)} fit into the whole, rounded up?`],
        solution: `$1 : ${num(share)} ${is(1 / share)}$, so after ${entries} losses nothing is left. A stake that shrinks with the bankroll never takes it all.`,
      },
    ],
  };
}

export const bankrollGenerator: Generator = {
  id: 'bankroll',
  skill: 'bankroll',
  title: 'Stakes and reserves',
  levels: [level(-0.8, 1, largestStake), level(-0.1, 1.1, wayBack), level(0.7, 1.2, kelly), level(0.9, 1.2, losingRun)],
};

import { parseArgs } from 'node:util';
import { gradeOf } from './grade.js';
import { HIGHEST_GRADE, MOST_WORDS, read, readableAreas } from './texts.js';

/**
 * `npm run readability -- [--worst 3]`: how hard the texts are that students read, area by area, with the hardest
 * sentences of each. It fails when an area is above grade 8 or a sentence has more than 25 words.
 */
const { values } = parseArgs({ options: { worst: { type: 'string', default: '0' } } });

const VARIANTS = 8;
const readings = readableAreas(VARIANTS).map(read);
for (const { name, grade, sentences, tooLong, worst } of readings) {
  const isHard = grade !== null && grade > HIGHEST_GRADE;
  console.log(`${isHard ? '✗' : ' '} ${(grade?.toFixed(1) ?? '–').padStart(5)}  ${name} (${sentences} sentences)`);
  for (const { words, text } of tooLong) console.log(`      ${words} words, ${MOST_WORDS} at most: ${text}`);
  for (const sentence of worst.slice(0, isHard ? 5 : Number(values.worst))) {
    console.log(`      ${gradeOf([sentence]).toFixed(1)}: ${sentence.text}`);
  }
}
const failed = readings.filter(({ grade, tooLong }) => tooLong.length > 0 || (grade ?? 0) > HIGHEST_GRADE);
if (failed.length > 0) {
  console.error(`${failed.length} of ${readings.length} areas are too hard to read.`);
  process.exitCode = 1;
}

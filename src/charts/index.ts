export type { DayTick, NumberTick } from './axis.js';
export { type BarChart, barChart, type DayValue, latestWeeks } from './bars.js';
export { type LevelOfDay, type MasteryChart, type MasteryInput, masteryChart } from './mastery.js';
export { type PathTimeline, pathTimeline, type TimelineInput, type TimelineStep } from './path-timeline.js';
export { type MapSkill, type SkillMap, skillMap } from './skill-map.js';

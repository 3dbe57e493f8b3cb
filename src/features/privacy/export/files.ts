import type { Translate } from '../../../http/index.js';
import type { Scope } from '../../../storage/index.js';
import type { CatalogueView } from '../../catalogue/index.js';
import {
  type InteractionDocument,
  interactionCollection,
  levelOf,
  type Owner,
  type ProfileDocument,
  selectLearner,
} from '../../learners/index.js';
import { skillProgressOf } from '../../practice/index.js';
import {
  FORMULAS,
  type PersonalizationProfile,
  type ProfileModels,
  readAnalysed,
  UserProfileAnalyzer,
} from '../../profiles/index.js';
import { asCsv } from './as-csv.js';
import { asJson } from './as-json.js';
import { audited } from './audited.js';
import { type ExportSource, sourceOf } from './sources.js';
import type { ArchivedFile } from './zipped.js';

export interface ExportParts {
  readonly scope: Scope;
  readonly owner: Owner;
  readonly now: Date;
  readonly sources: readonly ExportSource[];
  readonly keepers: { readonly course: string; readonly institution: string };
  readonly say: Translate;
  /** What the pages read the same numbers by. */
  readonly models: ProfileModels;
}

const analyzer = new UserProfileAnalyzer();
const facts = sourceOf('facts', interactionCollection, { sort: { sequence: 1 } });

/** All that is kept of one learner in one course: everything as JSON, and what people want to read as tables. */
export async function exportFiles(parts: ExportParts): Promise<readonly ArchivedFile[]> {
  const { scope, owner, now, sources, say } = parts;
  const { tenant: _, ...learner } = await selectLearner(scope, owner.userId);
  const analysed = await readAnalysed(scope, owner, now, parts.models);
  const { profile, catalogue } = analysed;
  const meant: PersonalizationProfile = analyzer.analyze(analysed);
  const { sequence, skill_profile, learning_style, behavioral_metrics, goals, controls } = profile;
  const sums = { sequence, skill_profile, learning_style, behavioral_metrics, goals, controls };
  const about = { made_at: now, ...parts.keepers, what: say('control.export.json') };
  return [
    { name: 'read-me.txt', parts: textOf(parts) },
    {
      name: 'attune-data.json',
      parts: asJson([
        { name: 'about', value: about },
        { name: 'you', value: learner },
        { name: 'consent', value: controls.consent ?? null },
        { name: 'goals', value: goals },
        { name: 'profile', value: meant },
        { name: 'meanings', value: FORMULAS },
        { name: 'sums', value: sums },
        ...[facts, ...sources, audited].map((source) => ({ name: source.name, rows: source.rows(scope, owner) })),
      ]),
    },
    {
      name: 'what-happened.csv',
      parts: asCsv(
        ['when', 'what', 'about', 'right', 'details'].map((name) => say(`control.export.head.${name}`)),
        happenings(facts.rows(scope, owner) as AsyncIterable<InteractionDocument>, say),
      ),
    },
    {
      name: 'skills.csv',
      parts: asCsv(
        ['skill', 'level', 'low', 'high', 'evidence', 'last'].map((name) => say(`control.export.head.${name}`)),
        skillRows(profile, catalogue),
      ),
    },
  ];
}

async function* textOf({ keepers, say, now }: ExportParts): AsyncGenerator<string> {
  yield `${say('control.export.title', { course: keepers.course })}\n${now.toISOString()}\n\n`;
  for (const line of ['json', 'happened', 'skills', 'others']) yield `${say(`control.export.${line}`)}\n`;
  yield `${say('control.deletion', { institution: keepers.institution })}\n`;
}

async function* happenings(rows: AsyncIterable<InteractionDocument>, say: Translate) {
  for await (const { timestamp, interaction_type: type, content_id, performance_metrics: metrics } of rows) {
    const right = typeof metrics.correct === 'boolean' ? say(`control.export.${metrics.correct ? 'yes' : 'no'}`) : null;
    const { skill } = metrics;
    const about = content_id ?? (typeof skill === 'string' ? skill : null);
    yield [timestamp.toISOString(), say(`control.fact.${type}`), about, right, JSON.stringify(metrics)];
  }
}

async function* skillRows(profile: ProfileDocument, catalogue: CatalogueView | null) {
  for (const { id } of catalogue?.skills ?? []) {
    const level = levelOf(profile, id);
    if (!catalogue || !level) continue;
    const { title, known, low, high } = skillProgressOf({ profile, catalogue }, id);
    yield [title, rounded(known), rounded(low), rounded(high), rounded(level.evidence), level.last_at.toISOString()];
  }
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

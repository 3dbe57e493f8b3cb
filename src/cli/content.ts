import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { importCourse, importOatutorZip, reportText } from '../features/catalogue/index.js';
import { ensureInstitution } from '../features/institutions/index.js';
import { CommandError, type Environment, EXIT, institutionId, report, withExample, withStorage } from './tools.js';

interface ImportOptions {
  institution: string;
  json?: boolean;
}

/** `attune import …`: courses into the catalogue of an institution. */
export function contentCommands(program: Command, environment: Environment): void {
  const imports = program.command('import').description('bring a course into the catalogue of an institution');
  withExample(imports, 'attune import oatutor statistics.zip --institution example-school');
  const oatutor = imports
    .command('oatutor <zip>')
    .description("a course in OATutor's folder layout, packed as a zip")
    .requiredOption('--institution <id>', 'institution that gets the course', institutionId)
    .option('--course <name>', 'which course of the archive, when it holds several')
    .option('--json', 'print JSON')
    .action(async (zip: string, { institution, course: courseName, json }: ImportOptions & { course?: string }) => {
      const bytes = await read(zip);
      const result = await withStorage(environment, async (storage) => {
        await ensureInstitution(storage, institution, institution, environment.clock());
        return importOatutorZip(storage.scope(institution), bytes, environment.clock(), {
          ...(courseName !== undefined && { courseName }),
        });
      });
      report(environment, json, result, reportText(result));
    });
  withExample(oatutor, 'attune import oatutor statistics.zip --institution example-school');
  const course = imports
    .command('course <json>')
    .description('a course as one JSON file in the shape of the catalogue')
    .requiredOption('--institution <id>', 'institution that gets the course', institutionId)
    .option('--json', 'print JSON')
    .action(async (path: string, { institution, json }: ImportOptions) => {
      const parsed = parseJson(path, (await read(path)).toString('utf8'));
      const result = await withStorage(environment, async (storage) => {
        await ensureInstitution(storage, institution, institution, environment.clock());
        return importCourse(storage.scope(institution), parsed, environment.clock());
      });
      const { catalogue, outcome, skills, items, steps } = result;
      report(environment, json, result, `${catalogue}: ${outcome}; ${skills} skills, ${items} items, ${steps} steps.`);
    });
  withExample(course, 'attune import course chess.json --institution example-school');
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch {
    throw new CommandError(`The file ${path} cannot be read.`, EXIT.usage);
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`The file ${path} is not JSON.`, EXIT.usage);
  }
}

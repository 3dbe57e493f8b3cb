import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../support/services.js';

/** Where pages get what they show: the files of the features and of the browser that put words before a student. */
const ROOMS = ['src/features', 'src/browser/page', 'src/http/page-helpers.ts'];
const FILE =
  /(?:^|\/|-)(?:routes|view|views|page|in-words|reasons|arrive|line-on-page)\.ts$|browser\/page\/|page-helpers/;

/** What may say a sentence in English: descriptions for the API, and errors for the log. */
const DESCRIBED = new Set(['summary', 'description', 'detail', 'name']);
const FOR_THE_LOG = /(?:Error|Refusal|notFound|describe|forbidden|conflict|badInput|refused?)$/i;

/** Two words that begin with a capital letter, or four in a row; no selector and no markup. */
const isSentence = (text: string): boolean =>
  /^\p{Lu}[\p{L}’']*,? \p{L}|(?:\p{L}{2,},? ){3}\p{L}/u.test(text) && !/[<>{}=[\]]/.test(text);

function sentencesIn(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || mayHoldEnglish(node)) return;
    if (ts.isStringLiteralLike(node) && isSentence(node.text) && !describesRoute(node)) found.push(node.text);
    if (ts.isTemplateExpression(node) && isSentence(node.head.text)) found.push(node.head.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function mayHoldEnglish(node: ts.Node): boolean {
  if (ts.isPropertyAssignment(node)) return DESCRIBED.has(node.name.getText());
  return (ts.isCallExpression(node) || ts.isNewExpression(node)) && FOR_THE_LOG.test(node.expression.getText());
}

/** What a route does, beside its name: `command('skip', 'Leaves a step out.', …)`. */
function describesRoute(node: ts.Node): boolean {
  if (!ts.isCallExpression(node.parent)) return false;
  const [name] = node.parent.arguments;
  return name !== undefined && name !== node && ts.isStringLiteralLike(name) && !name.text.includes(' ');
}

function filesBelow(room: string): string[] {
  if (room.endsWith('.ts')) return [join(projectRoot, room)];
  return readdirSync(join(projectRoot, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(projectRoot, room, name))
    .filter((path) => FILE.test(path));
}

describe('the code behind the pages', () => {
  it('has no sentence of its own: what people read is in the locale files', () => {
    const files = ROOMS.flatMap(filesBelow);
    assert.ok(files.length > 30);
    assert.deepEqual(
      files.flatMap((path) => sentencesIn(path).map((text) => `${relative(projectRoot, path)}: ${text}`)),
      [],
    );
  });
});

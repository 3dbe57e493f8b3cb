import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../support/services.js';

const ENGINE = join(projectRoot, 'src/engine');
const files = readdirSync(ENGINE, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
);

describe('the engine', () => {
  it('says of everything public what it means', () => {
    assert.ok(files.length > 20);
    const silent = files.flatMap((file) => publicOf(file).filter(({ doc }) => doc.length < 20));
    assert.deepEqual(silent.map(told), []);
  });

  it('says of every public function that refuses something what it refuses', () => {
    const silent = files.flatMap((file) =>
      publicOf(file).filter(({ refuses, doc }) => refuses && !/@throws/.test(doc)),
    );
    assert.deepEqual(silent.map(told), []);
  });

  it('knows no clock and no chance but what it is given', () => {
    const impure = files.filter((file) => /Math\.random|Date\.now|new Date\(\)|performance\.now/.test(textOf(file)));
    assert.deepEqual(impure, []);
  });
});

interface Public {
  readonly file: string;
  readonly name: string;
  readonly doc: string;
  /** Its own body throws, or calls a guard. */
  readonly refuses: boolean;
}

const told = ({ file, name }: Public): string => `${file}: ${name}`;
const textOf = (file: string): string => readFileSync(join(ENGINE, file), 'utf8');

function publicOf(file: string): Public[] {
  const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
  return source.statements.filter(isExported).flatMap((statement) => {
    const doc = ts
      .getJSDocCommentsAndTags(statement)
      .map((part) => part.getFullText())
      .join('\n');
    return namesOf(statement).map((name) => ({
      file,
      name,
      doc,
      refuses: isFunction(statement) && refuses(statement),
    }));
  });
}

function isExported(statement: ts.Statement): boolean {
  if (!ts.canHaveModifiers(statement)) return false;
  return ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const { name } = statement as ts.Statement & { name?: ts.Node };
  return name ? [name.getText()] : [];
}

/** Overloads and re-exports have no body of their own. */
function isFunction(statement: ts.Statement): statement is ts.FunctionDeclaration {
  return ts.isFunctionDeclaration(statement) && statement.body !== undefined;
}

function refuses(node: ts.Node): boolean {
  if (ts.isThrowStatement(node)) return true;
  if (ts.isCallExpression(node) && /^require[A-Z]/.test(node.expression.getText())) return true;
  return ts.forEachChild(node, (child) => refuses(child) || undefined) ?? false;
}

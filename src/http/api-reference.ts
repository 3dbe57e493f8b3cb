import type { Request, Response } from 'express';
import type { OpenApiDocument } from './openapi.js';
import type { RenderPage } from './render.js';

interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly description?: string;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

/** A field of a body or an answer as a line of a table; nested fields have their parents' names in front. */
interface Field {
  readonly name: string;
  readonly kind: string;
  readonly required: boolean;
  readonly description: string;
}

/** Deeper than this a table says `object`: the document itself has the rest. */
const DEEPEST = 4;

/** The readable page of the API: what its OpenAPI document says, for people. */
export function apiReference(document: OpenApiDocument, renderPage: RenderPage) {
  const paths = document.paths as Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => viewOf(method, path, operation)),
  );
  const tags = [...new Set(operations.map(({ tag }) => tag))].map((name) => ({
    name,
    operations: operations.filter(({ tag }) => tag === name),
  }));
  return (request: Request, response: Response): void => {
    const locale = request.acceptsLanguages()[0];
    renderPage(response, 'api-reference', { view: { tags } }, { locale: locale === '*' ? 'en' : locale });
  };
}

function viewOf(method: string, path: string, operation: Operation) {
  const { operationId, tags, summary, description, parameters, requestBody, responses } = operation;
  const [status = '200', done] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? [];
  return {
    id: operationId,
    tag: tags[0] ?? '',
    method: method.toUpperCase(),
    path,
    summary,
    description: plain(description),
    parameters: parameters.map(({ name, in: place, required, description: text = '', schema }) => ({
      name,
      kind: `${kindOf(schema)}, ${place}`,
      required,
      description: plain(text),
    })),
    body: fieldsOf(schemaOf(requestBody?.content)),
    status,
    answer: fieldsOf(schemaOf(done?.content)),
    refusals: Object.keys(responses).filter((code) => !code.startsWith('2') && code !== '304'),
  };
}

/** The document marks names as code, for programs that show Markdown. */
const plain = (text: string): string => text.replaceAll('`', '');

function schemaOf(content: Readonly<Record<string, { readonly schema: Schema }>> | undefined): Schema | undefined {
  return Object.values(content ?? {})[0]?.schema;
}

function fieldsOf(schema: Schema | undefined, prefix = '', depth = 1): Field[] {
  if (!schema) return [];
  const list = schema.items;
  if (list) return fieldsOf(list, `${prefix}[]`, depth);
  const inner = schema.properties ? schema : (schema.anyOf ?? schema.oneOf)?.find(({ properties }) => properties);
  return Object.entries(inner?.properties ?? {}).flatMap(([name, field]) => {
    const full = prefix === '' ? name : `${prefix}.${name}`;
    const required = inner?.required?.includes(name) ?? false;
    const line = { name: full, kind: kindOf(field), required, description: plain(field.description ?? '') };
    return [line, ...(depth < DEEPEST ? fieldsOf(field, full, depth + 1) : [])];
  });
}

function kindOf({ type, enum: options, const: only, items, anyOf, oneOf }: Schema): string {
  if (options) return options.map((option) => JSON.stringify(option)).join(' | ');
  if (only !== undefined) return JSON.stringify(only);
  const either = anyOf ?? oneOf;
  if (either) return [...new Set(either.map(kindOf))].join(' | ');
  if (type === 'array') return `list of ${items ? kindOf(items) : 'anything'}`;
  return type === undefined ? 'anything' : [type].flat().join(' | ');
}

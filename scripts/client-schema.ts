import openapiTypes, { astToString } from 'openapi-typescript';
import type { OpenApiDocument } from '../src/http/index.js';

const HEAD = '// Made from the OpenAPI document by "npm run build:client"; a test says when it is old.\n\n';

/** The types of the API's paths, bodies and answers as a TypeScript module. */
export async function clientSchema(document: OpenApiDocument): Promise<string> {
  // A copy: the generator resolves references in place.
  const copy: unknown = structuredClone(document);
  const ast = await openapiTypes(copy as Parameters<typeof openapiTypes>[0], { alphabetize: true, silent: true });
  return HEAD + astToString(ast);
}

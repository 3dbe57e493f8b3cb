import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../src/http/index.js';
import { startTestApp } from '../test/support/app.js';
import { projectRoot, releaseTestServices } from '../test/support/services.js';
import { clientSchema } from './client-schema.js';

/** Writes the types of the client anew, from the endpoints as the program mounts them. */
const app = await startTestApp();
try {
  const document = openApiDocument(app.app.endpoints, { version: '0', server: 'http://localhost' });
  writeFileSync(join(projectRoot, 'client/schema.ts'), await clientSchema(document));
} finally {
  await app.close();
  await releaseTestServices();
}

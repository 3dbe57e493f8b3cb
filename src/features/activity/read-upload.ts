import type { RequestHandler } from 'express';
import { AppError } from '../../http/index.js';

const MOST_BYTES = 2_000_000;
const MULTIPART = 'multipart/form-data';

/** Reads a form with one file in it; the fields, and the text of the file, become the body. */
export const readUpload: RequestHandler = async (request, _response, next) => {
  if (!request.is(MULTIPART)) return next();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).byteLength;
    if (bytes > MOST_BYTES) throw new AppError('too-large', 'errors.too-large');
    chunks.push(chunk as Buffer);
  }
  const headers = { 'content-type': request.headers['content-type'] ?? MULTIPART };
  const form = await new Response(Buffer.concat(chunks), { headers }).formData().catch((cause: unknown) => {
    throw new AppError('bad-request', 'errors.bad-request', { cause });
  });
  const body: Record<string, string> = Object.create(null);
  for (const [name, value] of form) body[name] = typeof value === 'string' ? value : await value.text();
  request.body = { ...body };
  next();
};

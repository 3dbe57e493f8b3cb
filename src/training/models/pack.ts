import { deflateSync, inflateSync } from 'node:zlib';

/** Lists of numbers that JSON would write at four times their size. */
const TYPED = { Float32Array, Float64Array, Int32Array, Uint32Array, Uint8Array } as const;
type TypedName = keyof typeof TYPED;

/**
 * Parameters as bytes: JSON with typed arrays in base64, compressed. The same parameters give the same bytes; any
 * program can read them.
 */
export function packParameters(parameters: unknown): Uint8Array {
  return new Uint8Array(deflateSync(JSON.stringify(parameters, writeTyped)));
}

/** What `packParameters` was given. @throws Error when these are no such bytes */
export function unpackParameters(bytes: Uint8Array): unknown {
  return JSON.parse(inflateSync(bytes).toString('utf8'), readTyped);
}

function writeTyped(_key: string, value: unknown): unknown {
  if (!ArrayBuffer.isView(value) || value instanceof DataView) return value;
  const name = value.constructor.name;
  if (!Object.hasOwn(TYPED, name)) throw new Error(`Parameters hold no ${name}.`);
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return { typed: name, base64: bytes.toString('base64') };
}

function readTyped(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('typed' in value) || !('base64' in value)) return value;
  const bytes = Buffer.from(String(value.base64), 'base64');
  const kind = TYPED[value.typed as TypedName];
  // Copied, since a view of larger elements needs an aligned beginning.
  return new kind(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

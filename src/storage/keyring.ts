import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A secret at rest: which key closed it, and the closed text (base64: nonce, tag, ciphertext). */
export interface Sealed {
  readonly key: string;
  readonly text: string;
}

/** Seals and opens secrets with AES-256-GCM. New secrets use the first key; older keys still open what they closed. */
export interface Keyring {
  readonly current: string;
  /** @param context  what the secret belongs to; a sealed text moved elsewhere does not open */
  seal(plain: string, context: string): Sealed;
  /** @throws Error when the key is unknown, or the text was changed or belongs to something else */
  open(sealed: Sealed, context: string): string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function createKeyring(keys: readonly { id: string; secret: Buffer }[]): Keyring {
  const [first] = keys;
  if (!first) throw new RangeError('A keyring needs at least one key.');
  const byId = new Map(keys.map((key) => [key.id, key.secret]));
  if (byId.size !== keys.length) throw new RangeError('Each key of a keyring needs a name of its own.');
  return {
    current: first.id,
    seal(plain, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', first.secret, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return { key: first.id, text: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64') };
    },
    open(sealed, context) {
      const secret = byId.get(sealed.key);
      if (!secret) {
        throw new Error(`The key "${sealed.key}" that closed this secret is not in ENCRYPTION_KEYS; add it back.`);
      }
      try {
        return openWith(secret, Buffer.from(sealed.text, 'base64'), context);
      } catch (cause) {
        throw new Error(
          `A secret could not be opened with the key "${sealed.key}": it was changed, or the key is another one.`,
          { cause },
        );
      }
    },
  };
}

function openWith(secret: Buffer, bytes: Buffer, context: string): string {
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
  // Without its length a tag may be cut to 4 bytes, which can be guessed.
  const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}

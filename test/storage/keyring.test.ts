import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createKeyring } from '../../src/storage/index.js';

const key = (id: string, fill = id) => ({ id, secret: Buffer.alloc(32, fill) });

describe('the keyring', () => {
  const ring = createKeyring([key('new'), key('old')]);

  it('gives back what it closed, and shows nothing of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.string(), (plain, context) => {
        const sealed = ring.seal(plain, context);
        assert.equal(sealed.key, 'new');
        assert.equal(ring.open(sealed, context), plain);
        const bytes = Buffer.from(sealed.text, 'base64');
        assert.equal(bytes.length, 12 + 16 + Buffer.byteLength(plain));
        if (plain.length > 6) assert.ok(!bytes.includes(Buffer.from(plain)));
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('never closes the same text in the same way twice', () => {
    const texts = Array.from({ length: 50 }, () => ring.seal('same', 'place').text);
    assert.equal(new Set(texts).size, 50);
  });

  it('does not open what was changed, in any byte', () => {
    const { key: id, text } = ring.seal('a private key', 'platform/1');
    const bytes = Buffer.from(text, 'base64');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      assert.throws(
        () => ring.open({ key: id, text: changed.toString('base64') }, 'platform/1'),
        /^Error: A secret could not be opened with the key "new": it was changed, or the key is another one\.$/,
      );
    }
  });

  it('does not open what was cut, however short the tag becomes', () => {
    const { key: id, text } = ring.seal('', 'platform/1');
    const bytes = Buffer.from(text, 'base64');
    for (let length = 0; length < bytes.length; length += 1) {
      const cut = bytes.subarray(0, length).toString('base64');
      assert.throws(() => ring.open({ key: id, text: cut }, 'platform/1'), /could not be opened/, `${length} bytes`);
    }
  });

  it('does not open what was moved elsewhere', () => {
    const sealed = ring.seal('a private key', 'platform/1');
    assert.throws(() => ring.open(sealed, 'platform/2'), /could not be opened/);
  });

  it('does not open with a key that only has the same name', () => {
    const sealed = ring.seal('a private key', 'platform/1');
    assert.throws(() => createKeyring([key('new', 'x')]).open(sealed, 'platform/1'), /could not be opened/);
  });

  it('says which key is missing', () => {
    const sealed = ring.seal('a private key', 'platform/1');
    assert.throws(
      () => createKeyring([key('old')]).open(sealed, 'platform/1'),
      /^Error: The key "new" that closed this secret is not in ENCRYPTION_KEYS; add it back\.$/,
    );
  });

  it('rotates: a new first key closes, the old one still opens', () => {
    const before = createKeyring([key('old')]).seal('a private key', 'platform/1');
    const both = createKeyring([key('new'), key('old')]);
    assert.equal(both.current, 'new');
    const after = both.seal(both.open(before, 'platform/1'), 'platform/1');
    assert.equal(createKeyring([key('new')]).open(after, 'platform/1'), 'a private key');
  });

  it('needs a key, each with a name of its own and 32 bytes', () => {
    assert.throws(() => createKeyring([]), /needs at least one key/);
    assert.throws(() => createKeyring([key('a'), key('a', 'b')]), /a name of its own/);
    assert.throws(() => createKeyring([{ id: 'a', secret: Buffer.alloc(16) }]).seal('x', 'y'), /key length/i);
  });
});

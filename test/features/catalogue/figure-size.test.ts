import assert from 'node:assert/strict';
import { sizeOf } from '../../../src/features/catalogue/figure-size.js';

const svg = (root: string): ReturnType<typeof sizeOf> => sizeOf(Buffer.from(root), 'image/svg+xml');

describe('the size of a figure', () => {
  it('is what an SVG says, and else that of its view', () => {
    assert.deepEqual(svg('<svg viewBox="0 0 10 20" width="360" height="270.4"><rect/></svg>'), {
      width: 360,
      height: 270,
    });
    assert.deepEqual(svg(`<?xml version="1.0"?>\n<svg\n height='5px' width='4px'/>`), { width: 4, height: 5 });
    assert.deepEqual(svg('<svg viewBox="-5,-5 32 16.6"/>'), { width: 32, height: 17 });
    assert.deepEqual(svg('<svg width="100%" height="50" viewBox="0 0 8 4"/>'), { width: 8, height: 4 });
  });

  it('is not guessed', () => {
    for (const root of [
      '<svg/>',
      '<svg width="12"/>',
      '<svg width="0" height="9"/>',
      '<svg width="1e9" height="1e9"/>',
      '<svg width="9999999" height="10"/>',
      '<svg stroke-width="3" height="4"/>',
      '<svg viewBox="0 0 1.2.3 4"/>',
      'no picture',
    ]) {
      assert.equal(svg(root), null, root);
    }
    for (const type of ['image/png', 'image/gif', 'image/jpeg', 'image/webp'] as const) {
      assert.equal(sizeOf(Buffer.from('short'), type), null, type);
    }
  });

  it('is read from the beginning of PNG and GIF', () => {
    const png = Buffer.alloc(24);
    png.writeUInt32BE(640, 16);
    png.writeUInt32BE(480, 20);
    assert.deepEqual(sizeOf(png, 'image/png'), { width: 640, height: 480 });
    const gif = Buffer.from('GIF89a\x40\x01\xf0\x00', 'latin1');
    assert.deepEqual(sizeOf(gif, 'image/gif'), { width: 320, height: 240 });
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isPrivateAddress, isPublicAddress } from '../../../src/lti/outbound/index.js';

describe('an address', () => {
  for (const address of [
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.1',
    '100.63.0.1',
    '172.32.0.1',
    '192.167.1.1',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00::1',
  ]) {
    it(`${address} is public`, () => assert.ok(isPublicAddress(address)));
  }
  for (const address of [
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.168.0.1',
    '198.18.0.1',
    '198.51.100.7',
    '203.0.113.7',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::8.8.8.8',
    '64:ff9b::808:808',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '4000::1',
    '',
    'lms.example',
    '1.1.1',
    '0x7f.1',
  ]) {
    it(`"${address}" is not public`, () => assert.equal(isPublicAddress(address), false));
  }

  it('of a private network is never public, and neither this machine nor its links are private ones', () => {
    for (const address of ['10.1.2.3', '172.20.1.1', '192.168.5.5', '100.100.1.1', 'fd00::5']) {
      assert.deepEqual([isPrivateAddress(address), isPublicAddress(address)], [true, false], address);
    }
    for (const address of ['127.0.0.1', '169.254.169.254', '::1', 'fe80::1', '::ffff:10.0.0.1', '0.0.0.0', '8.8.8.8']) {
      assert.equal(isPrivateAddress(address), false, address);
    }
  });

  it('is never both', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        assert.ok(!(isPublicAddress(address) && isPrivateAddress(address)));
      }),
      { seed: 3, numRuns: 2_000 },
    );
  });
});

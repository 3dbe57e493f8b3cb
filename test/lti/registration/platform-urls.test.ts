import assert from 'node:assert/strict';
import { isPlatformUrl, liesAt } from '../../../src/lti/index.js';

describe('the address of a platform', () => {
  const rules = { insecureOrigins: ['http://127.0.0.1:3100'] };

  for (const good of ['https://lms.example/jwks', 'https://lms.example:8443/a?b=c', 'http://127.0.0.1:3100/token']) {
    it(`may be ${good}`, () => assert.ok(isPlatformUrl(good, rules)));
  }

  for (const bad of [
    'http://lms.example/jwks',
    'http://127.0.0.1:3101/token',
    'http://localhost:3100/token',
    'https://localhost/x',
    'https://localhost./x',
    'https://lms.localhost/x',
    'https://127.0.0.1/x',
    'https://169.254.169.254/latest',
    'https://[::ffff:169.254.169.254]/x',
    'https://[fe80::1]/x',
    'https://[febf::1]/x',
    'https://10.0.0.1/x',
    'https://192.168.1.1./x',
    'https://[fd00::1]/x',
    'https://127.1/x',
    'https://2130706433/x',
    'https://0x7f000001/x',
    'https://0/x',
    'https://[::1]/x',
    'https://[::]/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://user:secret@lms.example/x',
    'https://lms.example/x#fragment',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ftp://lms.example/',
    'lms.example',
    '',
    `https://lms.example/${'x'.repeat(2048)}`,
  ]) {
    it(`may not be ${bad.slice(0, 60)}`, () => assert.equal(isPlatformUrl(bad, rules), false));
  }

  it('lies at an origin exactly, or below a name with a star', () => {
    const origins = ['https://lms.example', 'https://*.instructure.com'];
    for (const inside of ['https://lms.example/a', 'https://school.instructure.com/a', 'https://a.b.instructure.com']) {
      assert.ok(liesAt(inside, origins), inside);
    }
    for (const outside of [
      'http://lms.example/a',
      'https://lms.example:444/a',
      'https://lms.example.evil.example/',
      'https://instructure.com/',
      'https://evilinstructure.com/',
      'http://school.instructure.com/',
      'https://school.instructure.com.evil.example/',
      'javascript:alert(1)',
      'not an address',
    ]) {
      assert.equal(liesAt(outside, origins), false, outside);
    }
  });
});

import assert from 'node:assert/strict';
import { mongodbDownloadUrl } from '../../src/embedded/mongod-recipe.js';
import { parseOsRelease } from '../../src/embedded/surroundings.js';

describe("MongoDB's own download", () => {
  const linux = (arch: string, osRelease: string): string | null =>
    mongodbDownloadUrl({ platform: 'linux', arch, osRelease: parseOsRelease(osRelease) });
  const build = (url: string | null): string | undefined =>
    /^https:\/\/fastdl\.mongodb\.org\/(.+)-\d+\.\d+\.\d+\.tgz$/.exec(url ?? '')?.[1];

  const debian12 = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n';
  const cases: [string, string, string, string][] = [
    ['Debian 12', 'x64', debian12, 'linux/mongodb-linux-x86_64-debian12'],
    ['Debian 11', 'x64', 'ID=debian\nVERSION_ID="11"', 'linux/mongodb-linux-x86_64-debian11'],
    ['Debian 13', 'x64', 'ID=debian\nVERSION_ID="13"', 'linux/mongodb-linux-x86_64-debian12'],
    ['Debian without a number', 'x64', 'ID=debian', 'linux/mongodb-linux-x86_64-debian12'],
    ['Debian 12 on ARM', 'arm64', debian12, 'linux/mongodb-linux-aarch64-ubuntu2204'],
    ['Ubuntu 20.04', 'x64', 'ID=ubuntu\nVERSION_ID="20.04"', 'linux/mongodb-linux-x86_64-ubuntu2004'],
    ['Ubuntu 24.04', 'x64', 'ID=ubuntu\nVERSION_ID="24.04"', 'linux/mongodb-linux-x86_64-ubuntu2204'],
    [
      'Mint 21',
      'x64',
      'ID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_ID="21"\nUBUNTU_CODENAME=jammy',
      'linux/mongodb-linux-x86_64-ubuntu2204',
    ],
  ];
  for (const [name, arch, osRelease, expected] of cases) {
    it(`is ${expected} on ${name}`, () => assert.equal(build(linux(arch, osRelease)), expected));
  }

  it('is there for both kinds of Mac', () => {
    const mac = (arch: string): string | null => mongodbDownloadUrl({ platform: 'darwin', arch, osRelease: {} });
    assert.equal(build(mac('arm64')), 'osx/mongodb-macos-arm64');
    assert.equal(build(mac('x64')), 'osx/mongodb-macos-x86_64');
  });

  it('is not there for other systems', () => {
    assert.equal(linux('x64', 'ID=fedora\nVERSION_ID=40'), null);
    assert.equal(linux('s390x', debian12), null);
    assert.equal(mongodbDownloadUrl({ platform: 'win32', arch: 'x64', osRelease: {} }), null);
  });
});

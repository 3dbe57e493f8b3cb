import { spawnSync } from 'node:child_process';
import { releaseTestServices, uniqueDatabase } from '../../test/support/services.js';
import { Browsers, type Until } from '../launch/browser.js';
import { type Person, startLms } from '../launch/lms.js';
import { type RunningTool, startAttune, startLtijs } from '../launch/tools.js';
import { median, type Row, rowOf, type Suite } from '../measure.js';

const CLASS = 300;
const AT_ONCE = 16;
const ROUNDS = 7;
const PEER = 'ltijs 5.9.9';

/** Whether a class comes back, as on any day but the first, or nobody in it was ever here. */
type Crowd = 'back' | 'new';

interface Figures {
  readonly perSecond: number;
  readonly cpuMs: number;
}

/** How the launches of a class were measured: by which tool, followed how far. */
interface Piece {
  readonly tool: RunningTool;
  readonly browsers: Browsers;
  readonly until: Until;
  readonly crowd: Crowd;
  readonly figures: Figures[];
}

/**
 * A launch of ours is login, platform, token, and a session with who it is: the answer to the POST. ltijs answers that
 * POST with a redirect, and its callback has the person only in the GET that follows; so it is measured until both.
 * The first page of ours is the whole practice page, that of ltijs is "ok". Its key set, on loopback, is fetched by ltijs
 * at every launch and kept by us; its nonces, tokens and platforms lie in the same MongoDB as our logins, sessions,
 * audit log and platforms. No browser asks for compression, which ltijs has not.
 */
export const launch: Suite = {
  name: 'launch',
  about: `launches of a class of ${CLASS}, ${AT_ONCE} at once, with all checks on, beside ${PEER} on the same MongoDB`,
  async run() {
    build();
    const closing: (() => Promise<void>)[] = [releaseTestServices];
    try {
      const lms = await startLms();
      closing.push(() => lms.stop());
      const open = async (start: typeof startAttune): Promise<(until: Until, crowd?: Crowd) => Piece> => {
        const tool = await start(lms, await uniqueDatabase());
        const browsers = new Browsers(tool, lms, AT_ONCE);
        closing.push(
          () => tool.server.stop(),
          () => browsers.close(),
        );
        await browsers.launch({ sub: 'teacher', role: 'Instructor' }, 'page');
        return (until, crowd = 'back') => ({ tool, browsers, until, crowd, figures: [] });
      };
      const [ours, peer] = [await open(startAttune), await open(startLtijs)];
      const pieces = {
        oursAnswered: ours('answered'),
        peerAnswered: peer('answered'),
        oursPage: ours('page'),
        peerPage: peer('page'),
        oursNew: ours('answered', 'new'),
        peerNew: peer('page', 'new'),
      };
      for (let round = 0; round <= ROUNDS; round += 1) {
        for (const piece of Object.values(pieces)) {
          const figures = await launchAll(piece, round);
          if (round > 0) piece.figures.push(figures);
        }
      }
      return rowsOf(pieces);
    } finally {
      for (const close of closing.reverse()) await close();
    }
  },
};

/** The product runs as it is built: what compiles sources while it runs would count against it. */
function build(): void {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('The product could not be built; see above.');
}

const people = (name: string): Person[] =>
  Array.from({ length: CLASS }, (_, index) => ({ sub: `${name}-${index}`, role: 'Learner' }));

async function launchAll({ tool, browsers, until, crowd }: Piece, round: number): Promise<Figures> {
  const waiting = people(crowd === 'new' ? `round-${round}` : 'class');
  const [cpuBefore, start] = [await tool.server.cpuMs(), performance.now()];
  const oneAfterAnother = async (): Promise<void> => {
    for (let person = waiting.pop(); person; person = waiting.pop()) await browsers.launch(person, until);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, oneAfterAnother));
  const seconds = (performance.now() - start) / 1_000;
  return { perSecond: CLASS / seconds, cpuMs: ((await tool.server.cpuMs()) - cpuBefore) / CLASS };
}

type Name = 'oursAnswered' | 'peerAnswered' | 'oursPage' | 'peerPage' | 'oursNew' | 'peerNew';

function rowsOf(pieces: Record<Name, Piece>): Row[] {
  const { oursAnswered, peerAnswered, oursPage, peerPage, oursNew, peerNew } = pieces;
  const rows = [
    ['launch, until the tool has the person', oursAnswered, peerPage, 'until its callback has the person'],
    ['first launch ever, until the tool has the person', oursNew, peerNew, 'until its callback has the person'],
    ['launch, until the POST is answered', oursAnswered, peerAnswered, 'until its redirect'],
    ['launch, until the first page is shown', oursPage, peerPage, 'until its callback has said "ok"'],
  ] as const;
  return rows.flatMap(([name, ours, peer, until]) => [
    figureOf(name, 'launches/s', ours, peer, until, 'perSecond'),
    figureOf(`${name}: server's CPU`, 'ms/launch', ours, peer, until, 'cpuMs'),
  ]);
}

function figureOf(name: string, metric: string, ours: Piece, peer: Piece, until: string, figure: keyof Figures): Row {
  const of = ({ figures }: Piece): number => median(figures.map((each) => each[figure]));
  const peerName = `${PEER}, ${until}`;
  return rowOf({ name, metric, ours: of(ours), peer: of(peer), peerName, higherIsBetter: figure === 'perSecond' });
}

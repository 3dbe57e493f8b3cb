import { Pool } from 'undici';
import { CLIENT_ID, DEPLOYMENT, type Lms, type Person } from './lms.js';

/** A tool as a browser and its LMS meet it. */
export interface Tool {
  readonly origin: string;
  readonly loginPath: string;
  readonly launchPath: string;
  /** Reads the authentication request out of the answer to a login. */
  authenticationRequest(answer: Answer): string;
}

export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly cookies: string;
  readonly text: string;
}

/** How far a launch is followed: until the POST of the token is answered, or until the page behind it is there. */
export type Until = 'answered' | 'page';

/** The browsers of a class, on connections that stay open. Each launch begins with no cookie. */
export class Browsers {
  readonly #pool: Pool;

  constructor(
    private readonly tool: Tool,
    private readonly lms: Lms,
    connections: number,
  ) {
    this.#pool = new Pool(tool.origin, { connections, pipelining: 1 });
  }

  /** One whole launch of one person. @throws Error when any answer is not what a launch that succeeds gets */
  async launch(person: Person, until: Until): Promise<void> {
    const { loginPath, launchPath, origin } = this.tool;
    const target = `${origin}${launchPath}`;
    const hint = { iss: this.lms.issuer, login_hint: person.sub, target_link_uri: target, client_id: CLIENT_ID };
    const login = await this.#ask('POST', loginPath, '', { ...hint, lti_deployment_id: DEPLOYMENT });
    const request = new URL(this.tool.authenticationRequest(login)).searchParams;
    const [state, nonce] = [request.get('state') ?? '', request.get('nonce') ?? ''];
    const idToken = this.lms.sign(person, { nonce, target });
    const launched = await this.#ask('POST', launchPath, login.cookies, { id_token: idToken, state });
    if (launched.location === undefined)
      throw new Error(`A launch was answered with ${launched.status}: ${launched.text}`);
    if (until === 'answered') return;
    const page = await this.#ask('GET', launched.location, launched.cookies);
    if (page.status !== 200) throw new Error(`The page behind a launch was answered with ${page.status}: ${page.text}`);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #ask(method: 'GET' | 'POST', path: string, cookie: string, fields?: Record<string, string>): Promise<Answer> {
    const form = fields && { 'content-type': 'application/x-www-form-urlencoded' };
    const { statusCode, headers, body } = await this.#pool.request({
      method,
      path,
      headers: { accept: 'text/html', ...(cookie && { cookie }), ...form },
      ...(fields && { body: new URLSearchParams(fields).toString() }),
    });
    const set = [headers['set-cookie'] ?? []].flat().map((each) => each.split(';', 1)[0] ?? '');
    const location = headers.location === undefined ? undefined : String(headers.location);
    return { status: statusCode, location, cookies: set.filter(isKept).join('; '), text: await body.text() };
  }
}

/** What is set to nothing is taken away. */
const isKept = (cookie: string): boolean => !cookie.endsWith('=');

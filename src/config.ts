import { readFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * The environment, parsed once. Every setting is described here and nowhere else: `.env.example` is written from it.
 * A setting `X` may also be given as `X_FILE`, the path of a file that holds its value (a mounted secret).
 */

/** Used when nobody sets a key; good for a laptop, refused in production. */
const DEVELOPMENT_SECRET = Buffer.alloc(32, 'attune development key');
const DEVELOPMENT_KEY = `development:${DEVELOPMENT_SECRET.toString('base64')}`;

const oneOf = <const T extends readonly string[]>(...options: T) =>
  z.enum(options, `give one of ${options.join(', ')}`);

const flag = oneOf('true', 'false').transform((value) => value === 'true');

const origin = z
  .url({ protocol: /^https?$/, error: 'give an address that begins with https:// or http://' })
  .refine((value) => !URL.canParse(value) || new URL(value).origin === value, {
    error: 'give scheme, host and port only, in lower case, with no path and no "/" at the end',
  });

const hostname = z
  .string()
  .regex(
    /^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)*$/,
    'give names like moodle.school.org, in lower case, without https://',
  );

/** A whole number in digits: what `Number` makes of blanks, `0x10` or `1e3` is never what somebody meant. */
const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `give a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `give a whole number from ${least} to ${most}`);

const list = <T extends z.ZodType<unknown, string>>(each: T) =>
  z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(each));

const modelAddress = z
  .url({ protocol: /^https?$/, error: 'give an address that begins with https:// or http://' })
  .refine((value) => !URL.canParse(value) || !/[?#@]/.test(value), 'give no user, question mark or number sign in it')
  .transform((value) => value.replace(/\/+$/, '').replace(/\/v1$/, ''));

const RATE_LIMIT = /^(?:off|[1-9]\d{0,7})\/(?:off|[1-9]\d{0,7})$/;

/** `per address/per institution`, each a whole number a minute or `off`. */
const rateLimit = z
  .string()
  .regex(RATE_LIMIT, 'give two whole numbers like 600/20000, or "off" in the place of either')
  .transform((value) => {
    const [perAddress, perInstitution] = value.split('/').map((part) => (part === 'off' ? null : Number(part)));
    return { perAddress: perAddress ?? null, perInstitution: perInstitution ?? null };
  });

const encryptionKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,32}:[A-Za-z0-9+/]{43}=$/, 'write each key as name:base64 of 32 bytes')
  .transform((value) => {
    const [id = '', secret = ''] = value.split(':');
    return { id, secret: Buffer.from(secret, 'base64') };
  });

const Environment = z.object({
  NODE_ENV: oneOf('development', 'test', 'production').default('development').describe('How strict to be at start-up.'),
  PUBLIC_URL: origin
    .optional()
    .describe('Where browsers and the LMS reach this tool; without it http://localhost with the port.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on.'),
  PORT: whole(0, 65_535).prefault('3000').describe('Port to listen on.'),
  MONGODB_URI: z.string().min(1).optional().describe('MongoDB replica set; without it dev and demo start their own.'),
  REDIS_URL: z.string().min(1).optional().describe('Redis for the job queue; without it dev and demo start their own.'),
  ENCRYPTION_KEYS: list(encryptionKey)
    .refine((keys) => keys.length > 0, 'give at least one key')
    .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'give each key a name of its own')
    .prefault(DEVELOPMENT_KEY)
    .describe('Keys for secrets at rest, name:base64 of 32 bytes, comma separated; the first one encrypts.'),
  INSECURE_PLATFORM_ORIGINS: list(origin)
    .prefault('')
    .describe('LMS origins that may use http or a loopback address, comma separated. Never in production.'),
  PRIVATE_PLATFORM_HOSTS: list(hostname)
    .prefault('')
    .describe(
      'Names of LMS hosts in a private network (10.x, 192.168.x, fd..), comma separated; others are never called there.',
    ),
  RATE_LIMIT_LOGIN: rateLimit
    .prefault('2400/40000')
    .describe('Logins a minute from one network address / for one institution; "off" for no limit.'),
  RATE_LIMIT_LAUNCH: rateLimit
    .prefault('4800/80000')
    .describe('Launches a minute, in the same way. A browser without cookies posts a launch twice.'),
  RATE_LIMIT_KEYS: rateLimit.prefault('600/off').describe('Requests a minute for our public keys, in the same way.'),
  RATE_LIMIT_APP: rateLimit
    .prefault('24000/400000')
    .describe('Requests a minute for pages, answers and the API, in the same way.'),
  DEV_MODE: flag.prefault('false').describe('Shows error details in pages. Never in production.'),
  SESSION_MINUTES: whole(5, 1_440).prefault('240').describe('How long a launch stays signed in.'),
  SESSION_IDLE_MINUTES: whole(5, 1_440).prefault('120').describe('How long nobody may use it before it ends.'),
  TRUST_PROXY: whole(0, 5).prefault('0').describe('How many proxies stand in front of the tool.'),
  DELIVERY_SECONDS: whole(3, 300)
    .prefault('45')
    .describe('How long one delivery to an LMS may take; another worker takes over a third later.'),
  LLM_BASE_URL: modelAddress
    .optional()
    .describe(
      'A language model that may write for coaches: an OpenAI-compatible address, before /v1/chat/completions. Without it there is none.',
    ),
  LLM_ALLOWED_HOSTS: list(hostname)
    .prefault('')
    .describe('Names of the hosts that LLM_BASE_URL may name, comma separated.'),
  LLM_API_KEY: z.string().min(1).max(500).optional().describe('Key of the language model; best as LLM_API_KEY_FILE.'),
  LLM_MODEL: z
    .string()
    .regex(/^[\w./:@-]{1,120}$/, 'give the name of a model')
    .optional()
    .describe('Which model to ask.'),
  LLM_TOKENS_PER_DAY: whole(0, 100_000_000)
    .prefault('50000')
    .describe('Tokens that an institution may use in a day; 0 for none.'),
  LLM_TOKENS_PER_MONTH: whole(0, 900_000_000)
    .prefault('1000000')
    .describe('Tokens that an institution may use in a month; 0 for none.'),
  LLM_TIMEOUT_SECONDS: whole(1, 30)
    .prefault('6')
    .describe('How long a learner waits for the language model before a line of the course is said instead.'),
  LOG_LEVEL: oneOf('silent', 'error', 'warn', 'info', 'debug')
    .default('info')
    .describe('How much to log. Logs never hold learner data.'),
});

export interface EncryptionKey {
  readonly id: string;
  readonly secret: Buffer;
}

/** Requests a minute; null for no limit. */
export interface RateLimit {
  readonly perAddress: number | null;
  readonly perInstitution: number | null;
}

export interface LanguageModelConfig {
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly model: string;
  /** Tokens for an institution. */
  readonly tokens: { readonly day: number; readonly month: number };
  readonly timeoutMs: number;
}

export interface Config {
  readonly environment: 'development' | 'test' | 'production';
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
  readonly mongodbUri: string | undefined;
  readonly redisUrl: string | undefined;
  readonly encryptionKeys: readonly EncryptionKey[];
  readonly insecurePlatformOrigins: readonly string[];
  readonly privatePlatformHosts: readonly string[];
  readonly rateLimits: Readonly<Record<'login' | 'launch' | 'keys' | 'app', RateLimit>>;
  readonly devMode: boolean;
  readonly sessionMinutes: number;
  readonly sessionIdleMinutes: number;
  readonly trustProxy: number;
  readonly deliverySeconds: number;
  /** A language model that may write for coaches; null: none. */
  readonly languageModel: LanguageModelConfig | null;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

/** A configuration that must not start. Its message has one sentence for each thing to mend. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Parses the environment.
 *
 * @throws ConfigError naming every setting that is wrong, and in production everything that would be unsafe
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const parsed = Environment.safeParse(withFiles(env));
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${String(issue.path[0] ?? 'environment')}: ${issue.message}.`).join('\n'),
    );
  }
  const value = parsed.data;
  const config: Config = {
    environment: value.NODE_ENV,
    publicUrl: value.PUBLIC_URL ?? `http://localhost:${value.PORT}`,
    host: value.HOST,
    port: value.PORT,
    mongodbUri: value.MONGODB_URI,
    redisUrl: value.REDIS_URL,
    encryptionKeys: value.ENCRYPTION_KEYS,
    insecurePlatformOrigins: value.INSECURE_PLATFORM_ORIGINS,
    privatePlatformHosts: value.PRIVATE_PLATFORM_HOSTS,
    rateLimits: {
      login: value.RATE_LIMIT_LOGIN,
      launch: value.RATE_LIMIT_LAUNCH,
      keys: value.RATE_LIMIT_KEYS,
      app: value.RATE_LIMIT_APP,
    },
    devMode: value.DEV_MODE,
    sessionMinutes: value.SESSION_MINUTES,
    sessionIdleMinutes: value.SESSION_IDLE_MINUTES,
    trustProxy: value.TRUST_PROXY,
    deliverySeconds: value.DELIVERY_SECONDS,
    languageModel: languageModelOf(value),
    logLevel: value.LOG_LEVEL,
  };
  if (config.environment === 'production') refuseUnsafe(config);
  return config;
}

/** @throws ConfigError when the address of a language model is given without all that belongs to it */
function languageModelOf(value: z.infer<typeof Environment>): LanguageModelConfig | null {
  const { LLM_BASE_URL: baseUrl, LLM_MODEL: model, LLM_API_KEY: apiKey = null } = value;
  if (baseUrl === undefined) return null;
  const { hostname: host, protocol, origin: place } = new URL(baseUrl);
  const secret = protocol === 'https:' || value.INSECURE_PLATFORM_ORIGINS.includes(place);
  const wrong = [
    !value.LLM_ALLOWED_HOSTS.includes(host) &&
      `LLM_BASE_URL: its host is not in LLM_ALLOWED_HOSTS; if you mean it, add "${host}" there.`,
    !secret && 'LLM_BASE_URL: give an https address; http is for origins in INSECURE_PLATFORM_ORIGINS only.',
    model === undefined && 'LLM_MODEL: say which model LLM_BASE_URL shall use.',
    value.NODE_ENV === 'production' && apiKey === null && 'LLM_API_KEY: production needs one; give LLM_API_KEY_FILE.',
  ].filter((sentence) => sentence !== false);
  if (wrong.length > 0 || model === undefined) throw new ConfigError(wrong.join('\n'));
  const tokens = { day: value.LLM_TOKENS_PER_DAY, month: value.LLM_TOKENS_PER_MONTH };
  return { baseUrl, apiKey, model, tokens, timeoutMs: value.LLM_TIMEOUT_SECONDS * 1_000 };
}

/** The text of `.env.example`: every setting with its meaning and default. */
export function environmentExample(): string {
  const settings = Object.entries(Environment.shape).map(([name, schema]) => {
    const initial = schema.safeParse(undefined);
    const value =
      initial.success && ['string', 'number', 'boolean'].includes(typeof initial.data) ? String(initial.data) : '';
    return `# ${schema.description}\n# ${name}=${value}`;
  });
  const head =
    '# Settings of Attune. Copy to .env and take off the "#" of what you change.\n# Each may also be given as NAME_FILE, the path of a file that holds the value.';
  return `${[head, ...settings].join('\n\n')}\n`;
}

function withFiles(env: Record<string, string | undefined>): Record<string, string | undefined> {
  const values: Record<string, string | undefined> = {};
  for (const name of Object.keys(Environment.shape)) {
    // Compose files and shells hand over what is not set as an empty text.
    const [value, file] = [env[name] || undefined, env[`${name}_FILE`] || undefined];
    if (value !== undefined && file !== undefined) throw new ConfigError(`${name}: set it or ${name}_FILE, not both.`);
    values[name] = file === undefined ? value : readSecret(name, file);
  }
  return values;
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new ConfigError(
      `${name}_FILE: the file cannot be read (${error instanceof Error ? error.message : 'unknown'}).`,
    );
  }
}

function refuseUnsafe(config: Config): void {
  const wrong = [
    !config.publicUrl.startsWith('https:') &&
      'PUBLIC_URL: production needs an https address, since an LMS frames nothing else.',
    config.encryptionKeys.some((key) => key.id === 'development' || key.secret.equals(DEVELOPMENT_SECRET)) &&
      'ENCRYPTION_KEYS: production needs keys of its own; make one with "attune secrets new".',
    config.devMode && 'DEV_MODE: production must not run with it; remove the setting.',
    config.insecurePlatformOrigins.length > 0 &&
      'INSECURE_PLATFORM_ORIGINS: production talks to https platforms only; remove the setting.',
    config.mongodbUri === undefined && 'MONGODB_URI: production needs a MongoDB replica set; give its address.',
    config.redisUrl === undefined && 'REDIS_URL: production needs a Redis; give its address.',
  ].filter((sentence) => sentence !== false);
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
}

import { z } from 'zod';
import { isLaunchTarget } from '../launch-target.js';
import { LaunchRefusal } from '../refusals/index.js';

/** Printable ASCII: what every platform sends, and nothing that means something to a header, a page or a query. */
const printable = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[\x20-\x7e]+$/);

/** Empty means absent: some platforms send every parameter that they know. */
const optional = <T extends z.ZodType<string, string>>(schema: T) =>
  z
    .union([z.literal('').transform(() => null), schema])
    .nullish()
    .transform((value) => value ?? null);

const identifier = z
  .string()
  .max(255)
  .regex(/^[\x21-\x7e]+$/);

const LoginParameters = z.object({
  iss: identifier,
  login_hint: printable(2048),
  target_link_uri: z
    .string()
    .max(2048)
    .regex(/^[\x21-\x7e]+$/),
  lti_message_hint: optional(printable(8192)),
  lti_deployment_id: optional(identifier),
  client_id: optional(identifier),
  lti_storage_target: optional(z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/)),
});

/** A third-party initiated login (1EdTech Security Framework 1.0, 5.1.1.1), every part of it a plain string. */
export type LoginParameters = z.output<typeof LoginParameters>;

/**
 * Reads the parameters of a login. What the platform sends beyond them is ignored.
 *
 * @throws LaunchRefusal when one is missing, repeated, too long or not plain, or the target is not one of ours
 */
export function readLoginParameters(input: unknown, publicUrl: string): LoginParameters {
  const parsed = LoginParameters.safeParse(input);
  if (!parsed.success) {
    const names = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new LaunchRefusal('bad-parameters', `login parameters: ${names || 'none'}`);
  }
  if (!isLaunchTarget(parsed.data.target_link_uri, publicUrl)) {
    throw new LaunchRefusal('foreign-target', 'the target of a login is not ours');
  }
  return parsed.data;
}

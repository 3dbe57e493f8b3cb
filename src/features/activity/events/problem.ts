import type { z } from 'zod';

/**
 * The first thing that is wrong, for whoever mends it: where it stands, and the rule. Names that somebody sent are not
 * repeated.
 */
export function problemOf(error: z.ZodError): { where: string; rule: string } {
  const [issue] = error.issues;
  const code = (issue as { params?: { code?: string } } | undefined)?.params?.code ?? issue?.code;
  const path = code === 'invalid_key' ? [...(issue?.path.slice(0, -1) ?? []), '…'] : (issue?.path ?? []);
  const steps = path.map((step) =>
    typeof step === 'number' ? String(step) : /^[@A-Za-z_][A-Za-z_0-9]{0,39}$/.test(String(step)) ? String(step) : '…',
  );
  const unknown = code === 'unrecognized_keys' ? 'it has a field that the specification does not know' : null;
  const named = code === 'invalid_key' ? 'a name in it is not what it must be' : null;
  const rule = unknown ?? named ?? issue?.message ?? 'it is not what the specification says';
  return { where: steps.join('.') || 'body', rule: rule.slice(0, 300) };
}

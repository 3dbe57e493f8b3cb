/** What a host said, a refusal as well. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The answer was longer than we read. */
  readonly cut: boolean;
}

export const isSuccess = ({ status }: HttpAnswer): boolean => status >= 200 && status <= 299;

/** The JSON of an answer; undefined when it is none. */
export function jsonOf({ text }: HttpAnswer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

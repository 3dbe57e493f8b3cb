/** A part of a JSON document: one value, or a list that is read while it is written. */
export type Section =
  | { readonly name: string; readonly value: unknown }
  | { readonly name: string; readonly rows: AsyncIterable<object> };

/** A JSON document with a line for each row of its lists. */
export async function* asJson(sections: readonly Section[]): AsyncGenerator<string> {
  yield '{';
  for (const [index, section] of sections.entries()) {
    yield `${index > 0 ? ',' : ''}\n${JSON.stringify(section.name)}: `;
    if ('rows' in section) yield* listed(section.rows);
    else yield JSON.stringify(section.value ?? null, null, 1);
  }
  yield '\n}\n';
}

async function* listed(rows: AsyncIterable<object>): AsyncGenerator<string> {
  yield '[';
  let first = true;
  for await (const row of rows) {
    yield `${first ? '' : ','}\n${JSON.stringify(row)}`;
    first = false;
  }
  yield first ? ']' : '\n]';
}

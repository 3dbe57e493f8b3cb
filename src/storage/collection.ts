import type { Connection, Model, Schema } from 'mongoose';

/** A document that belongs to one institution. */
export interface Owned {
  _id: string;
  tenant: string;
}

/** A named collection and its shape; the model is made once per connection. */
export interface Collection<T> {
  readonly name: string;
  on(connection: Connection): Model<Owned>;
  /** Only a type: what a document of this collection looks like. */
  readonly document?: T;
}

/**
 * Declares a collection. Indexes and validators are made by `migrations/`, never by a process that happens to start.
 */
export function defineCollection<T>(name: string, schema: Schema): Collection<T> {
  schema.set('collection', name);
  schema.set('strict', 'throw');
  schema.set('strictQuery', 'throw');
  schema.set('versionKey', false);
  schema.set('autoIndex', false);
  schema.set('autoCreate', false);
  schema.set('minimize', false);
  return {
    name,
    on: (connection) =>
      (connection.models[name] as Model<Owned> | undefined) ?? connection.model<Owned>(name, schema as never),
  };
}

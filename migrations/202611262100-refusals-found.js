const NAME = 'launch_refusals';
const INDEXES = [
  { name: 'refusals_by_time', key: { created_at: -1 } },
  { name: 'refusals_of_a_platform', key: { issuer: 1, client_id: 1, created_at: -1 } },
];

/** Refusals are listed over all institutions, and counted for a platform. */
export async function up(db) {
  await db.collection(NAME).createIndexes(INDEXES);
}

export async function down(db) {
  const indexes = await db.collection(NAME).indexes();
  for (const { name } of INDEXES) {
    if (indexes.some((index) => index.name === name)) await db.collection(NAME).dropIndex(name);
  }
}

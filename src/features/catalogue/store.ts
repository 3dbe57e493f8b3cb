import { notFound } from '../../http/index.js';
import type { Scope } from '../../storage/index.js';
import { BoundedCache } from './bounded-cache.js';
import { type CatalogueView, makeView } from './catalogue-view.js';
import {
  type CatalogueDocument,
  catalogueCollection,
  figureCollection,
  itemCollection,
  revisionCollection,
  videoCollection,
} from './model.js';
import { type Figure, Item, type Video } from './schema.js';

const CACHED_VIEWS = 64;
const CACHED_ITEMS = 5_000;
/** A browser asks for a video in many pieces, one soon after the other. */
const CACHED_VIDEOS = 6;

// Revisions and item contents never change, so what is cached can grow old but never wrong.
const views = new BoundedCache<CatalogueView>(CACHED_VIEWS);
const items = new BoundedCache<Item>(CACHED_ITEMS);
const videos = new BoundedCache<VideoFile>(CACHED_VIDEOS);

/** What a list of catalogues shows. */
export interface CatalogueSummary {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly licence: string;
  readonly revision: number;
  readonly skills: number;
  readonly items: number;
  readonly importedAt: Date;
}

export const keyOf = (...parts: readonly (string | number)[]): string => parts.join(':');

export async function selectOptionalCatalogue(scope: Scope, id: string): Promise<CatalogueSummary | null> {
  const found = await scope.collection(catalogueCollection).findOne({ _id: keyOf(scope.tenant, id) });
  return found ? summaryOf(found) : null;
}

/** @throws AppError not-found */
export async function selectCatalogue(scope: Scope, id: string): Promise<CatalogueSummary> {
  const found = await selectOptionalCatalogue(scope, id);
  if (!found) throw notFound(`catalogue ${id}`);
  return found;
}

/** All catalogues of the institution, by title. */
export async function listCatalogues(scope: Scope): Promise<CatalogueSummary[]> {
  return (await scope.collection(catalogueCollection).find({}, { sort: { title: 1, _id: 1 } })).map(summaryOf);
}

function summaryOf(found: CatalogueDocument): CatalogueSummary {
  const { catalogue_id: id, title, language, licence, revision } = found;
  const { skill_count: skills, item_count: items, imported_at: importedAt } = found;
  return { id, title, language, licence, revision, skills, items, importedAt };
}

/**
 * The catalogue as it is now, or as it was at a revision. Costs one small query; the rest comes from memory.
 *
 * @throws AppError not-found
 */
export async function loadCatalogue(
  scope: Scope,
  id: string,
  { revision }: { revision?: number } = {},
): Promise<CatalogueView> {
  const current = await scope.collection(catalogueCollection).findShared({ _id: keyOf(scope.tenant, id) });
  if (!current) throw notFound(`catalogue ${id}`);
  const key = keyOf(scope.tenant, id, revision ?? current.revision);
  const cached = views.get(key);
  if (cached) return cached;
  const stored = await scope.collection(revisionCollection).findOne({ _id: key });
  if (!stored || stored.revision > current.revision) throw notFound(`catalogue ${id}, revision ${revision}`);
  const view = makeView(current, stored, readItem);
  views.set(key, view);
  return view;
}

/**
 * One item as it is in a revision (the current one unless told otherwise); an item that was taken out, as it was last.
 *
 * @throws AppError not-found
 */
export async function selectItem(
  scope: Scope,
  catalogueId: string,
  itemId: string,
  options: { revision?: number } = {},
): Promise<Item> {
  const view = await loadCatalogue(scope, catalogueId, options);
  return view.item(scope, itemId);
}

async function readItem(scope: Scope, catalogueId: string, itemId: string, digest: string | null): Promise<Item> {
  const key = keyOf(scope.tenant, catalogueId, itemId, digest ?? '');
  const cached = digest === null ? undefined : items.get(key);
  if (cached) return cached;
  const stored = scope.collection(itemCollection);
  const found =
    digest === null
      ? await stored.findOne({ catalogue_id: catalogueId, item_id: itemId }, { sort: { stored_at: -1 } })
      : await stored.findOne({ _id: key });
  if (!found) throw notFound(`item ${itemId} of catalogue ${catalogueId}`);
  const item = Item.parse(found.item);
  if (digest !== null) items.set(key, item);
  return item;
}

export interface FigureFile {
  readonly mediaType: Figure['mediaType'];
  readonly bytes: Buffer;
}

/** @throws AppError not-found */
export async function selectFigure(
  scope: Scope,
  catalogueId: string,
  name: string,
  options: { revision?: number } = {},
): Promise<FigureFile> {
  const digest = (await loadCatalogue(scope, catalogueId, options)).figure(name)?.digest;
  const found = digest
    ? await scope.collection(figureCollection).findOne({ _id: keyOf(scope.tenant, catalogueId, digest) })
    : null;
  if (!found) throw notFound(`figure of catalogue ${catalogueId}`);
  const { media_type: mediaType, bytes } = found;
  return { mediaType, bytes: bufferOf(bytes) };
}

export interface VideoFile {
  readonly mediaType: Video['mediaType'];
  readonly bytes: Buffer;
  /** Names the content. */
  readonly digest: string;
}

/** @throws AppError not-found */
export async function selectVideo(
  scope: Scope,
  catalogueId: string,
  name: string,
  revision: number,
): Promise<VideoFile> {
  const stored = await scope
    .collection(revisionCollection)
    .findShared({ _id: keyOf(scope.tenant, catalogueId, revision) });
  const digest = stored?.videos?.find((video) => video.name === name)?.digest;
  if (digest === undefined) throw notFound(`video of catalogue ${catalogueId}`);
  const key = keyOf(scope.tenant, catalogueId, digest);
  const cached = videos.get(key);
  if (cached) return cached;
  const found = await scope.collection(videoCollection).findOne({ _id: key });
  if (!found) throw notFound(`video of catalogue ${catalogueId}`);
  const file = { mediaType: found.media_type, bytes: bufferOf(found.bytes), digest };
  videos.set(key, file);
  return file;
}

/** A lean read gives the driver's Binary, which keeps its bytes in `buffer`. */
function bufferOf(bytes: Buffer | { buffer: Uint8Array }): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer);
}

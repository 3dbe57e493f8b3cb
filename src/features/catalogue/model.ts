import { Schema } from 'mongoose';
import { defineCollection, type Owned } from '../../storage/index.js';
import type { FigureSize } from './figure-size.js';
import type { Coach, ContentLevel, ContentModality, Figure, Item, Lesson, Skill, Video } from './schema.js';

/** Which revision of a catalogue counts now. `_id` is `tenant:catalogue`. */
export interface CatalogueDocument extends Owned {
  catalogue_id: string;
  title: string;
  language: string;
  licence: string;
  /** 1, 2, 3, …; goes up with every import that changes something. */
  revision: number;
  digest: string;
  skill_count: number;
  item_count: number;
  imported_at: Date;
}

/** What the choice of the next question needs to know of an item, without its text. */
export interface StoredEntry {
  id: string;
  digest: string;
  family: string | null;
  skills: string[];
  steps: string[];
  discrimination: number;
  difficulty: number;
  /** What it can be found by; absent in revisions from before it was kept. */
  about?: StoredAbout;
}

export interface StoredAbout {
  title: string;
  tags: string[];
  level: ContentLevel | null;
  modality: ContentModality;
  minutes: number | null;
  language: string | null;
  objectives: string[];
}

export interface StoredVideo {
  name: string;
  digest: string;
  /** In bytes. */
  length: number;
}

export interface StoredFigure {
  name: string;
  digest: string;
  alt: string;
  /** Absent where the file does not say, and in revisions from before it was kept. */
  size?: FigureSize;
}

/** One state of a catalogue, whole. Written before it counts, and never changed after. `_id` is `tenant:catalogue:revision`. */
export interface RevisionDocument extends Owned {
  catalogue_id: string;
  revision: number;
  skills: Skill[];
  lessons: Lesson[];
  coaches: Coach[];
  figures: StoredFigure[];
  /** Absent where there are none. */
  videos?: StoredVideo[];
  items: StoredEntry[];
  created_at: Date;
}

/** One content of an item. `_id` is `tenant:catalogue:item:digest`. */
export interface ItemDocument extends Owned {
  catalogue_id: string;
  item_id: string;
  digest: string;
  item: Item;
  stored_at: Date;
}

/** The bytes of a figure. `_id` is `tenant:catalogue:digest`. */
export interface FigureDocument extends Owned {
  catalogue_id: string;
  digest: string;
  media_type: Figure['mediaType'];
  bytes: Buffer;
  stored_at: Date;
}

/** The bytes of a video. `_id` is `tenant:catalogue:digest`. */
export interface VideoDocument extends Owned {
  catalogue_id: string;
  digest: string;
  media_type: Video['mediaType'];
  bytes: Buffer;
  stored_at: Date;
}

const id = { type: String, required: true };
const things = { type: [Schema.Types.Mixed], required: true };

export const catalogueCollection = defineCollection<CatalogueDocument>(
  'catalogues',
  new Schema({
    _id: id,
    tenant: id,
    catalogue_id: id,
    title: id,
    language: id,
    licence: id,
    revision: Number,
    digest: id,
    skill_count: Number,
    item_count: Number,
    imported_at: Date,
  }),
);

export const revisionCollection = defineCollection<RevisionDocument>(
  'catalogue_revisions',
  new Schema({
    _id: id,
    tenant: id,
    catalogue_id: id,
    revision: Number,
    skills: things,
    lessons: things,
    coaches: things,
    figures: things,
    // A list by default would stand in every revision, also where there is none.
    videos: { type: [Schema.Types.Mixed], default: undefined },
    items: things,
    created_at: Date,
  }),
);

export const itemCollection = defineCollection<ItemDocument>(
  'catalogue_items',
  new Schema({
    _id: id,
    tenant: id,
    catalogue_id: id,
    item_id: id,
    digest: id,
    item: { type: Schema.Types.Mixed, required: true },
    stored_at: Date,
  }),
);

const file = {
  _id: id,
  tenant: id,
  catalogue_id: id,
  digest: id,
  media_type: id,
  bytes: { type: Buffer, required: true },
  stored_at: Date,
};

export const figureCollection = defineCollection<FigureDocument>('catalogue_figures', new Schema(file));

export const videoCollection = defineCollection<VideoDocument>('catalogue_videos', new Schema(file));

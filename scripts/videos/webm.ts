import type { EncodedFrame } from './encode.js';

/**
 * WebM (a subset of Matroska, RFC 9559) with one VP8 track: header, one cluster for each key frame, and the cues by which
 * a browser jumps. What a browser's own recorder writes has no duration, so nobody could jump in it.
 */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly milliseconds: number;
}

const ID = {
  ebml: 0x1a45dfa3,
  ebmlVersion: 0x4286,
  ebmlReadVersion: 0x42f7,
  ebmlMaxIdLength: 0x42f2,
  ebmlMaxSizeLength: 0x42f3,
  docType: 0x4282,
  docTypeVersion: 0x4287,
  docTypeReadVersion: 0x4285,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  muxingApp: 0x4d80,
  writingApp: 0x5741,
  tracks: 0x1654ae6b,
  track: 0xae,
  trackNumber: 0xd7,
  trackUid: 0x73c5,
  trackType: 0x83,
  flagLacing: 0x9c,
  codecId: 0x86,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  cues: 0x1c53bb6b,
  cuePoint: 0xbb,
  cueTime: 0xb3,
  cueTrackPositions: 0xb7,
  cueTrack: 0xf7,
  cueClusterPosition: 0xf1,
} as const;

const KEY_FLAG = 0x80;

function bytesOf(value: number): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

function element(id: number, content: Buffer): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(content.length));
  size.writeUInt8(0x01, 0);
  return Buffer.concat([bytesOf(id), size, content]);
}

const whole = (id: number, value: number): Buffer => element(id, bytesOf(value));
const words = (id: number, value: string): Buffer => element(id, Buffer.from(value, 'utf8'));
const group = (id: number, ...parts: Buffer[]): Buffer => element(id, Buffer.concat(parts));

function real(id: number, value: number): Buffer {
  const content = Buffer.alloc(8);
  content.writeDoubleBE(value);
  return element(id, content);
}

function block({ at, key, base64 }: EncodedFrame, start: number): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt8(0x81, 0);
  head.writeInt16BE(at - start, 1);
  head.writeUInt8(key ? KEY_FLAG : 0, 3);
  return element(ID.simpleBlock, Buffer.concat([head, Buffer.from(base64, 'base64')]));
}

/** @throws RangeError when the first frame is no key frame */
export function webmOf(frames: readonly EncodedFrame[], { width, height, milliseconds }: Picture): Buffer {
  if (!frames[0]?.key) throw new RangeError('A film begins with a key frame.');
  const groups: EncodedFrame[][] = [];
  for (const frame of frames) {
    if (frame.key) groups.push([frame]);
    else groups.at(-1)?.push(frame);
  }
  const starts = groups.map(([first]) => first?.at ?? 0);
  const clusters = groups.map((each, index) => {
    const start = starts[index] ?? 0;
    return group(ID.cluster, whole(ID.timestamp, start), ...each.map((frame) => block(frame, start)));
  });
  const info = group(
    ID.info,
    whole(ID.timestampScale, 1_000_000),
    words(ID.muxingApp, 'attune'),
    words(ID.writingApp, 'attune'),
    real(ID.duration, milliseconds),
  );
  const track = group(
    ID.track,
    whole(ID.trackNumber, 1),
    whole(ID.trackUid, 1),
    whole(ID.flagLacing, 0),
    whole(ID.trackType, 1),
    words(ID.codecId, 'V_VP8'),
    group(ID.video, whole(ID.pixelWidth, width), whole(ID.pixelHeight, height)),
  );
  const tracks = group(ID.tracks, track);
  // Positions in the cues count from the first byte inside the segment; a fixed width lets the cues stand before the clusters.
  const cues = (offset: number): Buffer => {
    let position = offset;
    const points = clusters.map((cluster, index) => {
      const place = Buffer.alloc(8);
      place.writeBigUInt64BE(BigInt(position));
      position += cluster.length;
      return group(
        ID.cuePoint,
        whole(ID.cueTime, starts[index] ?? 0),
        group(ID.cueTrackPositions, whole(ID.cueTrack, 1), element(ID.cueClusterPosition, place)),
      );
    });
    return group(ID.cues, ...points);
  };
  const before = info.length + tracks.length;
  const header = group(
    ID.ebml,
    whole(ID.ebmlVersion, 1),
    whole(ID.ebmlReadVersion, 1),
    whole(ID.ebmlMaxIdLength, 4),
    whole(ID.ebmlMaxSizeLength, 8),
    words(ID.docType, 'webm'),
    whole(ID.docTypeVersion, 4),
    whole(ID.docTypeReadVersion, 2),
  );
  const index = cues(before + cues(0).length);
  return Buffer.concat([header, group(ID.segment, info, tracks, index, ...clusters)]);
}

import type { Surroundings } from './surroundings.js';

/** A place that a server's binary can come from. */
export interface Source {
  /** How the final sentence calls it: 'the official download'. */
  name: string;
  /** Whether what it gives goes into the cache; false when it installs for the whole system. */
  cached: boolean;
  /**
   * Gets the binary.
   *
   * @param folder  an empty folder of its own to work in, removed afterwards
   * @returns       the path of the binary
   * @throws Error  with a short reason, when it can't be had from here
   */
  obtain(surroundings: Surroundings, folder: string): Promise<string>;
}

/** What there is to know about a server to find it. */
export interface Recipe {
  /** 'MongoDB' */
  service: string;
  /** The program's name on PATH and in the cache. */
  binary: string;
  /** The variable that names a running server instead. */
  variable: string;
  exampleUrl: string;
  /** Finds the version in what `--version` prints. */
  version: RegExp;
  /** Older major versions are passed over. */
  minimumMajor: number;
  /** In the order in which they are tried, after the environment, PATH and the cache. */
  sources: readonly Source[];
}

/** What the LMS door asks of whoever keeps institutions. */
export interface Institutions {
  /** Makes the institution unless it is there. */
  ensure(id: string, name: string): Promise<void>;
}

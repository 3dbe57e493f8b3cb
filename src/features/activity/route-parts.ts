import type { Response } from 'express';
import type { Principal, RenderPage } from '../../http/index.js';
import type { Outbox, Storage } from '../../storage/index.js';
import type { InForce } from '../catalogue/index.js';
import type { SheetRefused } from './csv/parse-csv.js';

export interface ActivityRoutesDependencies {
  readonly storage: Storage;
  readonly outbox: Outbox;
  readonly inForce: InForce;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly renderPage: RenderPage;
  readonly announce: (entry: string) => void;
}

export type ShowActivity = (
  principal: Principal,
  response: Response,
  more?: {
    readonly said?: string;
    readonly values?: object;
    /** Why a file was not taken. */
    readonly refused?: SheetRefused['reason'];
    readonly status?: number;
  },
) => Promise<void>;

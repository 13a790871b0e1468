import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { ChangeTail } from '../../changes/tail.ts';
import type { Ledger } from '../../consumers/ledger/open-ledger.ts';
import type { LookupRecorder } from '../../extraction/metrics/lookup-recorder.ts';
import type { RecentCounts } from '../../retrieval/recent-counts.ts';
import type { CopiedSignals } from '../../storage/copies/copied-signals.ts';
import type { LiveRecorder } from '../server/live/live-recorder.ts';
import type { UserModels } from '../../surfaces/home/user-models.ts';
import type { AppContext } from '../context.ts';
import type { Inference } from '../oip/inference.ts';
import type { Workshop } from '../workshop.ts';

/** What a route works with. */
export interface ApiContext {
  readonly context: AppContext;
  readonly workshop: Workshop;
  /** Models run by the Open Inference Protocol. */
  readonly inference: Inference;
  readonly counts: RecentCounts;
  /** Every signal that an answer holds is recorded here before the answer is sent. */
  readonly ledger: Ledger;
  /** How long look-ups took is told to it. */
  readonly lookupTimes: LookupRecorder;
  /** The end of the log of changes, watched for all who wait there. */
  readonly tail: ChangeTail;
  /** The tables for look-ups. */
  readonly copied: CopiedSignals;
  readonly metrics: Registry;
  /** People as their engagements tell, kept for a while. */
  readonly userModels: UserModels;
  /** The last minutes of this process. */
  readonly live: LiveRecorder;
}

/** Adds one route; one file each. */
export type RegisterRoute = (server: FastifyInstance, api: ApiContext) => void;

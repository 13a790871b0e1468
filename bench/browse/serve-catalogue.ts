import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { openContext, type AppContext } from '../../src/app/context.ts';
import { createServer } from '../../src/app/server/create-server.ts';
import { openWorkshop, type Workshop } from '../../src/app/workshop.ts';
import { fillCatalogue } from './fill-catalogue.ts';

export interface ServedCatalogue {
  readonly context: AppContext;
  readonly workshop: Workshop;
  readonly server: FastifyInstance;
  readonly token: string;
}

export interface CatalogueOptions {
  /** Items of a catalogue that is made; one that is kept has those it has. */
  readonly count: number;
  /** The folder of a catalogue that is kept; else it goes at the end. */
  readonly kept: string | undefined;
  /** Whether models of requests are wanted. */
  readonly serves?: boolean;
}

/** Has a large catalogue served while something is measured; nothing listens until it is told to. */
export async function withServedCatalogue(
  { count, kept, serves = false }: CatalogueOptions,
  measure: (served: ServedCatalogue) => Promise<void>,
): Promise<void> {
  const token = 'a-token-for-the-benchmark-only';
  const home = kept ?? (await mkdtemp(join(tmpdir(), 'understory-bench-')));
  const context = await openContext(home);
  const workshop = await openWorkshop(context, 1, { serves });
  const server = await createServer(
    { context, workshop },
    { token, consoleFolder: home, isOwnHost: () => true },
  );
  try {
    const { items } = await context.db
      .selectFrom('items')
      .select((eb) => eb.fn.countAll<number>().as('items'))
      .executeTakeFirstOrThrow();
    if (Number(items) === 0) await fillCatalogue(context, count);
    await measure({ context, workshop, server, token });
  } finally {
    await server.close();
    await workshop.close();
    await context.close();
    if (kept === undefined) await rm(home, { recursive: true });
  }
}

import { backfillRequestSchema } from '../../../contracts/jobs.ts';
import { beginBackfill } from '../../../extraction/backfill/begin.ts';
import { findJob } from '../../../extraction/backfill/job-view.ts';
import { estimateBackfill, planBackfill } from '../../../extraction/backfill/plan.ts';
import { resolveVersion } from '../../../extraction/versions/resolve.ts';
import { requireModels } from '../../../extraction/versions/require-models.ts';
import { readVersions } from '../../../extraction/versions/versions.ts';
import { jobPlanOf, planView } from '../../backfill-plan.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { signalInPath } from './signal-in-path.ts';

/** `POST /v1/signals/{name}/backfill`: what it would take; with `begin`, begins it. */
export const registerBackfill: RegisterRoute = (server, { context, workshop }) => {
  server.post('/v1/signals/:name/backfill', async ({ params, body }) => {
    const name = signalInPath(params);
    const { version, begin, rate } = validate(backfillRequestSchema, body);
    const versions = await readVersions(context.db);
    const ref = resolveVersion(`${name}@${version}`, versions);
    await requireModels([ref], versions.registry, context.home.models);
    const plan = await planBackfill(ref, context);
    const view = planView(plan, await estimateBackfill(plan, context, workshop.pools));
    if (!begin || plan.items === 0) return { plan: view, job: null };
    const options = { by: 'console', plan: jobPlanOf(view), ...(rate !== undefined && { rate }) };
    const id = await beginBackfill(plan, options, context);
    return { plan: view, job: await findJob(context.db, id) };
  });
};

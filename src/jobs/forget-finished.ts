import { DBOS } from '@dbos-inc/dbos-sdk';

/** Those of one page. */
const pageSize = 500;

/** Forgets what the engine keeps of jobs that ended before, whatever came of them; gives how many. */
export async function forgetFinished(before: Date): Promise<number> {
  for (let forgotten = 0; ;) {
    const ended = await DBOS.listWorkflows({
      status: ['SUCCESS', 'ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'],
      completedBefore: before.toISOString(),
      limit: pageSize,
      loadInput: false,
      loadOutput: false,
    });
    if (ended.length === 0) return forgotten;
    await DBOS.deleteWorkflows(ended.map(({ workflowID }) => workflowID));
    forgotten += ended.length;
  }
}

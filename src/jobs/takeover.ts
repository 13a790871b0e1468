import { DBOS } from '@dbos-inc/dbos-sdk';
import { findDeparted } from '../storage/postgres/presence.ts';

/**
 * Queues again the work that processes had begun which are gone: killed, crashed or cut off. Who
 * is gone is known at once, from the locks that PostgreSQL drops with a process's session.
 */
export async function takeOverDeparted(databaseUrl: string, self: string): Promise<void> {
  const begun = await DBOS.listWorkflows({ status: 'PENDING', loadInput: false });
  const owners = new Set(begun.map(({ executorId }) => executorId ?? '').filter(Boolean));
  owners.delete(self);
  if (owners.size === 0) return;
  const departed = new Set(await findDeparted(databaseUrl, [...owners]));
  for (const { workflowID, executorId, queueName } of begun) {
    if (executorId === undefined || !departed.has(executorId)) continue;
    await DBOS.resumeWorkflow(workflowID, queueName === undefined ? {} : { queueName });
  }
}

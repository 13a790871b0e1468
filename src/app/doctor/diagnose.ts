import { messageOf } from '../../base/errors.ts';
import type { Check, Finding, Patient } from './check.ts';
import { checks } from './checks.ts';

export interface NamedFinding extends Finding {
  readonly name: string;
}

/** Runs the checks one after the other; what a check throws is what it found. */
export async function diagnose(
  patient: Patient,
  onFinding: (finding: NamedFinding) => void = () => undefined,
  table: readonly Check[] = checks,
): Promise<readonly NamedFinding[]> {
  const findings: NamedFinding[] = [];
  for (const check of table) {
    const { status, found, todo } = await runCheck(check, patient);
    const finding = { name: check.name, status, found, todo };
    findings.push(finding);
    onFinding(finding);
  }
  return findings;
}

async function runCheck(check: Check, patient: Patient): Promise<Finding> {
  try {
    return await check.run(patient);
  } catch (error) {
    const todo = 'The line above says what to do; UNDERSTORY_LOG=debug says more.';
    return { status: 'failed', found: messageOf(error), todo };
  }
}

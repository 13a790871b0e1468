import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { VersionContract } from '../../../src/contracts/signals-api.ts';
import { fetchContract } from '../../api/signals.ts';
import { Fact, Facts } from '../../ui/facts.tsx';
import { words } from '../../ui/numbers.ts';
import { Problem } from '../../ui/problem.tsx';
import { saveText } from './save-text.ts';

interface ContractProps {
  readonly name: string;
  readonly contract: VersionContract;
}

/** What a version means and comes from, for somebody who wants to build on it. */
export function Contract({ name, contract }: ContractProps) {
  const { version, kind, range, owner, inputs, models, space, metric, units, consumers } = contract;
  return (
    <section aria-label="Contract">
      <p className="prose">{contract.meaning}</p>
      <Facts>
        <Fact name="Kind">{kind}</Fact>
        <Fact name="Range">{range}</Fact>
        <Fact name="Owner">{owner}</Fact>
        <Fact name="Made from">
          {inputs.map((input) => (
            <Input key={input} input={input} />
          ))}
        </Fact>
        <Fact name={models.length === 1 ? 'Model' : 'Models'}>
          {models.length === 0 ? 'none: plain code' : models.join(', ')}
        </Fact>
        {Object.keys(units).length > 0 && (
          <Fact name="Units">
            {Object.entries(units).map(([field, unit]) => (
              <span key={field}>
                <code>{field}</code> {unit}
              </span>
            ))}
          </Fact>
        )}
        {metric !== null && (
          <Fact name="Compared by">
            {metric}
            {space !== null && `, with vectors of ${space} only`}
          </Fact>
        )}
        <Fact name="Used by">
          {consumers.length === 0
            ? 'nobody has said so'
            : consumers.map(({ consumer }) => (
                <Link key={consumer} to="/consumers/$name" params={{ name: consumer }}>
                  {consumer}
                </Link>
              ))}
        </Fact>
      </Facts>
      <Download name={name} version={version} />
    </section>
  );
}

function Input({ input }: { readonly input: string }) {
  const [name = input, version] = input.split('@');
  if (version === undefined) return <span>{input}</span>;
  return (
    <Link to="/signals/$name" params={{ name }} search={{ version: Number(version) }}>
      {words(name)} v{version}
    </Link>
  );
}

function Download({ name, version }: { readonly name: string; readonly version: number }) {
  const [error, setError] = useState<Error | null>(null);
  const download = async () => {
    setError(null);
    try {
      saveText(
        `${name}-${version}.odcs.yaml`,
        'application/yaml',
        await fetchContract(name, version),
      );
    } catch (reason) {
      setError(reason instanceof Error ? reason : new Error(String(reason)));
    }
  };
  return (
    <div>
      <button type="button" className="button" onClick={() => void download()}>
        Download as ODCS 3.1 YAML
      </button>
      <Problem error={error} />
    </div>
  );
}

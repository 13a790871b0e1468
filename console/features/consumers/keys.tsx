import { useState } from 'react';
import type { ConsumerDetail, IssuedKey, Key } from '../../../src/contracts/consumers.ts';
import { moment } from '../../ui/numbers.ts';
import { FirstRead } from './first-read.tsx';
import { IssueKeyAsk } from './issue-key-ask.tsx';
import { KeyTable } from './key-table.tsx';
import { RevokeKeyAsk } from './revoke-key-ask.tsx';
import { RotateKeyAsk } from './rotate-key-ask.tsx';
import { SecretAsk } from './secret-ask.tsx';

type Asked =
  | { readonly about: 'new' }
  | { readonly about: 'rotate' | 'revoke'; readonly key: Key }
  | { readonly about: 'secret'; readonly issued: IssuedKey };

/** The keys of a consumer: what each may do, until when, and when it was used last. */
export function Keys({ consumer }: { readonly consumer: ConsumerDetail }) {
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const onIssued = (issued: IssuedKey) => setAsked({ about: 'secret', issued });
  const canHave = !consumer.builtIn && consumer.retiredAt === null;
  return (
    <section aria-label="Keys">
      <div className="section-head">
        <h2>Keys</h2>
        {canHave && (
          <button type="button" className="button" onClick={() => setAsked({ about: 'new' })}>
            New key …
          </button>
        )}
      </div>
      {consumer.keys.length === 0 && (
        <p className="small soft">
          {consumer.builtIn
            ? 'It is the owner of this installation and needs none.'
            : 'It has no key yet and cannot read over HTTP.'}
        </p>
      )}
      {consumer.keys.length > 0 && (
        <KeyTable keys={consumer.keys} onAsk={(about, key) => setAsked({ about, key })} />
      )}
      <FirstRead consumer={consumer} />
      {asked?.about === 'new' && (
        <IssueKeyAsk consumer={consumer} onClose={close} onIssued={onIssued} />
      )}
      {asked?.about === 'rotate' && (
        <RotateKeyAsk keyToRotate={asked.key} onClose={close} onIssued={onIssued} />
      )}
      {asked?.about === 'revoke' && <RevokeKeyAsk keyToRevoke={asked.key} onClose={close} />}
      {asked?.about === 'secret' && <SecretOfKey issued={asked.issued} onClose={close} />}
    </section>
  );
}

interface SecretOfKeyProps {
  readonly issued: IssuedKey;
  readonly onClose: () => void;
}

function SecretOfKey({ issued: { key, secret }, onClose }: SecretOfKeyProps) {
  return (
    <SecretAsk title={`The key of ${key.consumer}`} secret={secret} onClose={onClose}>
      <p className="small soft">
        Until {moment(key.expiresAt)}: {key.scopes.join(', ')}. Sent as{' '}
        <code>Authorization: Bearer und_…</code>, never in an address.
      </p>
    </SecretAsk>
  );
}

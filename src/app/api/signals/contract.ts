import { stringify } from 'yaml';
import { contractQuerySchema } from '../../../contracts/signals-api.ts';
import { resolveVersion } from '../../../extraction/versions/resolve.ts';
import { readVersions } from '../../../extraction/versions/versions.ts';
import { readContractFacts } from '../../../retrieval/signals/facts.ts';
import { odcsOf } from '../../../signals/contract/odcs/document.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { signalInPath } from './signal-in-path.ts';

/**
 * `GET /v1/signals/{name}/contract?version=`: the contract of a version, or of the live one, as
 * Open Data Contract Standard 3.1.0; YAML where `application/yaml` is accepted, else JSON.
 */
export const registerContract: RegisterRoute = (server, { context: { db } }) => {
  const options = { config: { scope: 'any-key' as const } };
  server.get('/v1/signals/:name/contract', options, async ({ params, query, headers }, reply) => {
    const name = signalInPath(params);
    const { version } = validate(contractQuerySchema, query);
    const text = version === undefined ? name : `${name}@${version}`;
    const versions = await readVersions(db);
    const ref = resolveVersion(text, versions);
    const document = odcsOf(ref, await readContractFacts(db, ref), versions.registry);
    if (!/\byaml\b/i.test(headers.accept ?? '')) return document;
    return await reply.type('application/yaml; charset=utf-8').send(stringify(document));
  });
};

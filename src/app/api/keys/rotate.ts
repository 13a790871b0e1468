import { inputError } from '../../../base/errors.ts';
import { rotateKey } from '../../../consumers/keys/rotate.ts';
import { rotationSchema } from '../../../contracts/consumers.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

/** `POST /v1/keys/rotate`, sent with a key: replaces it by a new one, never a stronger one. */
export const registerRotateKey: RegisterRoute = (server, { context }) => {
  server.post(
    '/v1/keys/rotate',
    { config: { scope: 'keys:rotate' } },
    async ({ body, principal }, reply) => {
      if (principal.grant === null) {
        throw inputError(
          'no-key',
          'Expected the key to rotate, as `Authorization: Bearer und_…`, got the token of the installation. With that: understory consumers rotate KEYID',
        );
      }
      const rotation = validate(rotationSchema, body ?? {});
      const { key } = principal.grant;
      const issued = await rotateKey(context.db, key, principal, rotation, context.clock());
      void reply.code(201);
      return issued;
    },
  );
};

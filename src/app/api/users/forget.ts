import type { ForgottenUser } from '../../../contracts/events.ts';
import { forgetUser } from '../../../engagement/forgotten-users.ts';
import { userParamsSchema } from '../home/params.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

/** `DELETE /v1/users/{user}`: forgets a person; nothing of them is left when it answers. */
export const registerForgetUser: RegisterRoute = (server, { context }) => {
  server.delete(
    '/v1/users/:user',
    { config: { scope: 'events' } },
    async ({ params }): Promise<ForgottenUser> => {
      const { user } = validate(userParamsSchema, params);
      return { events: await forgetUser(user, context.clock(), context.db) };
    },
  );
};

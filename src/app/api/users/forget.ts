import { z } from 'zod';
import { userSchema, type ForgottenUser } from '../../../contracts/events.ts';
import { forgetUser } from '../../../engagement/forgotten-users.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

const paramsSchema = z.object({ user: userSchema });

/** `DELETE /v1/users/{user}`: forgets a person; nothing of them is left when it answers. */
export const registerForgetUser: RegisterRoute = (server, { context }) => {
  server.delete(
    '/v1/users/:user',
    { config: { scope: 'events' } },
    async ({ params }): Promise<ForgottenUser> => {
      const { user } = validate(paramsSchema, params);
      return { events: await forgetUser(user, context.clock(), context.db) };
    },
  );
};

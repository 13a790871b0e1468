import { z } from 'zod';
import { userSchema } from '../../../contracts/events.ts';

/** Whose feed or interests. */
export const userParamsSchema = z.object({ user: userSchema });

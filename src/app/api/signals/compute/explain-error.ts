import type { FastifyReply, FastifyRequest } from 'fastify';
import { codeOf } from '../../../../base/errors.ts';
import { mostBodyBytes, mostPictureBytes } from '../../../../contracts/online.ts';
import type { Problem } from '../../../../contracts/api.ts';
import { problem, sendProblem } from '../../problem.ts';
import { lingerAfterAnswer } from './linger.ts';

export const mostJsonBytes = 2 ** 20;

/** Says what the framework leaves open of a body that it does not take; throws all else on. */
export async function explainBodyError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const details = bodyProblem(error);
  if (!details) throw error;
  lingerAfterAnswer(request, reply);
  await sendProblem(reply, details);
}

function bodyProblem(error: unknown): Problem | undefined {
  switch (codeOf(error)) {
    case 'fst_err_ctp_body_too_large':
      return problem(
        413,
        'too-large',
        `Expected at most ${mostPictureBytes} bytes in a picture, ${mostBodyBytes} in a form, ${mostJsonBytes} in JSON.`,
      );
    case 'fst_err_ctp_invalid_media_type':
      return problem(
        415,
        'unsupported-media-type',
        'Expected the bytes of a picture (Content-Type: image/jpeg and the like), multipart/form-data, or application/json with url, title, description or tags.',
      );
    default:
      return undefined;
  }
}

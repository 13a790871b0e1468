import { codeOf, messageOf, UnderstoryError } from '../../../base/errors.ts';
import type { ModelFailure } from './task.ts';

const mostShown = 500;

/**
 * An error of a model as a value, for who asked and for the log: without the paths that messages of
 * files and of ONNX Runtime have in them. What a model says of the tensors it was given is the
 * asker's fault.
 */
export function failureOf(model: string, error: unknown): ModelFailure {
  const code = codeOf(error);
  const detail = messageOf(error);
  if (code === 'model-feeds') return { ok: false, fault: 'input', code, message: detail };
  if (code === 'model-run') {
    const message = `The model ${model} failed to run with these inputs: ${withoutPaths(detail)}`;
    return { ok: false, fault: 'input', code, message, detail };
  }
  if (error instanceof UnderstoryError && ['input', 'not-found'].includes(error.fault)) {
    return { ok: false, fault: error.fault, code, message: detail };
  }
  const message = `The model ${model} cannot be used here (${code}); the log of the server says why.`;
  return { ok: false, fault: 'model', code, message, detail };
}

/** What ONNX Runtime says went wrong, after the place in its sources where it did. */
function withoutPaths(message: string): string {
  const said = message.split(/Status Message: /).at(-1) ?? message;
  const words = said.split(/\s+/).filter((word) => !/[/\\]/.test(word));
  return words.join(' ').slice(0, mostShown);
}

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { entryOf } from '../../base/own-code.ts';
import { dependencyError, inputError, UnderstoryError } from '../../base/errors.ts';
import { decoderAnswerSchema, outOfMemoryExit } from './messages.ts';
import type { DecoderRequest } from './messages.ts';

/** A process that decodes videos and may die without harm. */
export interface DecoderProcess {
  /**
   * Asks one thing; questions queue. A question whose process crashes, exceeds its memory or its
   * time is answered by an input error, and the next question gets a new process.
   *
   * @throws input errors `decoder-crashed`, `decoder-memory`, `decode-timeout` and those of the
   *   reading; dependency error `decoder-missing` where the process cannot start.
   */
  ask(request: DecoderRequest): Promise<unknown>;
  /** The process that is running now, for tests and `doctor`. */
  pid(): number | undefined;
  stop(): void;
}

const idleMs = 5_000;

/** Starts on the first question, ends when idle and never keeps the program from ending. */
export function decoderProcess(): DecoderProcess {
  let child: ChildProcess | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  const stop = (): void => {
    clearTimeout(idle);
    child?.kill('SIGKILL');
    child = undefined;
  };
  const start = (): ChildProcess => {
    const started = startChild();
    started.once('exit', () => {
      if (child === started) child = undefined;
    });
    return started;
  };
  const askNow = async (request: DecoderRequest): Promise<unknown> => {
    clearTimeout(idle);
    const running = (child ??= start());
    try {
      return await exchange(running, request);
    } finally {
      if (child === running) {
        running.unref();
        running.channel?.unref();
        idle = setTimeout(stop, idleMs).unref();
      }
    }
  };
  return {
    ask(request) {
      const answer = tail.then(() => askNow(request));
      // The queue goes on after a failure; the failure itself is the asker's.
      tail = answer.then(
        () => undefined,
        () => undefined,
      );
      return answer;
    },
    pid: () => child?.pid,
    stop,
  };
}

/** One question and what comes of it: an answer, an end of the process, or neither in time. */
function exchange(child: ChildProcess, request: DecoderRequest): Promise<unknown> {
  const { timeoutMs, maxResidentBytes } = request.limits;
  child.ref();
  child.channel?.ref();
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit).off('error', onError);
      act();
    };
    const onMessage = (message: unknown): void => {
      settle(() => {
        try {
          resolve(valueOf(message));
        } catch (error) {
          reject(error);
        }
      });
    };
    const onExit = (code: number | null, signal: NodeJS.Signals | null): void => {
      settle(() => reject(deathOf(code, signal, maxResidentBytes)));
    };
    const onError = (cause: Error): void => {
      settle(() => reject(missing(cause)));
    };
    const timer = setTimeout(() => {
      settle(() => reject(timedOut(timeoutMs)));
      child.kill('SIGKILL');
    }, timeoutMs);
    child.on('message', onMessage).on('exit', onExit).on('error', onError);
    child.send(request, (cause) => {
      if (cause) onError(cause);
    });
  });
}

function valueOf(message: unknown): unknown {
  const answer = decoderAnswerSchema.parse(message);
  if (answer.status === 'ok') return answer.value;
  throw new UnderstoryError(answer.fault, answer.code, answer.message);
}

function deathOf(code: number | null, signal: NodeJS.Signals | null, maxResidentBytes: number) {
  if (code === outOfMemoryExit) {
    return inputError(
      'decoder-memory',
      `Decoding this video took more than ${Math.round(maxResidentBytes / 1e6)} MB of memory. ` +
        `Scale it down or convert it to H.264.`,
    );
  }
  if (signal === null) return missing(new Error(`exit code ${code}`));
  return inputError(
    'decoder-crashed',
    `The video decoder died of ${signal} while reading this video: it is damaged or made to ` +
      `harm. Convert it with a trusted tool if you need it.`,
  );
}

function timedOut(timeoutMs: number) {
  return inputError(
    'decode-timeout',
    `Decoding this video took more than ${timeoutMs / 1000} s. Shorten it or scale it down.`,
  );
}

function missing(cause: Error) {
  return dependencyError(
    'decoder-missing',
    `The video decoder does not start (${cause.message}). Expected node-av with the package of ` +
      `its platform: run npm ci, then node -e "import('node-av/lib')" to see what is wrong.`,
    { cause },
  );
}

/** Secrets of the program are not for a process that handles hostile bytes. */
const passedOn = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LD_LIBRARY_PATH'];

function startChild(): ChildProcess {
  const { path, execArgv } = entryOf(import.meta.url, './decoder-child');
  return fork(path, [], {
    execArgv: ['--max-old-space-size=512', ...execArgv],
    env: Object.fromEntries(passedOn.map((name) => [name, process.env[name]])),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

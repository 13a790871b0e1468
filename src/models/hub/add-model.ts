import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import lockfile from 'proper-lockfile';
import { digestOf } from '../../base/digest.ts';
import { codeOf } from '../../base/errors.ts';
import { describeOnnx } from '../../runtime/describe.ts';
import { openSession } from '../../runtime/session.ts';
import { readModelFolder } from '../folder.ts';
import type { ModelFolder } from '../folder.ts';
import { writeModelFolder } from '../write.ts';
import type { MadeModel } from '../write.ts';
import { buildSpec } from './build-spec.ts';
import { chooseEncoders } from './choose-files.ts';
import type { EncoderFile } from './choose-files.ts';
import type { HubConnection } from './connection.ts';
import { describeEncoder } from './describe-encoder.ts';
import { downloadFile } from './download.ts';
import type { DownloadOptions, DownloadProgress } from './download.ts';
import { tokenizerConfigFile, tokenizerFile } from './encode-text.ts';
import { encoderFile } from './encoder-spec.ts';
import { parseHubReference } from './reference.ts';
import { readRepository } from './repository.ts';
import type { HubRepository } from './repository.ts';
import { readRepositoryJson } from './repository-json.ts';
import type { JsonFile } from './repository-json.ts';
import { trial } from './trial.ts';

export interface AddHubModelOptions {
  readonly modelsDir: string;
  /** `UNDERSTORY_HUB`, else https://huggingface.co. */
  readonly baseUrl?: string;
  /** For private repositories: `UNDERSTORY_HUB_TOKEN`. */
  readonly token?: string;
  /** Such as `quantized`, for `model_quantized.onnx`. */
  readonly variant?: string;
  /** The largest ONNX file that is loaded, 1.9 GB by default. */
  readonly maxOnnxBytes?: number;
  /** Connections to try after one was cut. */
  readonly retries?: number;
  /** Longest silence of a connection. */
  readonly idleMs?: number;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

export interface HubEffects {
  readonly fetch: typeof fetch;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Adds the encoders of a repository on a Hugging Face hub or a mirror of one: a pair for images
 * and text (CLIP, SigLIP), an image encoder (DINO, ViT) or a sentence encoder. Each becomes a model
 * folder in `modelsDir`, named for repository and commit, whole or not at all; a download that was
 * cut goes on where it ended, and what is there already is not loaded again.
 *
 * @param reference `hf:owner/name` or `hf:owner/name@revision`.
 * @returns the folders, the image encoder first; use them with `openModelFolder` and then
 *   `encodeImage` or `encodeText`.
 * @throws input errors `hub-reference`, `no-onnx`, `external-data`, `hub-file-too-large`,
 *   `unsupported-model`, `unsupported-tokenizer`, `tokenizer-pattern`; `hub-not-found`; dependency
 *   errors `hub-unreachable`, `hub-access`, `hub-answer`; model errors `digest-mismatch`,
 *   `hub-no-digest`, `model-output`.
 */
export async function addHubModel(
  reference: string,
  options: AddHubModelOptions,
  effects: HubEffects = { fetch, environment: process.env },
): Promise<readonly ModelFolder[]> {
  const wanted = parseHubReference(reference);
  const hub = connect(options, effects);
  const repository = await readRepository(hub, wanted);
  const encoders = chooseEncoders(repository, options.variant);
  const partials = join(options.modelsDir, '.hub-downloads');
  await mkdir(partials, { recursive: true });
  // Two programs must not append to one partial file.
  const release = await lockfile.lock(partials, {
    stale: 30_000,
    retries: { retries: 120, factor: 1 },
  });
  try {
    const folders: ModelFolder[] = [];
    for (const encoder of encoders) {
      const path = join(options.modelsDir, nameOf(repository, options.variant, encoder));
      const made = await existing(path);
      if (made === undefined) {
        const download: DownloadOptions = {
          folder: partials,
          maxBytes: options.maxOnnxBytes ?? 1.9e9,
          retries: options.retries ?? 5,
          onProgress: options.onProgress,
        };
        await makeFolder({ hub, repository, encoder, path, download, variant: options.variant });
      }
      folders.push(made ?? (await readModelFolder(path)));
    }
    return folders;
  } finally {
    await release();
  }
}

function connect(options: AddHubModelOptions, { fetch, environment }: HubEffects): HubConnection {
  const baseUrl = options.baseUrl ?? environment.UNDERSTORY_HUB ?? 'https://huggingface.co';
  const token = options.token ?? environment.UNDERSTORY_HUB_TOKEN;
  return {
    baseUrl: baseUrl.replace(/\/+$/, ''),
    fetch,
    idleMs: options.idleMs ?? 30_000,
    ...(token !== undefined && token !== '' && { token }),
  };
}

/** The same repository at another commit, or in another variant, is another model. */
function nameOf(
  { repository, commit }: HubRepository,
  variant: string | undefined,
  { kind }: EncoderFile,
): string {
  const parts = [repository.replace('/', '--'), variant, commit.slice(0, 8), kind];
  const name = parts.filter((part) => part !== undefined).join('-');
  return name.toLowerCase();
}

async function existing(path: string): Promise<ModelFolder | undefined> {
  try {
    return await readModelFolder(path);
  } catch (error) {
    if (codeOf(error) === 'model-not-found') return undefined;
    throw error;
  }
}

interface Making {
  readonly hub: HubConnection;
  readonly repository: HubRepository;
  readonly encoder: EncoderFile;
  readonly path: string;
  readonly download: DownloadOptions;
  readonly variant: string | undefined;
}

async function makeFolder(making: Making): Promise<void> {
  const { hub, repository, encoder, path, download } = making;
  const json = (file: string): Promise<JsonFile> =>
    readRepositoryJson(hub, repository, file, download);
  const partial = await downloadFile(hub, repository, encoder.file, download);
  const onnx = await readFile(partial);
  const declared = await describeOnnx(onnx);
  const files: Record<string, Uint8Array> = {};
  const spec = await buildSpec({
    declared,
    isPaired: encoder.kind !== undefined,
    space: spaceOf(repository, making.variant),
    preprocessor: async () => (await json('preprocessor_config.json')).value,
    text: async () => {
      const tokenizer = await json(tokenizerFile);
      const tokenizerConfig = await json(tokenizerConfigFile);
      files[tokenizerFile] = tokenizer.bytes;
      files[tokenizerConfigFile] = tokenizerConfig.bytes;
      return {
        tokenizer: tokenizer.value,
        tokenizerConfig: tokenizerConfig.value,
        model: (await json('config.json')).value,
        sentence: (await json('sentence_bert_config.json')).value,
        pooling: (await json('1_Pooling/config.json')).value,
      };
    },
  });
  files[encoderFile] = new TextEncoder().encode(`${JSON.stringify(spec, null, 2)}\n`);
  const name = nameOf(repository, making.variant, encoder);
  const model = await openSession({
    name,
    onnx,
    digest: digestOf(onnx),
    file: async (file) => files[file] ?? new Uint8Array(),
  });
  const dims = await trial(model, spec);
  const description = describeEncoder({ name, repository, spec, declared, dims });
  const made: MadeModel = { description, onnx, files };
  await writeModelFolder(path, made);
  await rm(partial, { force: true });
}

function spaceOf({ repository, commit }: HubRepository, variant: string | undefined): string {
  return `hf:${repository}@${commit}${variant === undefined ? '' : `#${variant}`}`;
}

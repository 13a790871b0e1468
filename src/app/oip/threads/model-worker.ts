import { move, transferableSymbol, valueSymbol, workerData } from 'piscina';
import { z } from 'zod';
import { notFound } from '../../../base/errors.ts';
import { openModelFolder } from '../../../models/folder.ts';
import type { ModelManifest } from '../../../models/manifest.ts';
import { findModelFolder } from '../../../models/open.ts';
import type { Model } from '../../../runtime/model.ts';
import { chooseOutputs } from '../wire/choose-outputs.ts';
import { readInputs } from '../wire/read-inputs.ts';
import { readRequest } from '../wire/read-request.ts';
import { writeAnswer } from '../wire/write-answer.ts';
import { versionOfDigest } from '../version.ts';
import { failureOf } from './failure.ts';
import type { ModelReply, ModelTask } from './task.ts';

const { modelsFolder } = z.object({ modelsFolder: z.string() }).parse(workerData);

interface OpenModel {
  readonly manifest: ModelManifest;
  readonly model: Model;
}

/** Models that a thread keeps loaded; the least recently used is let go. */
const mostOpen = 4;
const open = new Map<string, OpenModel>();

/** Runs a model on a request, from the bytes that came to those that are answered. */
export default async function infer(task: ModelTask) {
  const reply = await tryInfer(task);
  const body = reply.ok ? reply.answer?.body : undefined;
  return move({
    [transferableSymbol]: body ? [body.buffer] : [],
    [valueSymbol]: reply,
  });
}

async function tryInfer(task: ModelTask): Promise<ModelReply> {
  try {
    const { manifest, model } = await openModel(task);
    const begun = performance.now();
    const answer = task.request && (await answerOf(task.name, task.request, manifest, model));
    return { ok: true, answer, tookMs: performance.now() - begun };
  } catch (error) {
    return failureOf(task.name, error);
  }
}

async function answerOf(
  name: string,
  { body, jsonBytes }: NonNullable<ModelTask['request']>,
  { onnx, inputs, outputs }: ModelManifest,
  model: Model,
) {
  const read = readRequest(body, jsonBytes);
  const { id } = read.request;
  const chosen = chooseOutputs(
    read.request,
    outputs.map((output) => output.name),
  );
  const given = await model.run(readInputs(read, inputs));
  const head = {
    model_name: name,
    model_version: versionOfDigest(onnx.digest),
    ...(id !== undefined && { id }),
  };
  return writeAnswer(head, chosen, given);
}

async function openModel({ name, digest }: ModelTask): Promise<OpenModel> {
  const known = open.get(name);
  open.delete(name);
  const model =
    known !== undefined && known.manifest.onnx.digest === digest ? known : await load(name);
  open.set(name, model);
  const [oldest] = open.keys();
  if (open.size > mostOpen && oldest !== undefined) open.delete(oldest);
  if (digest === undefined || digest === model.manifest.onnx.digest) return model;
  throw notFound('model-replaced', `Another version of the model ${name} took the place of this.`);
}

async function load(name: string): Promise<OpenModel> {
  const folder = await findModelFolder(name, modelsFolder);
  return { manifest: folder.manifest, model: await openModelFolder(folder) };
}

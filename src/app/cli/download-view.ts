import { SingleBar } from 'cli-progress';
import type { DownloadProgress } from '../../models/hub/download.ts';

/** Shows how a download goes: a bar on a terminal, a line a file elsewhere. */
export interface DownloadView {
  readonly show: (progress: DownloadProgress) => void;
  readonly stop: () => void;
}

export function createDownloadView(): DownloadView {
  return process.stderr.isTTY ? barView() : lineView();
}

function barView(): DownloadView {
  const bar = new SingleBar({
    format: '{bar} {percentage}%  {file}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 28,
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  let shown: string | undefined;
  return {
    show({ file, receivedBytes, totalBytes }) {
      const total = totalBytes ?? Math.max(receivedBytes, 1);
      if (shown !== file) bar.start(total, receivedBytes, { file });
      shown = file;
      bar.setTotal(total);
      bar.update(receivedBytes, { file });
    },
    stop() {
      if (shown !== undefined) bar.stop();
    },
  };
}

function lineView(): DownloadView {
  let shown: string | undefined;
  return {
    show({ file, totalBytes }) {
      if (shown === file) return;
      shown = file;
      const size = totalBytes === undefined ? '' : `, ${(totalBytes / 1e6).toFixed(1)} MB`;
      process.stderr.write(`loading ${file}${size}\n`);
    },
    stop() {
      shown = undefined;
    },
  };
}

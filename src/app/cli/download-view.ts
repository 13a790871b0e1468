import type { DownloadProgress } from '../../models/hub/download.ts';
import { createBar } from './bar.ts';
import { megabytes } from './megabytes.ts';

/** Shows how a download goes: a bar on a terminal, a line a file elsewhere. */
export interface DownloadView {
  readonly show: (progress: DownloadProgress) => void;
  readonly stop: () => void;
}

export function createDownloadView(): DownloadView {
  return process.stderr.isTTY ? barView() : lineView();
}

function barView(): DownloadView {
  const bar = createBar('{file}');
  return {
    show({ file, receivedBytes, totalBytes }) {
      bar.show(receivedBytes, totalBytes ?? Math.max(receivedBytes, 1), { file });
    },
    stop: bar.stop,
  };
}

function lineView(): DownloadView {
  let shown: string | undefined;
  return {
    show({ file, totalBytes }) {
      if (shown === file) return;
      shown = file;
      const size = totalBytes === undefined ? '' : `, ${megabytes(totalBytes)}`;
      process.stderr.write(`loading ${file}${size}\n`);
    },
    stop() {
      shown = undefined;
    },
  };
}

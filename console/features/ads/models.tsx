import { useState } from 'react';
import type { AdModels } from '../../../src/contracts/ad-models.ts';
import { Figure, Figures } from '../../ui/figures.tsx';
import { Command } from '../../ui/notice.tsx';
import { count } from '../../ui/numbers.ts';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { When } from '../../ui/when.tsx';
import { ReliabilityDiagram } from './reliability-diagram.tsx';
import { UseModelAsk } from './use-model-ask.tsx';

type Model = AdModels['models'][number];

/** How far the chances of the model in use can be trusted, and the models there are. */
export function Models({ models, inUse }: AdModels) {
  const [wanted, setWanted] = useState<Model>();
  const current = models.find(({ version }) => version === inUse);
  const columns: readonly Column<Model>[] = [
    {
      key: 'version',
      name: 'Model',
      cell: ({ version }) => `${version}${version === inUse ? ', in use' : ''}`,
    },
    {
      key: 'fittedOn',
      name: 'Relevant means',
      layout: 'text',
      isWhole: true,
      cell: ({ fittedOn }) => fittedOn,
    },
    { key: 'fitted', name: 'Fitted', cell: ({ fittedAt }) => <Fitted at={fittedAt} /> },
    { key: 'pairs', name: 'Pairs', layout: 'end', cell: (model) => count(model.reliability.pairs) },
    { key: 'ece', name: 'ECE', layout: 'end', cell: (model) => model.reliability.ece.toFixed(3) },
    {
      key: 'brier',
      name: 'Brier',
      layout: 'end',
      cell: (model) => model.reliability.brier.toFixed(3),
    },
    {
      key: 'use',
      name: 'Use',
      isNameUnseen: true,
      layout: 'end',
      cell: (model) =>
        model.version !== inUse && (
          <button
            type="button"
            className="quiet"
            aria-haspopup="dialog"
            aria-label={`Use model ${model.version}`}
            onClick={() => setWanted(model)}
          >
            Use
          </button>
        ),
    },
  ];
  return (
    <section id="model" className="ads-models" aria-label="How far to trust the chances">
      <div className="section-head">
        <h2>How far to trust the chances</h2>
        <p className="small soft">Measured on queries that a fit had not seen.</p>
      </div>
      {current !== undefined && <Trust model={current} />}
      <Table columns={columns} rows={models} keyOf={({ version }) => String(version)} />
      {models.length === 1 && (
        <>
          <p className="small soft">
            This is the program’s own model. With a few hundred judged pairs of your own, fit one
            that means what you mean by relevant:
          </p>
          <Command line="understory ads calibrate judged.jsonl --meaning 'judged by two raters'" />
        </>
      )}
      {wanted !== undefined && (
        <UseModelAsk model={wanted} inUse={inUse} onClose={() => setWanted(undefined)} />
      )}
    </section>
  );
}

function Trust({ model }: { readonly model: Model }) {
  const { pairs, relevant, ece, brier, logLoss, auc, bins } = model.reliability;
  return (
    <>
      <p>
        Model <span className="num">{model.version}</span>; to it relevant means: {model.fittedOn}.
      </p>
      <Figures>
        <Figure name="Calibration error (ECE)" value={ece.toFixed(3)} />
        <Figure name="Brier’s score" value={brier.toFixed(3)} />
        <Figure name="Log loss" value={logLoss.toFixed(3)} />
        <Figure name="Area under the curve" value={auc === null ? '–' : auc.toFixed(3)} />
        <Figure name="Pairs" value={count(pairs)} />
        <Figure name="Of them relevant" value={count(relevant)} />
      </Figures>
      <ReliabilityDiagram bins={bins} />
    </>
  );
}

function Fitted({ at }: { readonly at: string | null }) {
  return at === null ? 'With the program' : <When at={at} />;
}

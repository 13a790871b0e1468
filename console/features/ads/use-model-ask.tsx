import type { AdModels } from '../../../src/contracts/ad-models.ts';
import { takeAdModel } from '../../api/ads.ts';
import { Confirm } from '../../ui/confirm.tsx';

interface UseModelAskProps {
  readonly model: AdModels['models'][number];
  readonly inUse: number;
  readonly onClose: () => void;
}

/** Scores ads by another model: forward to one that was fitted, or back. */
export function UseModelAsk({ model: { version, fittedOn }, inUse, onClose }: UseModelAskProps) {
  return (
    <Confirm
      title={`Score ads by model ${version}`}
      act={async () => await takeAdModel(version)}
      verb="Use it"
      changes={['ads']}
      onClose={onClose}
    >
      <p>
        Every ad is scored by it at once, for all who ask. To it, relevant means: {fittedOn}. Model{' '}
        {inUse} is kept: using that again goes back.
      </p>
    </Confirm>
  );
}

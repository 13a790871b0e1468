import { Command } from '../../ui/notice.tsx';
import './model-help.css';

interface WhereModelsComeFromProps {
  readonly name: string;
  /** Where there is no model yet, this is what is to be done. */
  readonly isOpen: boolean;
  /** Looks for models again. */
  readonly onLook: () => void;
}

/** What makes versions of each signal; where a signal is not here, no model alone does. */
const makers: Readonly<Record<string, string>> = {
  image_embedding: 'an image encoder, alone (DINO, ViT) or of a pair (CLIP, SigLIP)',
  crop_embedding:
    'an image encoder that makes a version of image_embedding already: objects are compared with pictures',
  text_embedding: 'a sentence encoder, or the text encoder of a pair (CLIP, SigLIP)',
};

/** How a model is brought to the machine of the server. */
export function WhereModelsComeFrom({ name, isOpen, onLook }: WhereModelsComeFromProps) {
  return (
    <details open={isOpen} className="model-help">
      <summary>Where models come from</summary>
      <p>
        It takes {makers[name]}, as ONNX files of a repository on a Hugging Face hub. On the machine
        of this server, and on each that computes:
      </p>
      <Command line="understory models add hf:owner/name" />
      <p>
        The files are checked by their digests and nothing of the repository is run but the model.{' '}
        <button type="button" className="quiet" onClick={onLook}>
          Look again
        </button>
      </p>
    </details>
  );
}

import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import './ask.css';

interface AskProps {
  readonly title: string;
  readonly onClose: () => void;
  /** What has to be read before it goes away: a press beside it does not close it. */
  readonly isKept?: boolean;
  readonly children: ReactNode;
}

/** A question over the page: what will happen, and the way on or back. Shown while it is rendered. */
export function Ask({ title, onClose, isKept = false, children }: AskProps) {
  return (
    <ModalOverlay
      className="ask-veil"
      isOpen
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!isKept}
    >
      <Modal className="ask">
        <Dialog className="ask-dialog">
          <header>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <button type="button" className="quiet" onClick={onClose}>
              Close
            </button>
          </header>
          <div className="ask-body">{children}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Why something was refused, in the words of the server. */
export function Problem({ error }: { readonly error: Error | null }) {
  if (error === null) return null;
  return (
    <p className="problem" role="alert">
      {error.message}
    </p>
  );
}

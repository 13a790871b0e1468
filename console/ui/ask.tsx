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
  /** For what is laid out in columns. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** A question or a note over the page, on a phone at its foot. Shown while it is rendered. */
export function Ask({ title, onClose, isKept = false, isWide = false, children }: AskProps) {
  return (
    <ModalOverlay
      className="ask-veil"
      isOpen
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!isKept}
    >
      <Modal className={isWide ? 'ask ask-wide' : 'ask'}>
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

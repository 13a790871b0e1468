import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import './filters-drawer.css';

interface FiltersDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** On the button that closes it: what is seen then. */
  readonly verb: string;
  readonly children: ReactNode;
}

/** The filters on a narrow screen. */
export function FiltersDrawer({ isOpen, onClose, verb, children }: FiltersDrawerProps) {
  return (
    <ModalOverlay
      className="drawer-veil"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
    >
      <Modal className="drawer">
        <Dialog className="drawer-dialog">
          <header>
            <Heading slot="title">Filters</Heading>
            <button type="button" className="quiet" onClick={onClose}>
              Close
            </button>
          </header>
          <div className="drawer-body">{children}</div>
          <footer>
            <button type="button" className="button button-mark" onClick={onClose}>
              {verb}
            </button>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

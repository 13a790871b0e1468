import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { counted } from '../../ui/numbers.ts';
import './filters-drawer.css';

interface FiltersDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly total: number;
  readonly children: ReactNode;
}

/** The filters on a narrow screen. */
export function FiltersDrawer({ isOpen, onClose, total, children }: FiltersDrawerProps) {
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
              Show {counted(total, 'item')}
            </button>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

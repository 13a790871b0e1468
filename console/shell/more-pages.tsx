import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import './more-pages.css';

/** What is behind the button begins with one of these. */
const pages = ['/duplicates', '/jobs', '/consumers', '/runs', '/live'];

/** Pages that stand in the head where it is wide, and behind a button where it is not. */
export function MorePages({ children }: { readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => setOpen(false), [path]);
  useEffect(() => {
    if (!isOpen) return;
    const onPress = (event: PointerEvent) => {
      const { target } = event;
      if (target instanceof Node && whole.current?.contains(target) === true) return;
      setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      whole.current?.querySelector('button')?.focus();
    };
    document.addEventListener('pointerdown', onPress);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      document.removeEventListener('keydown', onKey);
    };
  }, [isOpen]);
  const isHere = pages.some((page) => path.startsWith(page));
  return (
    <div
      ref={whole}
      className="head-more"
      data-open={isOpen}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget !== null && whole.current?.contains(relatedTarget) !== true) {
          setOpen(false);
        }
      }}
    >
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls="more-pages"
        data-here={isHere}
        onClick={() => setOpen(!isOpen)}
      >
        More
      </button>
      <div id="more-pages" className="head-more-pages">
        {children}
      </div>
    </div>
  );
}

import type { ReactNode } from 'react';
import './figures.css';

/** The numbers that say how something goes, each large with its name above. */
export function Figures({ children }: { readonly children: ReactNode }) {
  return <dl className="figures">{children}</dl>;
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly isBad?: boolean;
}

export function Figure({ name, value, isBad = false }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={isBad ? 'num warn' : 'num'}>{value}</dd>
    </div>
  );
}

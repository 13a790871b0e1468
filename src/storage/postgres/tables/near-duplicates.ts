export interface NearContentsTable {
  readonly content: string;
  readonly items: number;
}

export interface NearEdgesTable {
  readonly a: string;
  readonly b: string;
  readonly decided_by: 'hash' | 'embedding';
  readonly distance: number;
}

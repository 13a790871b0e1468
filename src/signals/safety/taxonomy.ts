/**
 * The three tiers of what may be harmful: category → subcategory → label, with the score that one
 * occurrence in a text has (labels of pictures take the probability of their classes instead).
 */
export const safetyTaxonomy = {
  adult: {
    'explicit-imagery': { photographed: null, drawn: null },
    'suggestive-imagery': { revealing: null },
    'sexual-language': {
      pornography: 0.7,
      'sexual-act': 0.7,
      'body-part': 0.45,
      'sexual-word': 0.3,
    },
    'sexual-exploitation': { incest: 0.85, bestiality: 0.85, 'sexual-violence': 0.85 },
    'adult-services': { prostitution: 0.45 },
  },
  hate: {
    slurs: {
      race: 0.9,
      religion: 0.9,
      sexuality: 0.85,
      gender: 0.85,
      disability: 0.6,
      ambiguous: 0.4,
    },
    extremism: { slogan: 0.9 },
  },
  profanity: {
    language: { strong: 0.45, mild: 0.2 },
  },
  violence: {
    threats: { threat: 0.85 },
    graphic: { gore: 0.65 },
  },
  drugs: {
    'illegal-drugs': { 'hard-drug': 0.55, cannabis: 0.3, sale: 0.7 },
  },
  'self-harm': {
    suicide: { intent: 0.75, mention: 0.4 },
    'self-injury': { injury: 0.75 },
    'eating-disorder': { promotion: 0.75 },
  },
  spam: {
    scams: { 'easy-money': 0.4, gambling: 0.3, pharmacy: 0.4 },
  },
} as const satisfies Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, number | null>>>>>
>;

/** A path through the taxonomy: `hate/slurs/race`. */
export type SafetyLabelId = {
  [C in keyof typeof safetyTaxonomy]: {
    [
      S in keyof (typeof safetyTaxonomy)[C]
    ]: `${C & string}/${S & string}/${keyof (typeof safetyTaxonomy)[C][S] & string}`;
  }[keyof (typeof safetyTaxonomy)[C]];
}[keyof typeof safetyTaxonomy];

export interface SafetyLabel {
  readonly category: string;
  readonly subcategory: string;
  readonly label: string;
  /** Of one occurrence in a text, 0..1; 0 for labels of pictures. */
  readonly textScore: number;
}

const labels: ReadonlyMap<string, SafetyLabel> = new Map(
  Object.entries(safetyTaxonomy).flatMap(([category, subcategories]) =>
    Object.entries(subcategories).flatMap(([subcategory, leaves]) =>
      Object.entries<number | null>(leaves).map(([label, score]) => [
        `${category}/${subcategory}/${label}`,
        { category, subcategory, label, textScore: score ?? 0 },
      ]),
    ),
  ),
);

export function safetyLabel(id: SafetyLabelId): SafetyLabel {
  const found = labels.get(id);
  if (found === undefined) throw new TypeError(`The safety taxonomy has no label ${id}.`);
  return found;
}

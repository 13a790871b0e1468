interface Cue {
  readonly pattern: RegExp;
  /** How surely the cue alone makes a text clickbait, 0..1. */
  readonly weight: number;
}

/**
 * Cues of English clickbait: forward reference, hyperbole, lists, calls to act, punctuation; the
 * kinds of Chakraborty et al., "Stop Clickbait" (ASONAM 2016), and Potthast et al., "Clickbait
 * Detection" (ECIR 2016). The lists and weights are our own.
 */
const cues: readonly Cue[] = [
  { weight: 0.8, pattern: /\byou (?:won['’]?t|will not|will never|can['’]?t) believe\b/iu },
  { weight: 0.7, pattern: /\bwhat (?:happens|happened|he|she|they) (?:next|did next)\b/iu },
  { weight: 0.7, pattern: /\b(?:this|these) (?:one|\d+) (?:\w{1,20} ){0,2}tricks?\b/iu },
  { weight: 0.6, pattern: /\b(?:will|going to) (?:blow your mind|change your life|shock you)\b/iu },
  { weight: 0.6, pattern: /\b(?:doctors|experts|dentists) (?:hate|don['’]?t want)\b/iu },
  { weight: 0.5, pattern: /\b(?:number|no\.|#) ?\d+ will\b/iu },
  {
    weight: 0.4,
    pattern:
      /\b\d{1,3} (?:\w{1,20} ){0,2}(?:reasons|things|ways|tricks|secrets|facts|hacks|signs)\b/iu,
  },
  { weight: 0.4, pattern: /\b(?:click here|link in bio|swipe up|tag a friend|dm (?:me|us))\b/iu },
  { weight: 0.4, pattern: /\b(?:act now|limited time|hurry|don['’]?t miss|last chance)\b/iu },
  { weight: 0.4, pattern: /\b(?:100 ?% free|free gift|risk[- ]free|earn money|make money)\b/iu },
  {
    weight: 0.3,
    pattern:
      /\b(?:shocking|jaw[- ]dropping|mind[- ]blowing|unbelievable|insane|epic|gone wrong|must[- ]see)\b/iu,
  },
  { weight: 0.3, pattern: /[!?]{3,}|(?:!\?|\?!)/u },
  { weight: 0.2, pattern: /(?:[$€£💰🔥🚨]\s?){3,}/u },
];

/** 0 no cue … 1 certain: the chance that any cue is right if each were on its own (noisy or). */
export function clickbaitOf(text: string): number {
  const missed = cues
    .filter(({ pattern }) => pattern.test(text))
    .reduce((product, { weight }) => product * (1 - weight), 1);
  return 1 - missed;
}

import type { SafetyLabelId } from './taxonomy.ts';

/** How a word of the word list is judged. */
export interface Term {
  readonly label: SafetyLabelId;
  /**
   * `anywhere`: also inside a longer word; `word`: only as a word of its own, with an ending such
   * as `-s` or `-ing`. Innocent words hold many bad ones (Scunthorpe, cockpit, cumin).
   */
  readonly within: 'anywhere' | 'word';
  /**
   * `any`: in a text of any language; `english`: where the text is not surely in another language;
   * `sure`: only where it surely is English, because the word is harmless elsewhere (`slut` ends
   * Swedish films, `negro` is black in Spanish).
   */
  readonly language: 'any' | 'english' | 'sure';
  /** What a match must look like once folded, where the list's pattern is looser. */
  readonly form?: RegExp;
}

function term(
  label: SafetyLabelId,
  within: Term['within'] = 'word',
  language: Term['language'] = 'english',
  form?: RegExp,
): Term {
  return form === undefined ? { label, within, language } : { label, within, language, form };
}

/** Every word of the English list of `obscenity` (MIT, after `cuss`), by its `originalWord`. */
export const listedTerms: Readonly<Record<string, Term>> = {
  abo: term('hate/slurs/ambiguous', 'word', 'sure'),
  abeed: term('hate/slurs/race'),
  africoon: term('hate/slurs/race', 'anywhere', 'any'),
  anal: term('adult/sexual-language/sexual-act', 'word', 'english', /^anal/u),
  anus: term('adult/sexual-language/body-part'),
  arabush: term('hate/slurs/race', 'anywhere', 'any'),
  arse: term('profanity/language/mild'),
  ass: term('profanity/language/mild', 'word', 'english', /^as+/u),
  bastard: term('profanity/language/mild'),
  bestiality: term(
    'adult/sexual-exploitation/bestiality',
    'anywhere',
    'english',
    /^beastial|^bestial/u,
  ),
  bitch: term('profanity/language/strong', 'anywhere', 'any', /^b.tch/u),
  blowjob: term('adult/sexual-language/sexual-act', 'anywhere', 'any', /^blo.?wj?/u),
  bollocks: term('profanity/language/mild'),
  boob: term('adult/sexual-language/body-part'),
  boonga: term('hate/slurs/race', 'word', 'sure'),
  buttplug: term('adult/sexual-language/sexual-act', 'anywhere', 'any'),
  chingchong: term('hate/slurs/race', 'anywhere', 'any'),
  chink: term('hate/slurs/ambiguous', 'word', 'sure'),
  cock: term('adult/sexual-language/body-part', 'word', 'sure', /^cocks?$/u),
  cuck: term('profanity/language/strong', 'word'),
  cum: term('adult/sexual-language/sexual-act', 'word', 'sure'),
  cunt: term('profanity/language/strong', 'word', 'any'),
  deepthroat: term('adult/sexual-language/sexual-act', 'anywhere', 'any'),
  dick: term('adult/sexual-language/body-part', 'word', 'english', /^d.ck/u),
  dildo: term('adult/sexual-language/sexual-act'),
  doggystyle: term('adult/sexual-language/sexual-act', 'anywhere', 'any'),
  'double penetration': term('adult/sexual-language/sexual-act', 'anywhere', 'any'),
  dyke: term('hate/slurs/ambiguous', 'word', 'sure'),
  ejaculate: term('adult/sexual-language/sexual-act'),
  fag: term('hate/slurs/ambiguous', 'word', 'sure'),
  felch: term('adult/sexual-language/sexual-act'),
  fellatio: term('adult/sexual-language/sexual-act', 'anywhere', 'any', /^fellati/u),
  'finger bang': term('adult/sexual-language/sexual-act', 'anywhere', 'any'),
  fisting: term('adult/sexual-language/sexual-act'),
  fuck: term('profanity/language/strong', 'anywhere', 'any', /^(?:f(?:u|[^a-z\s])+ck|fck)/u),
  gangbang: term('adult/sexual-language/sexual-act', 'anywhere', 'any'),
  handjob: term('adult/sexual-language/sexual-act', 'anywhere', 'any'),
  hentai: term('adult/sexual-language/pornography', 'word', 'any'),
  hooker: term('adult/adult-services/prostitution', 'word', 'sure', /^hooker/u),
  incest: term('adult/sexual-exploitation/incest', 'word'),
  'jerk off': term('adult/sexual-language/sexual-act', 'anywhere'),
  jizz: term('adult/sexual-language/sexual-act', 'anywhere', 'any'),
  kike: term('hate/slurs/religion', 'word', 'sure'),
  lubejob: term('adult/sexual-language/sexual-act', 'anywhere', 'any'),
  masturbate: term('adult/sexual-language/sexual-act', 'anywhere', 'any', /^m.st[ue]rbat/u),
  negro: term('hate/slurs/race', 'word', 'sure'),
  nigger: term('hate/slurs/race', 'anywhere', 'any', /^n[i*!]gg(?:er|a)/u),
  orgasm: term('adult/sexual-language/sexual-act', 'word', 'english', /^orgasm/u),
  orgy: term('adult/sexual-language/sexual-act'),
  penis: term('adult/sexual-language/body-part', 'word', 'english', /^pe+nis/u),
  piss: term('profanity/language/mild'),
  porn: term('adult/sexual-language/pornography', 'word', 'any', /^porn/u),
  prick: term('profanity/language/mild', 'word', 'sure'),
  pussy: term('adult/sexual-language/body-part', 'word', 'english', /^pu+ss?y/u),
  rape: term('adult/sexual-exploitation/sexual-violence', 'word', 'sure'),
  retard: term('hate/slurs/disability', 'word', 'sure'),
  scat: term('adult/sexual-language/sexual-word', 'word', 'sure'),
  semen: term('adult/sexual-language/body-part', 'word', 'sure'),
  sex: term('adult/sexual-language/sexual-word', 'word', 'english', /^s+e+xy?$/u),
  shit: term('profanity/language/strong', 'word', 'any'),
  slut: term('adult/sexual-language/sexual-word', 'word', 'sure'),
  spastic: term('hate/slurs/ambiguous', 'word', 'sure'),
  tit: term('adult/sexual-language/body-part', 'word', 'sure'),
  tranny: term('hate/slurs/gender', 'word'),
  turd: term('profanity/language/mild'),
  twat: term('profanity/language/strong'),
  vagina: term('adult/sexual-language/body-part', 'word', 'english', /^vagina/u),
  wank: term('profanity/language/strong'),
  whore: term('adult/sexual-language/sexual-word', 'word', 'any', /^who?re/u),
};

import { describe, expect, it } from 'vitest';
import { labelsOfText } from '../../../src/signals/safety/judge.ts';
import { matchText } from '../../../src/signals/safety/match-text.ts';
import { englishDataset } from 'obscenity';
import { listedTerms } from '../../../src/signals/safety/terms.ts';
import { tuxpaintCaptions } from '../../fixtures/tuxpaint.ts';

const innocent = `Scunthorpe, Essex, Sussex, Middlesex, Penistone, Clitheroe, Lightwater, Cuckfield, Matsushita,
  Massachusetts, Montenegro, Niger, Nigeria, Fukushima, Uranus, Janus, Titus, Sextus, Dickens, Dickinson, Hancock,
  Affleck, Pissarro, Focke-Wulf, Huck Finn, Fu Manchu, Arsenal, cockpit, peacock, cocktail, shuttlecock, cockatoo,
  assassin, assess, asset, associate, assorted, assam tea, brass, grass, bass guitar, class, compass, passion,
  analysis, analog, analyst, canal, banal, cumin, cumulus, document, circumstance, therapist, grape, drape, rapeseed,
  titanic, title, constitution, button, scatter, saltwater, shell, swank, shiitake, manuscript, fire retardant,
  snigger, niggle, raccoon, tycoon, cocoon, spicy, skill, sextant, cuckoo, bichon frise, basement, advertisement,
  amusement, knickers, prickly pear, turducken, Georgy, truck, duck, luck, kung fu, pen is mightier, of CK jeans, 455 miles,
  x-ray, the letter X, swipe left, crossword, sheriff, shot in Paris, kill bill poster, weeds in the garden`;

describe('matchText()', () => {
  it.each(innocent.split(',').map((word) => word.trim()))(
    'matchText() finds nothing in %s',
    (word) => {
      expect([...matchText(word, 'en').keys()]).toEqual([]);
    },
  );

  it.each([
    'fuck',
    'f u c k',
    'f.u.c.k',
    'f*ck',
    'fuuuuck',
    'ƒuck',
    'ｆｕｃｋ',
    '𝓯𝓾𝓬𝓴',
    'fu\u200bck',
    'fцck',
    'fück',
    'ꜰᴜᴄᴋ',
    '🅵🆄🅲🅺',
    'sh1t',
    '5h1t',
    'b1tch',
    's-h-i-t',
    'motherfucker',
    'bullshit',
  ])('matchText() finds strong profanity in %s', (text) => {
    expect([...matchText(text, 'en').keys()]).toEqual(['profanity/language/strong']);
  });

  it.each([
    ['adult/sexual-language/pornography', 'p0rn'],
    ['adult/sexual-language/sexual-act', 'masturbating'],
    ['adult/sexual-exploitation/sexual-violence', 'rapist'],
    ['hate/slurs/sexuality', 'f4ggot'],
    ['hate/extremism/slogan', 'Heil Hitler'],
    ['violence/threats/threat', 'k1ll yourself'],
    ['violence/graphic/gore', 'a beheading'],
    ['drugs/illegal-drugs/hard-drug', 'c0caine'],
    ['self-harm/suicide/intent', 'I want to die'],
    ['self-harm/eating-disorder/promotion', 'pro ana tips'],
    ['spam/scams/easy-money', 'Make MONEY fast'],
  ] as const)('matchText() says %s when the text is %s', (label, text) => {
    expect([...matchText(text, 'en').keys()]).toContain(label);
  });

  it('matchText() hears words that are harmless elsewhere only in English', () => {
    expect(matchText('slut', 'en').size).toBe(1);
    expect(matchText('slut', 'sv').size).toBe(0);
    expect(matchText('vestido negro', 'es').size).toBe(0);
    expect(matchText('fucking', 'de').size).toBe(1);
  });

  it('matchText() ends soon when the text is made to be slow', () => {
    const started = performance.now();
    for (const piece of ['a\u0301', 's-', 'a ', '\u200b', 'kill ', 'f*', '|']) {
      matchText(piece.repeat(10_000 / piece.length), 'en');
    }
    expect(performance.now() - started).toBeLessThan(5000);
  });

  const captions = tuxpaintCaptions();
  it.skipIf(captions === undefined)(
    'matchText() finds nothing that blurs a picture in innocent captions of 90 languages',
    () => {
      const sample = (captions ?? []).filter((_, index) => index % 12 === 0);
      expect(sample.length).toBeGreaterThan(3000);
      const blurred = sample.filter(({ text }) =>
        labelsOfText('title', text, 'und').some(({ score }) => score >= 0.5),
      );
      expect(blurred).toEqual([]);
    },
  );
});

describe('listedTerms', () => {
  it('listedTerms judges every word of the list', () => {
    // The list keeps its phrases to itself; what its patterns find names them.
    const { blacklistedTerms } = englishDataset.build();
    const names = blacklistedTerms.map(
      ({ id }) =>
        englishDataset.getPayloadWithPhraseMetadata({
          termId: id,
          startIndex: 0,
          endIndex: 0,
          matchLength: 0,
        }).phraseMetadata?.originalWord,
    );
    expect(new Set(names)).toEqual(new Set(Object.keys(listedTerms)));
  });
});

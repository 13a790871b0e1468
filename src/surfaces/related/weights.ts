import type { RelatedMode } from '../../contracts/related.ts';
import type { FindRoute } from './find-route.ts';
import { findByDepiction } from './routes/depiction.ts';
import { findByEngagement } from './routes/engaged.ts';
import { findByInterest } from './routes/interest.ts';
import { findByLooks } from './routes/looks.ts';
import { findByObjects } from './routes/objects.ts';
import { findByPhrases } from './routes/phrases.ts';
import { findBySetting } from './routes/setting.ts';
import { findByText } from './routes/text.ts';
import { findByCompany } from './routes/together.ts';
import { findByTopics } from './routes/topics.ts';

/** The ways of looking for related items, by name and with what they go by in words. */
export const routes = {
  looks: { find: findByLooks, words: 'looks' },
  objects: { find: findByObjects, words: 'looks of objects' },
  text: { find: findByText, words: 'meaning of the text' },
  depiction: { find: findByDepiction, words: 'what pictures show of the text' },
  phrases: { find: findByPhrases, words: 'shared phrases' },
  topics: { find: findByTopics, words: 'topics' },
  interest: { find: findByInterest, words: 'other topics of the same interest' },
  together: { find: findByCompany, words: 'objects seen together' },
  setting: { find: findBySetting, words: 'like settings' },
  engaged: { find: findByEngagement, words: 'what people chose together' },
} as const satisfies Record<string, { readonly find: FindRoute; readonly words: string }>;

export type RouteName = keyof typeof routes;

/** How much the order of each route counts in each mode; those that are not named are not taken. */
export const weights: Readonly<Record<RelatedMode, Readonly<Partial<Record<RouteName, number>>>>> =
  {
    look: { looks: 1, objects: 0.4 },
    topic: { text: 1, phrases: 0.7, depiction: 0.5, topics: 0.4 },
    complementary: { engaged: 2, together: 1, interest: 1, setting: 0.5 },
    all: { engaged: 1, looks: 1, text: 1, phrases: 0.6, depiction: 0.5, objects: 0.5 },
  };

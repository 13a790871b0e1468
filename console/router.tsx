import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { parseAddress, writeAddress } from './api/address.ts';
import { homeAddressSchema } from './api/home-address.ts';
import { liveAddressSchema } from './api/live-address.ts';
import { filtersSchema, filtersInAddress } from './api/filters.ts';
import {
  adsAddressSchema,
  duplicatesAddressSchema,
  itemAddressSchema,
  jobsAddressSchema,
  relatedAddressSchema,
  searchAddressSchema,
  signalAddressSchema,
  signalsAddressSchema,
  tableAddressSchema,
} from './api/page-addresses.ts';
import { Shell } from './shell/shell.tsx';
import { Missing } from './shell/missing.tsx';

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: Missing });

const explore = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: (search) => filtersInAddress(filtersSchema.parse(search)),
  component: lazyRouteComponent(() => import('./routes/explore.tsx'), 'ExplorePage'),
});

const item = createRoute({
  getParentRoute: () => rootRoute,
  path: '/item/$id',
  validateSearch: (search) => itemAddressSchema.parse(search),
  component: lazyRouteComponent(() => import('./routes/item.tsx'), 'ItemPage'),
});

const search = createRoute({
  getParentRoute: () => rootRoute,
  path: '/search',
  validateSearch: (search) => searchAddressSchema.parse(search),
  component: lazyRouteComponent(() => import('./routes/search.tsx'), 'SearchPage'),
});

const relatedStart = createRoute({
  getParentRoute: () => rootRoute,
  path: '/related',
  component: lazyRouteComponent(() => import('./routes/related-start.tsx'), 'RelatedStartPage'),
});

const related = createRoute({
  getParentRoute: () => rootRoute,
  path: '/related/$id',
  validateSearch: (search) => relatedAddressSchema.parse(search),
  component: lazyRouteComponent(() => import('./routes/related.tsx'), 'RelatedPage'),
});

const duplicates = createRoute({
  getParentRoute: () => rootRoute,
  path: '/duplicates',
  validateSearch: (search) => duplicatesAddressSchema.parse(search),
  component: lazyRouteComponent(() => import('./routes/duplicates.tsx'), 'DuplicatesPage'),
});

const runs = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs',
  validateSearch: (search) => tableAddressSchema.parse(search),
  component: lazyRouteComponent(() => import('./routes/runs.tsx'), 'RunsPage'),
});

const run = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs/$id',
  component: lazyRouteComponent(() => import('./routes/run.tsx'), 'RunPage'),
});

const signals = createRoute({
  getParentRoute: () => rootRoute,
  path: '/signals',
  validateSearch: (search) => signalsAddressSchema.parse(search),
  component: lazyRouteComponent(() => import('./routes/signals.tsx'), 'SignalsPage'),
});

const signal = createRoute({
  getParentRoute: () => rootRoute,
  path: '/signals/$name',
  validateSearch: (search) => signalAddressSchema.parse(search),
  component: lazyRouteComponent(() => import('./routes/signal.tsx'), 'SignalPage'),
});

const jobs = createRoute({
  getParentRoute: () => rootRoute,
  path: '/jobs',
  validateSearch: (search) => jobsAddressSchema.parse(search),
  component: lazyRouteComponent(() => import('./routes/jobs.tsx'), 'JobsPage'),
});

const job = createRoute({
  getParentRoute: () => rootRoute,
  path: '/jobs/$id',
  component: lazyRouteComponent(() => import('./routes/job.tsx'), 'JobPage'),
});

const consumers = createRoute({
  getParentRoute: () => rootRoute,
  path: '/consumers',
  validateSearch: (search) => tableAddressSchema.parse(search),
  component: lazyRouteComponent(() => import('./routes/consumers.tsx'), 'ConsumersPage'),
});

const consumer = createRoute({
  getParentRoute: () => rootRoute,
  path: '/consumers/$name',
  component: lazyRouteComponent(() => import('./routes/consumer.tsx'), 'ConsumerPage'),
});

const homeStart = createRoute({
  getParentRoute: () => rootRoute,
  path: '/home',
  component: lazyRouteComponent(() => import('./routes/home-start.tsx'), 'HomeStartPage'),
});

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/home/$user',
  validateSearch: (search) => homeAddressSchema.parse(search),
  component: lazyRouteComponent(() => import('./routes/home.tsx'), 'HomePage'),
});

const ads = createRoute({
  getParentRoute: () => rootRoute,
  path: '/ads',
  validateSearch: (search) => adsAddressSchema.parse(search),
  component: lazyRouteComponent(() => import('./routes/ads.tsx'), 'AdsPage'),
});

const live = createRoute({
  getParentRoute: () => rootRoute,
  path: '/live',
  validateSearch: (search) => liveAddressSchema.parse(search),
  component: lazyRouteComponent(() => import('./routes/live.tsx'), 'LivePage'),
});

/** In the order of the head. */
const pages = [
  explore,
  item,
  search,
  relatedStart,
  related,
  homeStart,
  home,
  ads,
  duplicates,
  signals,
  signal,
  jobs,
  job,
  consumers,
  consumer,
  runs,
  run,
  live,
] as const;

export const router = createRouter({
  routeTree: rootRoute.addChildren(pages),
  parseSearch: parseAddress,
  stringifySearch: writeAddress,
  scrollRestoration: true,
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

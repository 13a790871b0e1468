import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { parseAddress, writeAddress } from './api/address.ts';
import { filtersSchema, filtersInAddress } from './api/filters.ts';
import { itemAddressSchema, searchAddressSchema } from './api/page-addresses.ts';
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

const duplicates = createRoute({
  getParentRoute: () => rootRoute,
  path: '/duplicates',
  component: lazyRouteComponent(() => import('./routes/duplicates.tsx'), 'DuplicatesPage'),
});

const runs = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs',
  component: lazyRouteComponent(() => import('./routes/runs.tsx'), 'RunsPage'),
});

const run = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs/$id',
  component: lazyRouteComponent(() => import('./routes/run.tsx'), 'RunPage'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([explore, item, search, duplicates, runs, run]),
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

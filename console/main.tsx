import './api/no-eval.ts';
import './ui/tokens.css';
import './ui/base.css';
import './ui/button.css';
import './ui/form.css';
import './ui/page.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/request.ts';
import { router } from './router.tsx';
import { applyTheme } from './ui/theme.ts';

/** Only a server that does not answer is asked again: a refusal stays one. */
function isWorthRetrying(failures: number, error: Error): boolean {
  return error instanceof ApiError && error.status === 0 && failures < 2;
}

const client = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, retry: isWorthRetrying, refetchOnWindowFocus: false },
  },
});

applyTheme();
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id `root`.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

import { useMutation, useQueryClient } from '@tanstack/react-query';

/** A change of a version; what is shown of signals, jobs and readers is looked at again after it. */
export function useRelease<Answer, Wanted = void>(act: (wanted: Wanted) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['signals'] }),
        client.invalidateQueries({ queryKey: ['jobs'] }),
      ]);
    },
  });
}

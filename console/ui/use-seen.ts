import { useEffect, useRef } from 'react';

/**
 * Tells once when half of an element has been in view.
 *
 * @param id What it shows; another one is told again.
 * @param onSeen The same function at every rendering.
 */
export function useSeen<E extends Element>(id: string, onSeen: ((id: string) => void) | undefined) {
  const ref = useRef<E>(null);
  useEffect(() => {
    const element = ref.current;
    if (element === null || onSeen === undefined) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        onSeen(id);
      },
      { threshold: 0.5 },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [id, onSeen]);
  return ref;
}

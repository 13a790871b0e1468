import type { OnlineSettings } from './settings.ts';
import type { Refusal } from './refusal.ts';

/** Lets requests in before their bodies are read, so that neither memory nor queues grow with them. */
export interface Door {
  /**
   * @param bytes That its body has, or may have where it does not say.
   * @returns What to call, once, when it is answered; or why it does not come in.
   */
  enter(consumer: string, bytes: number): (() => void) | Refusal;
  readonly inHand: number;
}

/**
 * @param waitMs How long work waits for its turn now.
 * @param onRefused Told why one did not come in.
 */
export function createDoor(
  {
    perConsumer,
    mostHeldBytes,
    mostWaitMs,
  }: Pick<OnlineSettings, 'perConsumer' | 'mostHeldBytes' | 'mostWaitMs'>,
  waitMs: () => number,
  onRefused: (reason: Refusal['reason']) => void,
): Door {
  const byConsumer = new Map<string, number>();
  let heldBytes = 0;
  let inHand = 0;
  const refuse = (reason: Refusal['reason'], message: string): Refusal => {
    onRefused(reason);
    const retryAfterMs = Math.max(1000, Math.min(waitMs(), mostWaitMs));
    return { kind: 'refused', reason, retryAfterMs, message };
  };
  return {
    enter(consumer, bytes) {
      const own = byConsumer.get(consumer) ?? 0;
      if (own >= perConsumer) {
        return refuse(
          'too-many-in-hand',
          `${consumer} has ${own} requests in hand, as many as one may have. Wait for an answer before the next.`,
        );
      }
      if (heldBytes + bytes > mostHeldBytes) {
        return refuse(
          'overloaded',
          `The bodies of requests in hand take ${heldBytes} bytes and may take ${mostHeldBytes}: there is no room for ${bytes} more. Ask again later.`,
        );
      }
      byConsumer.set(consumer, own + 1);
      heldBytes += bytes;
      inHand += 1;
      return () => {
        const left = (byConsumer.get(consumer) ?? 1) - 1;
        if (left > 0) byConsumer.set(consumer, left);
        else byConsumer.delete(consumer);
        heldBytes -= bytes;
        inHand -= 1;
      };
    },
    get inHand() {
      return inHand;
    },
  };
}

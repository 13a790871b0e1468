import { Counter, type Registry } from 'prom-client';

/** How much each consumer asks. */
export interface ConsumerRequests {
  note(consumer: string, status: number): void;
}

export function countByConsumer(registers: Registry[]): ConsumerRequests {
  /** By the name of the consumer and the first digit of the status. */
  const counts = new Map<string, number[]>();
  new Counter({
    name: 'understory_consumer_requests_total',
    help: 'Requests of each consumer, by the first digit of the status.',
    labelNames: ['consumer', 'status_class'],
    registers,
    collect() {
      this.reset();
      for (const [consumer, byClass] of counts) {
        byClass.forEach((count, digit) => {
          if (count > 0) this.inc({ consumer, status_class: `${digit}xx` }, count);
        });
      }
    },
  });
  return {
    note(consumer, status) {
      let byClass = counts.get(consumer);
      if (!byClass) counts.set(consumer, (byClass = Array.from({ length: 10 }, () => 0)));
      const digit = Math.floor(status / 100);
      byClass[digit] = (byClass[digit] ?? 0) + 1;
    },
  };
}

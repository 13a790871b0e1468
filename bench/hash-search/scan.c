// Hashes of 256 bits within a radius of each query, by counting bits of all.
// scan FILE HASHES QUERIES RADIUS ROUNDS: reads hashes and then queries; prints ms of CPU a query.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "../timed-rounds.h"

int main(int argc, char **argv) {
  if (argc != 6) return 2;
  size_t hashes = atol(argv[2]), queries = atol(argv[3]);
  int radius = atoi(argv[4]), rounds = atoi(argv[5]);
  size_t n = (hashes + queries) * 4;
  uint64_t *h = malloc(n * 8);
  double *times = malloc(rounds * sizeof *times);
  FILE *file = fopen(argv[1], "rb");
  if (!file || fread(h, 8, n, file) != n) return 1;
  size_t found = 0;
  for (int round = 0; round < rounds; round++) {
    double begun = cpu();
    found = 0;
    for (size_t i = 0; i < queries; i++) {
      const uint64_t *q = h + (hashes + i) * 4;
      for (size_t at = 0; at < hashes; at++) {
        const uint64_t *x = h + at * 4;
        int d = __builtin_popcountll(x[0] ^ q[0]) + __builtin_popcountll(x[1] ^ q[1]) +
                __builtin_popcountll(x[2] ^ q[2]) + __builtin_popcountll(x[3] ^ q[3]);
        found += d <= radius;
      }
    }
    times[round] = (cpu() - begun) / queries;
  }
  printf("{\"ms\": %.4f, \"found\": %zu}\n", median(times, rounds), found);
  return 0;
}

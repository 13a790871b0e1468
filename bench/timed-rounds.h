// CPU time of rounds of a measured loop, for the programs in C that others are compared with.
#include <stdlib.h>
#include <time.h>

// Milliseconds of CPU of this process so far.
static double cpu(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static int ascending(const void *a, const void *b) {
  double d = *(const double *)a - *(const double *)b;
  return d < 0 ? -1 : d > 0;
}

// The upper median; sorts the times.
static double median(double *times, int rounds) {
  qsort(times, rounds, sizeof *times, ascending);
  return times[rounds / 2];
}

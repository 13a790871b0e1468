// Scalar products of queries with all rows, and the ten largest of each: float32, and bytes of both.
// ann FILE ROWS DIMS QUERIES ROUNDS: reads rows and then queries; prints ms of CPU a query of each.
#include <immintrin.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <math.h>

#include "../timed-rounds.h"

#define K 10

static float sum8(__m256 v) {
  float f[8];
  _mm256_storeu_ps(f, v);
  return f[0] + f[1] + f[2] + f[3] + f[4] + f[5] + f[6] + f[7];
}

static float dotf(const float *a, const float *b, int n) {
  __m256 s = _mm256_setzero_ps(), t = _mm256_setzero_ps();
  for (int i = 0; i < n; i += 16) {
    s = _mm256_fmadd_ps(_mm256_loadu_ps(a + i), _mm256_loadu_ps(b + i), s);
    t = _mm256_fmadd_ps(_mm256_loadu_ps(a + i + 8), _mm256_loadu_ps(b + i + 8), t);
  }
  return sum8(_mm256_add_ps(s, t));
}

static int32_t doti(const int8_t *a, const int16_t *b, int n) {
  __m256i s = _mm256_setzero_si256();
  for (int i = 0; i < n; i += 16) {
    __m256i x = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(a + i)));
    s = _mm256_add_epi32(s, _mm256_madd_epi16(x, _mm256_loadu_si256((const __m256i *)(b + i))));
  }
  int32_t v[8];
  _mm256_storeu_si256((__m256i *)v, s);
  return v[0] + v[1] + v[2] + v[3] + v[4] + v[5] + v[6] + v[7];
}

static float best[K];
static int at[K];

static void offer(float score, int row) {
  if (score <= best[K - 1]) return;
  int i = K - 1;
  for (; i > 0 && best[i - 1] < score; i--) { best[i] = best[i - 1]; at[i] = at[i - 1]; }
  best[i] = score;
  at[i] = row;
}

int main(int argc, char **argv) {
  if (argc != 6) return 2;
  long rows = atol(argv[2]);
  int dims = atoi(argv[3]), queries = atoi(argv[4]), rounds = atoi(argv[5]);
  size_t n = (size_t)(rows + queries) * dims;
  float *f = aligned_alloc(64, (n * 4 + 63) / 64 * 64);
  int8_t *b = aligned_alloc(64, ((size_t)rows * dims + 63) / 64 * 64);
  float *scale = malloc(rows * sizeof *scale);
  int16_t *q = malloc(dims * 2);
  double *tf = malloc(rounds * sizeof *tf), *ti = malloc(rounds * sizeof *ti);
  FILE *file = fopen(argv[1], "rb");
  if (!file || fread(f, 4, n, file) != n) return 1;
  for (long r = 0; r < rows; r++) {
    float m = 0;
    for (int d = 0; d < dims; d++) m = fmaxf(m, fabsf(f[r * dims + d]));
    scale[r] = m / 127;
    for (int d = 0; d < dims; d++) b[r * dims + d] = (int8_t)lrintf(f[r * dims + d] / scale[r]);
  }
  volatile float kept = 0;
  for (int round = 0; round < rounds; round++) {
    double begun = cpu();
    for (int i = 0; i < queries; i++) {
      for (int k = 0; k < K; k++) best[k] = -2;
      for (long r = 0; r < rows; r++) offer(dotf(f + r * dims, f + (rows + i) * dims, dims), r);
      kept += best[0];
    }
    tf[round] = (cpu() - begun) / queries;
    begun = cpu();
    for (int i = 0; i < queries; i++) {
      const float *x = f + (rows + i) * dims;
      for (int d = 0; d < dims; d++) q[d] = (int16_t)lrintf(x[d] * 32767);
      for (int k = 0; k < K; k++) best[k] = -1e9;
      for (long r = 0; r < rows; r++) offer(doti(b + r * dims, q, dims) * scale[r], r);
      kept += best[0];
    }
    ti[round] = (cpu() - begun) / queries;
  }
  printf("{\"float\": %.4f, \"bytes\": %.4f}\n", median(tf, rounds), median(ti, rounds));
  return 0;
}

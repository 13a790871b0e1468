/** Below this cosine two texts have nothing to do with each other. */
export const unrelated = 0.35;

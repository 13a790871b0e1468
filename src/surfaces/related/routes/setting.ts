import { foundBy, type FindRoute } from '../find-route.ts';
import { findByLooks } from './looks.ts';

/** Items whose picture is like this one's: for a mode that leaves out the likest ones. */
export const findBySetting: FindRoute = async (query, parts) => {
  const found = await findByLooks(query, parts);
  const [ref = null] = found?.refs ?? [];
  return (
    found && {
      ...found,
      candidates: found.candidates.map(({ id, score: value }) => {
        const why = `its picture is of a like setting (${value.toFixed(2)})`;
        return foundBy('setting', ref, { id, value, why });
      }),
    }
  );
};

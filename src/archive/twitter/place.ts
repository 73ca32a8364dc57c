// Where a tweet was written: few have coordinates, and fewer the name of a place.

import type { Post } from '../../post/post.ts';
import { fieldsOf, numberOf, textOf, type Fields } from '../network/fields.ts';

type Place = Pick<Post, 'latitude' | 'longitude' | 'place'>;

export const NO_PLACE: Place = { latitude: null, longitude: null, place: null };

/** `coordinates` has them the other way round than `geo`. */
export function parsePlace(record: Fields): Place {
  const { geo, coordinates, place: named } = record;
  // Nearly all tweets have no place.
  if (geo === undefined && coordinates === undefined && named === undefined) return NO_PLACE;
  const place = fieldsOf(named);
  const name = textOf(place['full_name']) ?? textOf(place['name']);
  const [geoLatitude, geoLongitude] = pair(geo);
  const [longitude, latitude] = pair(coordinates);
  const known = within(90, geoLatitude) ?? within(90, latitude);
  const knownToo = within(180, geoLongitude) ?? within(180, longitude);
  if (known === null || knownToo === null) return name === null ? NO_PLACE : { ...NO_PLACE, place: name };
  return { latitude: known, longitude: knownToo, place: name };
}

function pair(value: unknown): unknown[] {
  const numbers = fieldsOf(value)['coordinates'];
  return Array.isArray(numbers) ? numbers : [];
}

/** A possible number of degrees. */
function within(most: number, value: unknown): number | null {
  const degrees = numberOf(value);
  return degrees !== null && Math.abs(degrees) <= most ? degrees : null;
}

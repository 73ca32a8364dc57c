// The place that some programs let people add to a post.

import type { Post } from '../../post/post.ts';
import { fieldsOf, numberOf, textOf, type Fields } from '../network/fields.ts';
import { plainLine } from './post-text.ts';

export function parsePlace(object: Fields): Pick<Post, 'latitude' | 'longitude' | 'place'> {
  const location = fieldsOf(object['location']);
  const name = textOf(location['name']);
  const [latitude, longitude] = [numberOf(location['latitude']), numberOf(location['longitude'])];
  const isPoint = latitude !== null && longitude !== null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return {
    place: name === null ? null : plainLine(name),
    latitude: isPoint ? latitude : null,
    longitude: isPoint ? longitude : null,
  };
}

/**
 * One vector of length 1 from the vectors of a text's tokens.
 *
 * @param states the tokens' vectors one after the other, `dimensions` numbers each
 * @param pooling 'mean': their average; 'cls': the first
 */
export function pool(states: Float32Array, dimensions: number, pooling: 'mean' | 'cls'): Float32Array {
  const vector = new Float32Array(dimensions);
  const end = pooling === 'cls' ? dimensions : states.length;
  for (let i = 0; i < end; i++)
    vector[i % dimensions] = (vector[i % dimensions] as number) + (states[i] as number);
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares) || 1;
  for (let i = 0; i < dimensions; i++) vector[i] = (vector[i] as number) / length;
  return vector;
}

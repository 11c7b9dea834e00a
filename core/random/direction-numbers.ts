/**
 * What a Sobol sequence is made of (Sobol 1967; Bratley and Fox 1988, ACM TOMS 14, algorithm 659): per coordinate a
 * primitive polynomial over GF(2) and as many initial numbers as its degree. The polynomials are computed, in the order of
 * degree and then of their coefficients; the initial numbers are those of Joe and Kuo (2008, "Constructing Sobol sequences
 * with better two-dimensional projections", SIAM J. Sci. Comput. 30), for coordinates 2 to 101; the first needs none.
 */
const INITIAL_NUMBERS = `
  1,
  1 3,
  1 3 1, 1 1 1,
  1 1 3 3, 1 3 5 13,
  1 1 5 5 17, 1 1 5 5 5, 1 1 7 11 19, 1 1 5 1 1, 1 1 1 3 11, 1 3 5 5 31,
  1 3 3 9 7 49, 1 1 1 15 21 21, 1 3 1 13 27 49, 1 1 1 15 7 5, 1 3 1 15 13 25, 1 1 5 5 19 61,
  1 3 7 11 23 15 103, 1 3 7 13 13 15 69, 1 1 3 13 7 35 63, 1 3 5 9 1 25 53, 1 3 1 13 9 35 107, 1 3 1 5 27 61 31,
  1 1 5 11 19 41 61, 1 3 5 3 3 13 69, 1 1 7 13 1 19 1, 1 3 7 5 13 19 59, 1 1 3 9 25 29 41, 1 3 5 13 23 1 55,
  1 3 7 3 13 59 17, 1 3 1 3 5 53 69, 1 1 5 5 23 33 13, 1 1 7 7 1 61 123, 1 1 7 9 13 61 49, 1 3 3 5 3 55 33,
  1 3 1 15 31 13 49 245, 1 3 5 15 31 59 63 97, 1 3 1 11 11 11 77 249, 1 3 1 11 27 43 71 9, 1 1 7 15 21 11 81 45,
  1 3 7 3 25 31 65 79, 1 3 1 1 19 11 3 205, 1 1 5 9 19 21 29 157, 1 3 7 11 1 33 89 185, 1 3 3 3 15 9 79 71,
  1 3 7 11 15 39 119 27, 1 1 3 1 11 31 97 225, 1 1 1 3 23 43 57 177, 1 3 7 7 17 17 37 71, 1 3 1 5 27 63 123 213,
  1 1 3 5 11 43 53 133,
  1 3 5 5 29 17 47 173 479, 1 3 3 11 3 1 109 9 69, 1 1 1 5 17 39 23 5 343, 1 3 1 5 25 15 31 103 499,
  1 1 1 11 11 17 63 105 183, 1 1 5 11 9 29 97 231 363, 1 1 5 15 19 45 41 7 383, 1 3 7 7 31 19 83 137 221,
  1 1 1 3 23 15 111 223 83, 1 1 5 13 31 15 55 25 161, 1 1 3 13 25 47 39 87 257, 1 1 1 11 21 53 125 249 293,
  1 1 7 11 11 7 57 79 323, 1 1 5 5 17 13 81 3 131, 1 1 7 13 23 7 65 251 475, 1 3 5 1 9 43 3 149 11,
  1 1 3 13 31 13 13 255 487, 1 3 3 1 5 63 89 91 127, 1 1 3 3 1 19 123 127 237, 1 1 5 7 23 31 37 243 289,
  1 1 5 11 17 53 117 183 491, 1 1 1 5 1 13 13 209 345, 1 1 3 15 1 57 115 7 33, 1 3 1 11 7 43 81 207 175,
  1 3 1 1 15 27 63 255 49, 1 3 5 3 27 61 105 171 305, 1 1 5 3 1 3 57 249 149, 1 1 3 5 5 57 15 13 159,
  1 1 1 11 7 11 105 141 225, 1 3 3 5 27 59 121 101 271, 1 3 5 9 11 49 51 59 115, 1 1 7 1 23 45 125 71 419,
  1 1 3 5 23 5 105 109 75, 1 1 7 15 7 11 67 121 453, 1 3 7 3 9 13 31 27 449, 1 3 1 15 19 39 39 89 15,
  1 1 1 1 1 33 73 145 379, 1 3 1 15 15 43 29 13 483, 1 1 7 3 19 27 85 131 431, 1 3 3 3 5 35 23 195 349,
  1 3 3 7 9 27 39 59 297, 1 1 3 9 11 17 13 241 157, 1 3 7 15 25 57 33 189 213, 1 1 7 1 9 55 73 83 217,
  1 3 3 13 19 27 23 113 249, 1 3 5 3 23 43 3 253 479, 1 1 5 5 11 5 45 117 217, 1 3 3 7 29 37 33 123 147
`.split(',').map((row) => row.trim().split(' ').map(Number));

const BITS = 32;
/** Coordinates that have initial numbers. */
export const SOBOL_DIMENSIONS = INITIAL_NUMBERS.length + 1;

/**
 * Direction numbers of one coordinate, 32 of 32 bits each, the first with the highest bit alone; the recurrence is
 * equation 3 of Joe and Kuo.
 * @param coordinate 0-based, below SOBOL_DIMENSIONS
 */
export function directionNumbers(coordinate: number): Uint32Array {
  const directions = new Uint32Array(BITS);
  const initial = coordinate === 0 ? Array.from({ length: BITS }, () => 1) : INITIAL_NUMBERS[coordinate - 1];
  if (initial === undefined) throw new RangeError(`Expected a coordinate below ${SOBOL_DIMENSIONS}, got ${coordinate}.`);
  initial.forEach((number, k) => (directions[k] = number << (BITS - 1 - k)));
  const polynomial = POLYNOMIALS[coordinate - 1] ?? 0;
  const degree = initial.length;
  for (let k = degree; k < BITS; k++) {
    let word = (directions[k - degree] as number) ^ ((directions[k - degree] as number) >>> degree);
    for (let i = 1; i < degree; i++) if ((polynomial >>> (degree - i)) & 1) word ^= directions[k - i] as number;
    directions[k] = word;
  }
  return directions;
}

/** Bit i is the coefficient of x^i. */
export function primitivePolynomials(highestDegree: number): number[] {
  const found: number[] = [];
  for (let degree = 1; degree <= highestDegree; degree++) {
    // Without the constant term x would divide it.
    for (let polynomial = 2 ** degree + 1; polynomial < 2 ** (degree + 1); polynomial += 2) {
      if (orderOfX(polynomial, degree) === 2 ** degree - 1) found.push(polynomial);
    }
  }
  return found;
}

/** The least n ≥ 1 with x^n = 1 modulo the polynomial; primitive ones have the largest there can be. */
function orderOfX(polynomial: number, degree: number): number {
  let power = 1;
  for (let n = 1; ; n++) {
    power <<= 1;
    if (power >>> degree) power ^= polynomial;
    if (power === 1) return n;
  }
}

const POLYNOMIALS = primitivePolynomials(9);

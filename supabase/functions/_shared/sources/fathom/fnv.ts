const offsetBasis = 0x6c62272e07bb014262b821756295c58dn;
const prime = 0x0000000001000000000000000000013bn;

/**
 * FNV-1a of 128 bits over the UTF-8 bytes, as 32 hex digits. Made for telling things apart, not for secrets: whoever
 * wants two texts of the same hash can make them.
 * @see http://www.isthe.com/chongo/tech/comp/fnv/
 */
export const fnv1a128 = (text: string): string => {
  let hash = offsetBasis;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(128, (hash ^ BigInt(byte)) * prime);
  return hash.toString(16).padStart(32, "0");
};

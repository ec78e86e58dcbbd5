import { hashBits, hashLength } from './hash.ts';

export interface Cut<T, R> {
  /** Binary prefix of the hash of the names in this part; empty when nothing was cut. */
  bits: string;
  members: T[];
  built: R;
}

/**
 * Cuts a deployment that is too large by the shortest binary prefix of the SHA-256 of its members' names that fits, so that one machine
 * more changes one part, or the two it splits into. `build` makes the deployment of some members, or nothing when they are too many.
 * Members that not even alone fit come back as `tooLarge`.
 */
export function cut<T extends { name: string }, R>(
  members: T[],
  build: (members: T[]) => R | undefined,
  tooLarge: (member: T) => void,
  idOf: (member: T) => string = ({ name }) => name,
): Cut<T, R>[] {
  const built = build(members);
  if (built !== undefined) return [{ bits: '', members, built }];
  // Members of one name, such as machines of several groups, are told apart by the bits of their ids, which come after those of the name.
  const hashes = new Map(members.map((member) => [member, hashBits(member.name) + hashBits(idOf(member))]));
  return cutByHash(members, hashes, build, tooLarge, '');
}

function cutByHash<T, R>(
  members: T[],
  hashes: ReadonlyMap<T, string>,
  build: (members: T[]) => R | undefined,
  tooLarge: (member: T) => void,
  bits: string,
): Cut<T, R>[] {
  if (members.length < 2 || bits.length === 2 * hashLength) {
    members.forEach(tooLarge);
    return [];
  }
  const halves: [T[], T[]] = [[], []];
  for (const member of members) halves[hashes.get(member)?.[bits.length] === '1' ? 1 : 0].push(member);
  return halves.flatMap((half, bit) => {
    if (half.length === 0) return [];
    const built = build(half);
    const bitsOfHalf = `${bits}${bit}`;
    return built === undefined ? cutByHash(half, hashes, build, tooLarge, bitsOfHalf) : [{ bits: bitsOfHalf, members: half, built }];
  });
}

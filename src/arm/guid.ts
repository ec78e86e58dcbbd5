import { createHash } from 'node:crypto';

/** Namespace that Azure Resource Manager's `guid()` hashes under; held to Microsoft's own engine in the tests. */
const namespace = Buffer.from('11fb06fb712d4ddd98c7e71bbd588830', 'hex');

/** What `guid(…)` of a template gives: a name-based UUID (RFC 4122, version 5) of its arguments, joined by hyphens. */
export function guid(...values: string[]): string {
  const hash = createHash('sha1').update(namespace).update(values.join('-')).digest().subarray(0, 16);
  hash[6] = ((hash[6] as number) & 0x0f) | 0x50;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

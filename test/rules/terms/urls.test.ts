import { expect } from 'chai';
import { faultOf, parseKeyVaultUrl } from '../../../src/rules/terms/urls.ts';

const version = '0123456789abcdef0123456789abcdef';

describe('Key Vault URLs', () => {
  it('are taken apart', () => {
    expect(parseKeyVaultUrl('HTTPS://Kv-1.vault.azure.net:443/keys/kek/')).to.deep.equal({
      scheme: 'https',
      vault: 'Kv-1',
      suffix: 'vault.azure.net',
      port: '443',
      path: ['keys', 'kek'],
    });
    expect(parseKeyVaultUrl('https://kv.vault.azure.net')?.path).to.deep.equal([]);
  });

  for (const text of ['kv-app', 'https://kv', 'https:///keys/kek', `https://kv.vault.azure.net/keys/kek/${version}?x=1`, '']) {
    it(`are none: "${text}"`, () => expect(parseKeyVaultUrl(text)).to.equal(undefined));
  }

  // What the agent accepts: facts about check_util.py of 1.4.0.12; a port and a version are judged by the page.
  const faults = {
    [`https://kv.vault.azure.net/keys/kek/${version}`]: undefined,
    [`https://kv.vault.azure.net/keys/kek/${version}/`]: undefined,
    'https://kv.vault.azure.net/keys/kek': undefined,
    [`http://kv.vault.azure.net/keys/kek/${version}`]: 'scheme',
    [`https://kv.vault.azure.net:443/keys/kek/${version}`]: 'port',
    [`https://kv.vault.azure.net/key/kek/${version}`]: 'collection',
    [`https://kv.vault.azure.net/secrets/kek/${version}`]: 'collection',
    'https://kv.vault.azure.net/': 'collection',
    'https://kv.vault.azure.net/keys': 'form',
    [`https://kv.vault.azure.net/keys/k%20k/${version}`]: 'form',
    [`https://kv.vault.azure.net/keys/kek/${version}/wrapkey`]: 'form',
    kek: 'form',
  };
  for (const [url, fault] of Object.entries(faults)) {
    it(`${fault ?? 'nothing'} is wrong with ${url || '""'}`, () => expect(faultOf(url, 'keys')).to.equal(fault));
  }
});

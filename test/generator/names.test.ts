import { expect } from 'chai';
import fc from 'fast-check';
import { shellQuote } from '../../src/generator/commands.ts';
import { camelCase, deploymentName, parameterPrefixes, shortened } from '../../src/generator/names.ts';

describe('names of parameters', () => {
  it('writes names of machines in camelCase', () => {
    expect(camelCase('vm-web-01')).to.equal('vmWeb01');
    expect(camelCase('SQL_Server.2')).to.equal('sqlServer2');
    expect(camelCase('01-vm')).to.equal('n01Vm');
  });

  it('adds four hash digits only where two names meet', () => {
    const prefixes = parameterPrefixes(['vm-web-01', 'vm-web01', 'vm-db']);
    expect(prefixes.get('vm-db')).to.equal('vmDb');
    expect(prefixes.get('vm-web-01')).to.match(/^vmWeb01[0-9a-f]{4}$/);
    expect(prefixes.get('vm-web01')).to.match(/^vmWeb01[0-9a-f]{4}$/);
    expect(prefixes.get('vm-web-01')).not.to.equal(prefixes.get('vm-web01'));
  });

  it('shortens names to what fits, and keeps two of one beginning apart', () => {
    expect(shortened('vm-web-01', 15)).to.equal('vm-web-01');
    const [first, second] = ['vm-payments-prod-01', 'vm-payments-prod-02'].map((name) => shortened(name, 15));
    expect(first).to.match(/^vm-payment-[0-9a-f]{4}$/);
    expect(second).to.match(/^vm-payment-[0-9a-f]{4}$/);
    expect(first).not.to.equal(second);
    expect(shortened('a---------------b', 8)).to.match(/^a-[0-9a-f]{4}$/);
  });

  it('names deployments within 64 characters that Azure allows, one name for one folder', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9-]{1,40}$/), fc.string(), (spec, folder) => {
        const name = deploymentName(spec, 'remove-encryption-extension', folder);
        expect(name).to.match(/^[\w().-]{1,64}$/);
        expect(deploymentName(spec, 'remove-encryption-extension', `${folder}x`)).not.to.equal(name);
      }),
    );
  });
});

describe('shellQuote', () => {
  it('leaves plain words readable and quotes the rest for a POSIX shell', () => {
    expect(shellQuote('rg-payments/azuredeploy.json')).to.equal('rg-payments/azuredeploy.json');
    expect(shellQuote("it's $HOME")).to.equal("'it'\\''s $HOME'");
    expect(shellQuote('*')).to.equal("'*'");
  });
});

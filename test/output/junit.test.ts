import { expect } from 'chai';
import { formatters } from '../../src/output/index.ts';
import { diagnostic, input, place, related, source } from './formatter-input.ts';

describe('junit', () => {
  it('writes a suite for each file, with a test for each finding', () => {
    const printed = formatters.junit(
      input({
        diagnostics: [
          diagnostic({ related: [related(1)] }),
          diagnostic({ severity: 'warning', range: place(1, 1, 1, 9), message: 'a < b' }),
          diagnostic({ suppression: { reason: 'moved', until: '2026-01-01' } }),
        ],
        unchecked: [{ fact: 'os.version', count: 1, codes: ['ADE2104'] }],
        sources: new Map(['spec.yaml', 'clean.yaml'].map((file) => [file, source('', file)])),
      }),
    );
    expect(printed).to.equal(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="armade" tests="5" failures="1" errors="0" skipped="2">
  <testsuite name="clean.yaml" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="no findings" classname="clean.yaml"/>
  </testsuite>
  <testsuite name="spec.yaml" tests="3" failures="1" errors="0" skipped="1">
    <testcase name="ADE2103 linux-os-disable at 2:7" classname="spec.yaml"><failure message="Machine &quot;vm-db&quot; runs Linux." type="ADE2103">spec.yaml:2:7: error ADE2103 Machine &quot;vm-db&quot; runs Linux.
spec.yaml:1:1: vm-db
https://docs.example/rules/linux-os-disable.md</failure></testcase>
    <testcase name="ADE2103 linux-os-disable at 1:1" classname="spec.yaml"><system-out>spec.yaml:1:1: warning ADE2103 a &lt; b
https://docs.example/rules/linux-os-disable.md</system-out></testcase>
    <testcase name="ADE2103 linux-os-disable at 2:7" classname="spec.yaml"><skipped message="accepted until 2026-01-01: moved"/></testcase>
  </testsuite>
  <testsuite name="not checked" tests="1" failures="0" errors="0" skipped="1">
    <testcase name="os.version" classname="not checked"><skipped message="os.version is not known in 1 place: ADE2104"/></testcase>
  </testsuite>
</testsuites>
`);
  });
});

import assert from 'node:assert/strict';
import { kaniko } from '../../../src/builders/kaniko/kaniko.ts';

describe('kaniko: how it speaks to registries', () => {
  const { fallsBackToHttp, ambientLogin } = kaniko.registryManners;

  it('tries plain HTTP at home', () => {
    for (const host of [
      ...['localhost:5000', '127.0.0.1:5000', '10.1.2.3', '10.1.2.3:5000', '172.16.0.1:80', '192.168.1.1'],
      ...['registry.local', 'registry.ns.svc.cluster.local:5000', 'x.localhost'],
    ]) {
      assert.ok(fallsBackToHttp(host), host);
    }
    for (const host of [
      'registry.ns:5000',
      'registry.ns.svc:5000',
      '172.32.0.1',
      '110.1.2.3',
      '10.example.com',
    ]) {
      assert.ok(!fallsBackToHttp(host), host);
    }
  });

  it('gets logins from the clouds', () => {
    for (const host of [
      ...['gcr.io', 'eu.gcr.io', 'europe-docker.pkg.dev', 'team.azurecr.io', 'public.ecr.aws'],
      ...[
        '123456789012.dkr.ecr.eu-central-1.amazonaws.com',
        '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn',
      ],
    ]) {
      assert.ok(ambientLogin(host), host);
    }
    for (const host of ['docker.io', 'notgcr.io', 'ghcr.io', 'azurecr.io.example.com', 'quay.io']) {
      assert.ok(!ambientLogin(host), host);
    }
  });
});

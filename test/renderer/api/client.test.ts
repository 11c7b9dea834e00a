import { describe, expect, it } from 'vitest';
import { CallFailure } from '../../../renderer/api/call-failure.ts';
import { call, connect, on } from '../../../renderer/api/client.ts';
import { aProject, fakeBridge } from '../fake-bridge.ts';

describe('call', () => {
  it('gives the value of an answer that keeps the contract', async () => {
    connect(fakeBridge({ 'projects.list': () => [aProject()] }));
    expect((await call('projects.list', {})).map((one) => one.name)).toEqual(['Test']);
  });

  it('throws what the backend refused, with code, message and problems', async () => {
    const problem = { code: 'SPEC_KEY', severity: 'error' as const, message: 'Wrong.', mend: 'Mend it.', key: 'channels[0].spend' };
    connect({ ...fakeBridge({}), call: () => Promise.resolve({ ok: false, error: { code: 'SPEC_KEY', message: 'Wrong.', problems: [problem] } }) });
    const failure = await call('projects.get', { projectId: 'x' }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CallFailure);
    expect(failure).toMatchObject({ code: 'SPEC_KEY', message: 'Wrong.', problems: [problem] });
  });

  it.each([[undefined], ['text'], [{ ok: true, value: [{ id: 7 }] }], [{ ok: false }]])('refuses an answer that breaks it: %j', async (answer) => {
    connect({ ...fakeBridge({}), call: () => Promise.resolve(answer) });
    await expect(call('projects.list', {})).rejects.toMatchObject({ code: 'INTERNAL', message: expect.stringContaining('projects.list') as string });
  });
});

describe('on', () => {
  it('hands on payloads until the subscription ends, and refuses wrong ones', () => {
    const bridge = fakeBridge({});
    connect(bridge);
    const heard: string[] = [];
    const end = on('menu.command', ({ command }) => heard.push(command));
    bridge.emit('menu.command', { command: 'undo' });
    expect(() => bridge.emit('menu.command', { command: 'format-disk' })).toThrow();
    end();
    bridge.emit('menu.command', { command: 'projects' });
    expect(heard).toEqual(['undo']);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Advice } from '../../../core/allocation/advice.ts';
import { parseTable } from '../../../core/data/parse.ts';
import { vectorToParams } from '../../../core/model/params.ts';
import { createEvaluator } from '../../../core/model/candidate.ts';
import { parseSpec } from '../../../core/spec/parse.ts';
import { createTrial } from '../../../core/tuning/trial.ts';
import { modelIntervals } from '../../../core/uncertainty/intervals.ts';
import type { PrepareResult, ToEngine } from '../../../electron/contract/engine.ts';
import { ENGINE_PROTOCOL, fromEngineSchema, PROGRESS_POINTS } from '../../../electron/contract/engine.ts';
import type { FromEngine } from '../../../electron/contract/engine.ts';
import { startEngine } from '../../../electron/engine/engine.ts';

const GOLDEN = new URL('../../fixtures/golden/', import.meta.url);
const spec = parseSpec(JSON.parse(readFileSync(new URL('weekly.geometric.spec.json', GOLDEN), 'utf8')));
const { table } = parseTable(readFileSync(new URL('weekly.prepared.csv', GOLDEN), 'utf8'));

/** An engine in this process; `answer` resolves with what it says last about a job. */
function engine() {
  const said: FromEngine[] = [];
  const waiting = new Map<number, (message: FromEngine) => void>();
  let receive: (message: unknown) => void = () => undefined;
  startEngine({
    post(raw) {
      const message = fromEngineSchema.parse(raw);
      said.push(message);
      if (message.type === 'done' || message.type === 'failed') waiting.get(message.jobId)?.(message);
    },
    onMessage: (listener) => (receive = listener),
  });
  const send = (message: ToEngine): void => receive(message);
  const answer = async (jobId: number): Promise<FromEngine> => {
    const { promise, resolve } = Promise.withResolvers<FromEngine>();
    waiting.set(jobId, resolve);
    return promise;
  };
  return { said, send, receive: (message: unknown) => receive(message), answer };
}

async function loaded() {
  const test = engine();
  test.send({ type: 'task', jobId: 1, task: 'prepare', request: { spec, table, spacing: 'week' } });
  const done = await test.answer(1);
  if (done.type !== 'done') throw new Error(JSON.stringify(done));
  const { prepared } = done.result as PrepareResult;
  test.send({ type: 'load', key: 'k', prepared });
  return { ...test, prepared };
}

describe('the engine', () => {
  it('says that it is ready, with the protocol it speaks', () => {
    expect(engine().said).toEqual([{ type: 'ready', protocol: ENGINE_PROTOCOL }]);
  });

  it('runs a trial in chunks to the same bits as in one go', async () => {
    const test = await loaded();
    const options = { trial: 3, seed: 5, method: 'two_points_de', iterations: 700 } as const;
    test.send({ type: 'task', jobId: 2, task: 'trial', request: { key: 'k', ...options } });
    const done = await test.answer(2);
    const evaluator = createEvaluator(test.prepared);
    const whole = createTrial(test.prepared, (params, out) => evaluator.evaluate(params, out), options);
    whole.step(700);
    expect(done).toMatchObject({ type: 'done', cancelled: false });
    expect(done.type === 'done' && done.result).toEqual(whole.result());
    const progress = test.said.filter((message) => message.type === 'progress');
    expect(progress.at(-1)?.iterations).toBe(700);
    expect(progress.every(({ points }) => points.length <= 5 * PROGRESS_POINTS && points[0] === 3)).toBe(true);
  });

  it('stops a trial between chunks when it is cancelled, and gives what is done', async () => {
    const test = await loaded();
    test.send({ type: 'task', jobId: 2, task: 'trial', request: { key: 'k', trial: 1, seed: 1, method: 'random', iterations: 1_000_000 } });
    setTimeout(() => test.send({ type: 'cancel', jobId: 2 }), 60);
    const done = await test.answer(2);
    expect(done).toMatchObject({ type: 'done', cancelled: true });
    const { iterations, width, values } = (done as { result: { iterations: number; width: number; values: Float64Array } }).result;
    expect(iterations).toBeLessThan(1_000_000);
    expect(values).toHaveLength(iterations * width);
  });

  it('gives intervals of a model, the same as core does in this process', async () => {
    const test = await loaded();
    const { prepared } = test;
    const params = vectorToParams(prepared.space, Float64Array.from(prepared.space.parameters, ({ lower, upper }) => (lower + upper) / 2));
    const request = { key: 'k', params, seed: 4, rows: 'tuning' } as const;
    test.send({ type: 'task', jobId: 2, task: 'intervals', request });
    expect(await test.answer(2)).toMatchObject({ type: 'done', result: modelIntervals(prepared, params, { seed: 4 }) });
    test.send({ type: 'task', jobId: 3, task: 'advise', request: { key: 'k', model: { id: '1_1', params }, set: null, scenario: { scenario: { kind: 'max_response' } }, seed: 4 } });
    const done = await test.answer(3);
    const { allocation, gain } = (done as unknown as { result: Advice }).result;
    const found = allocation.total.response - allocation.total.initialResponse;
    // Percentiles of draws about the estimate; the rounding is that of responses near 1e6.
    expect(gain?.gain.lower).toBeLessThanOrEqual(found + 1e-6);
    expect(gain?.gain.upper).toBeGreaterThanOrEqual(found - 1e-6);
  });

  it('answers what the user can mend with its code and problems, the rest as INTERNAL, and lives on', async () => {
    const test = await loaded();
    test.send({ type: 'task', jobId: 2, task: 'evaluate', request: { key: 'k', candidates: [{ lambda: 1 }] } });
    expect(await test.answer(2)).toMatchObject({ type: 'failed', code: 'CANDIDATE' });
    test.send({ type: 'unload', key: 'k' });
    test.send({ type: 'task', jobId: 3, task: 'evaluate', request: { key: 'k', candidates: [] } });
    expect(await test.answer(3)).toMatchObject({ type: 'failed', code: 'INTERNAL' });
    test.send({ type: 'load', key: 'k', prepared: test.prepared });
    test.send({ type: 'task', jobId: 4, task: 'evaluate', request: { key: 'k', candidates: [] } });
    expect(await test.answer(4)).toMatchObject({ type: 'done', result: [] });
  });

  it('takes nothing that is not of the contract', () => {
    const test = engine();
    for (const message of [null, 'task', { type: 'task', jobId: 1, task: 'rm', request: {} }, { type: 'cancel', jobId: 'x' }]) {
      expect(() => test.receive(message)).toThrow();
    }
  });
});

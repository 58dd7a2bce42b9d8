/** One reason is told once, and nothing that has a reason of its own is hidden behind another. */
import { expect, test } from 'vitest';
import type { RefusedWrite } from '../../db/types';
import { foldProblems } from './fold-problems';

function refused(op_id: string, kind: string, status: number, event_id: string | null = 'e1'): RefusedWrite {
  const problem = {
    type: '',
    title: '',
    status,
    code: status === 404 ? 'not_found' : 'event_over',
    detail: '',
  };
  return { op_id, kind, event_id, entity_id: op_id, body: {}, problem, at: '2026-11-24T18:00:00.000Z' };
}

const ids = (all: readonly RefusedWrite[]): unknown =>
  foldProblems(all).map(({ problem, because }) => [problem.op_id, because.map((one) => one.op_id)]);

test('what was written at an event that could not be joined stands under the join', () => {
  const all = [
    refused('1', 'attendee.join', 409),
    refused('2', 'encounter.record', 404),
    refused('3', 'note.write', 404),
  ];
  expect(ids(all)).toEqual([['1', ['2', '3']]]);
});

test('another event, another reason and a write without any refused join stay rows of their own', () => {
  const all = [
    refused('1', 'note.write', 404),
    refused('2', 'attendee.join', 409, 'e2'),
    refused('3', 'note.write', 422, 'e2'),
  ];
  expect(ids(all)).toEqual([
    ['1', []],
    ['2', []],
    ['3', []],
  ]);
});

test('a join tried twice keeps two rows, and its followers stand under the first', () => {
  const all = [
    refused('1', 'attendee.join', 409),
    refused('2', 'attendee.join', 409),
    refused('3', 'encounter.record', 404),
  ];
  expect(ids(all)).toEqual([
    ['1', ['3']],
    ['2', []],
  ]);
});

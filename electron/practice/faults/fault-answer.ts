import { STATUS_CODES } from 'node:http';
import type { PracticeAnswer } from '#practice/http-message.ts';
import { errorBody } from '#practice/rules/graph-error.ts';
import type { Fault } from './fault.ts';

/** Kinds of fault that put another answer in place of the real one. */
export type AnswerFault = Fault & { readonly do: 'status' | 'html' | 'redirect' | 'error' };

/** Whether a fault puts another answer in place of the real one. */
export function isAnswerFault(fault: Fault): fault is AnswerFault {
  return fault.do === 'status' || fault.do === 'html' || fault.do === 'redirect' || fault.do === 'error';
}

/** The answer that a fault puts in place of the real one. */
export function faultAnswer(fault: AnswerFault): PracticeAnswer {
  switch (fault.do) {
    case 'html':
      return page(fault.status ?? 502);
    case 'redirect':
      return {
        status: fault.status ?? 302,
        headers: { location: '/elsewhere', 'content-type': 'text/plain' },
        body: '',
      };
    case 'error':
      return errorObject(fault, fault.code ?? 2);
    default:
      return fault.code === null ? bare(fault.status ?? 500) : errorObject(fault, fault.code);
  }
}

function bare(status: number): PracticeAnswer {
  return { status, headers: { 'content-type': 'text/plain' }, body: STATUS_CODES[status] ?? 'Status' };
}

function page(status: number): PracticeAnswer {
  const title = STATUS_CODES[status] ?? 'Error';
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, body };
}

function errorObject(fault: AnswerFault, code: number): PracticeAnswer {
  const transient = code === 1 || code === 2;
  const shown = { code, subcode: fault.subcode, message: 'A scripted fault.', transient };
  const status = fault.status ?? (transient || fault.do === 'status' ? 500 : 400);
  return {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    body: errorBody(shown, 'AScriptedFault'),
  };
}

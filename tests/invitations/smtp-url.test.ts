/** `SMTP_URL`: what is understood and what is refused. */
import { describe, expect, it } from 'vitest';
import { readSmtpUrl } from '../../services/appointments/invitations/smtp-url.ts';

describe('an SMTP URL', () => {
  it.each([
    [
      'smtp://mail.example.de',
      { host: 'mail.example.de', port: 587, implicitTls: false, startTls: 'required', auth: null },
    ],
    ['smtps://mail.example.de', { port: 465, implicitTls: true }],
    ['smtp://u%40x:p%2F%3A@mail.example.de:2525/', { port: 2525, auth: { user: 'u@x', pass: 'p/:' } }],
    ['smtp://127.0.0.1:25', { startTls: 'optional' }],
    ['smtp://127.8.9.1', { startTls: 'optional' }],
    ['smtp://[::1]:25', { host: '::1', startTls: 'optional' }],
    ['smtp://localhost:25?starttls=required', { startTls: 'required' }],
    ['smtp://10.0.0.7?starttls=optional', { startTls: 'optional' }],
    ['smtp://10.0.0.7', { startTls: 'required' }],
    ['smtp://127.0.0.1.example.de', { startTls: 'required' }],
  ])('is understood: %s', (url, settings) => {
    expect(readSmtpUrl(url)).toMatchObject(settings);
  });

  it.each([
    'mail.example.de',
    'http://mail.example.de',
    'smtp://',
    'smtp://user:secret@mail.example.de/path',
    'smtp://user:secret@mail.example.de?tls=no',
    'smtp://user:secret@mail.example.de?starttls=maybe',
    'smtp://user:secret@mail.example.de#x',
  ])('is refused without being quoted: %s', (url) => {
    expect(() => readSmtpUrl(url)).toThrow(RangeError);
    expect(() => readSmtpUrl(url)).not.toThrow(/secret/);
  });
});

/** Values that appear in several examples: one guest, one advisor, one appointment on a Thursday in January. */
export const appointment = 'kJ0vXb3QyTt8mN2wLz5RaA';
export const room = 'p4Wc7HnE1sYqUo6iDf9GgQ';
export const request = 'r2Zb8KxM5tVhJd0eNc3LyQ';
export const walkIn = 'w8Jc4PzT1kHsNq6gXe0MdA';
export const webhook = 'h6Lx0VbN4tCzGm9jRd2WyA';
export const message = 'e1Ys7FkP3nUaQh5oBv8JtA';
export const version = '2027-01';
export const incarnation = 'i7Fq1WsB9uGjPk4aOm6TzA';
export const linkSecret = 'k3Tg6YpL0vCnRb8xSe2HwA';
export const secret = 'c9Xr2MdK7wJtVz4nBq6YhPf1LgSu8EoA3iTk5WmRj0Q';
export const number = '4711223310';
export const code = '48291370';
export const token = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl';
export const device = 'eyJhbGciOiJFZERTQSJ9.eyJkZXYiOiIuLi4ifQ.c2lnbmF0dXJl';
export const origin = 'https://video.example.de';

/** Thursday, 14 January 2027, half past ten in Berlin, and the moments around it. */
export const startsAt = '2027-01-14T09:30:00.000Z';
export const later = '2027-01-14T10:30:00.000Z';
export const endsAt = '2027-01-14T10:00:00.000Z';
export const createdAt = '2027-01-12T13:05:00.000Z';
export const now = Date.parse('2027-01-12T13:05:10.000Z');

export const guest = { name: 'Wilhelmine Ostermann', email: 'w.ostermann@example.org', phone: '030 1234567' };
export const advisor = { name: 'Frau Berger' };
export const consent = { version: '2026-11' };
export const joinLink = `${origin}/j#${appointment}.${code}.${linkSecret}`;
export const calendar = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…\r\nURL:{link}\r\n…\r\nEND:VCALENDAR\r\n';

export const draft = {
  to: guest.email,
  subject: 'Ihr Videogespräch am 14. Januar um 10:30 Uhr',
  text: 'Guten Tag Wilhelmine Ostermann,\n\n…\n\n{link}',
  html: '<p>…</p><p>{link}</p>',
  calendar,
};

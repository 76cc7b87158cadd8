/** Deutsch: die Zeichnung der Frage, die der Browser stellt. */
export const permission = {
  ask: 'Kamera und Mikrofon?',
  zulassen: 'Zulassen',
  erlauben: 'Erlauben',
  deny: 'Nicht jetzt',
  here: 'Hier',
  alt: (allow: string) => `Zeichnung: Der Browser fragt nach Kamera und Mikrofon. Wählen Sie „${allow}“.`,
  blockedAlt: 'Zeichnung: Das Zeichen für die Sperre steht links neben der Adresse der Seite.',
};

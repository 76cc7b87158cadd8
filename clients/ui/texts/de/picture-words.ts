/** Deutsch: die 64 Wörter, mit denen zwei Menschen prüfen, dass niemand dazwischen ist. Die Reihenfolge gehört zu den Bildern. */
// biome-ignore format: one word a line would be 64 lines
export const words: readonly string[] = [
  'Apfel', 'Banane', 'Karotte', 'Pizza', 'Popcorn', 'Klavier', 'Eiswaffel', 'Fisch', 'Vogel', 'Katze', 'Fass',
  'Kaninchen', 'Schnecke', 'Schildkröte', 'Hubschrauber', 'Feder', 'Leuchtturm', 'Palme', 'Blume', 'Berg',
  'Sonne', 'Stern', 'Flagge', 'Wolke', 'Thermometer', 'Regenbogen', 'Schirm', 'Bonbon', 'Koffer', 'Anker',
  'Segelboot', 'Lastwagen', 'Fahrrad', 'Traktor', 'Flugzeug', 'Haus', 'Kirche', 'Maske', 'Lampe', 'Sofa',
  'Schlüssel', 'Sanduhr', 'Besen', 'Bleistift', 'Zeitung', 'Kompass', 'Fernglas', 'Kamera', 'Gitarre',
  'Trommel', 'Pokal', 'Diamant', 'Geschenk', 'Herz', 'Luftballon', 'Würfel', 'Brille', 'Rucksack', 'Riesenrad',
  'Roboter', 'Sparschwein', 'Briefkasten', 'Wecker', 'Magnet',
];

/** English: the 64 words by which two people check that nobody sits between them. Their order belongs to the pictures. */
// biome-ignore format: one word a line would be 64 lines
export const words: readonly string[] = [
  'Apple', 'Banana', 'Carrot', 'Pizza', 'Popcorn', 'Piano', 'Ice cream', 'Fish', 'Bird', 'Cat', 'Barrel',
  'Rabbit', 'Snail', 'Turtle', 'Helicopter', 'Feather', 'Lighthouse', 'Palm tree', 'Flower', 'Mountain', 'Sun',
  'Star', 'Flag', 'Cloud', 'Thermometer', 'Rainbow', 'Umbrella', 'Candy', 'Suitcase', 'Anchor', 'Sailboat',
  'Lorry', 'Bicycle', 'Tractor', 'Airplane', 'House', 'Church', 'Mask', 'Lamp', 'Sofa', 'Key', 'Hourglass',
  'Broom', 'Pencil', 'Newspaper', 'Compass', 'Binoculars', 'Camera', 'Guitar', 'Drum', 'Trophy', 'Diamond',
  'Present', 'Heart', 'Balloon', 'Dice', 'Glasses', 'Backpack', 'Ferris wheel', 'Robot', 'Piggy bank',
  'Letterbox', 'Alarm clock', 'Magnet',
];

/** A style sheet imported for its effect: Vite puts it beside the chunk that asks for it. */
declare module '*.css';
